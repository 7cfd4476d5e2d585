import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listConversations } from '#contact/conversations/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { type SetUp, startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { greet } from '#kernel/test/socket.ts';
import {
  changeSecurity,
  changeTeam,
  listPeople,
  listTeams,
  me,
  type Role,
  removeAuthenticator,
  security,
  signInMethods,
} from '../contract.ts';
import { giveAuthenticator } from '../test/second-step.ts';

let heed: TestHeed;
let house: SetUp;
let owner: Client;
let shiftMs = 0;

beforeAll(async () => {
  heed = await startTestHeed({ now: () => new Date(Date.now() + shiftMs) });
  house = await heed.setUp();
  ({ owner } = house);
});
afterAll(() => heed.stop());

const inMs = (ms: number) => new Date(heed.running.kernel.now().getTime() + ms).toISOString();

async function demand(roles: Role[], from: string | null): Promise<void> {
  const { version } = await owner.call(security, {});
  await owner.call(changeSecurity, { version, roles, from });
}

const held = { status: 403, code: 'people.set_second_step_up' };

describe('a role that must have a second step', () => {
  it('is reminded until the day, then can do nothing but set one up', async () => {
    const person = await heed.member('adviser');
    const day = inMs(86_400_000);
    await demand(['adviser', 'viewer'], day);
    expect(await person.call(signInMethods, {})).toMatchObject({ neededFrom: day });
    expect(await person.call(me, {})).toMatchObject({ needsSecondStep: false });
    await person.call(listConversations, {});
    shiftMs += 86_400_000;
    expect(await person.call(me, {})).toMatchObject({ needsSecondStep: true, person: { role: 'adviser' } });
    await expect(person.call(listConversations, {})).rejects.toMatchObject(held);
    await expect(person.call(listPeople, {})).rejects.toMatchObject(held);
    const changes = person.call(changeTeam, { teamId: house.teamId, version: 1, name: 'Mine' });
    await expect(changes).rejects.toMatchObject(held);
    const again = await heed.signIn(person.email);
    await expect(again.call(listConversations, {})).rejects.toMatchObject(held);
    await giveAuthenticator(heed, person);
    expect(await person.call(me, {})).toMatchObject({ needsSecondStep: false });
    await person.call(listConversations, {});
  });

  it('hears nothing on a socket meanwhile', async () => {
    const person = await heed.member('viewer');
    const socket = await greet(person);
    await owner.call(changeTeam, { teamId: house.teamId, version: await version(), name: 'Orders too' });
    await new Promise((done) => setTimeout(done, 500));
    expect(socket.frames.filter((frame) => frame.t === 'hint')).toEqual([]);
    socket.close();
  });

  async function version(): Promise<number> {
    return (await owner.call(listTeams, {})).teams[0]?.version ?? 0;
  }

  it('keeps the last one', async () => {
    const person = await heed.member('viewer');
    await giveAuthenticator(heed, person);
    await expect(person.call(removeAuthenticator, {})).rejects.toMatchObject({ code: 'people.second_step_kept' });
    await demand([], null);
    await person.call(removeAuthenticator, {});
  });

  it('is no other role', async () => {
    await demand(['manager'], null);
    const lead = await heed.member('lead');
    await lead.call(listConversations, {});
    await demand([], null);
  });
});

describe('an owner', () => {
  it('does not shut themselves out: their own role only with a second step of their own', async () => {
    await expect(demand(['owner'], inMs(1_000))).rejects.toMatchObject({ code: 'people.own_second_step_first' });
    await giveAuthenticator(heed, owner);
    await demand(['owner'], null);
    await owner.call(listPeople, {});
    const { people, roles, from } = await owner.call(security, {});
    expect(people.find((one) => one.id === owner.personId)).toMatchObject({ hasSecondStep: true });
    expect(roles).toEqual(['owner']);
    expect(from).not.toBeNull();
  });

  it('is told when somebody else changed the rule meanwhile', async () => {
    const { version } = await owner.call(security, {});
    await owner.call(changeSecurity, { version, roles: [], from: null });
    const late = owner.call(changeSecurity, { version, roles: ['viewer'], from: null });
    await expect(late).rejects.toMatchObject({ code: 'record.stale' });
  });
});
