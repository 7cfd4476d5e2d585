import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { type SetUp, startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import {
  changeAccess,
  changeRole,
  changeTeam,
  createTeam,
  listPeople,
  listTeams,
  me,
  type Role,
  roles,
} from '../contract.ts';

let heed: TestHeed;
let house: SetUp;
const unknown = '01900000-0000-7000-8000-000000000000';

beforeAll(async () => {
  heed = await startTestHeed();
  house = await heed.setUp();
});
afterAll(() => heed.stop());

const versionOf = async (id: string) => {
  const { people } = await house.owner.call(listPeople, {});
  return people.find((one) => one.id === id)?.version ?? 0;
};
const teamOf = async (id: string) => {
  const { teams } = await house.owner.call(listTeams, {});
  return teams.find((one) => one.id === id);
};
const setRole = async (by: Client, who: Client, role: Role) =>
  by.call(changeRole, { personId: who.personId, role, version: await versionOf(who.personId) });

describe('a role', () => {
  it('counts from the next request on and is written in the log', async () => {
    const person = await heed.member('viewer');
    await setRole(house.owner, person, 'lead');
    expect(await person.call(me, {})).toMatchObject({ person: { role: 'lead', version: 2 } });
    const events = await asOwner(
      heed.ownerUrl,
      `SELECT actor_id, data FROM event WHERE type = 'person.role_changed' AND data->>'personId' = $1`,
      [person.personId],
    );
    const data = { personId: person.personId, from: 'viewer', to: 'lead' };
    expect(events).toEqual([{ actor_id: house.owner.personId, data }]);
  });

  it('is changed by a manager below their own only, and never upwards for oneself', async () => {
    const manager = await heed.member('manager');
    const adviser = await heed.member('adviser');
    await setRole(manager, adviser, 'lead');
    await expect(setRole(manager, adviser, 'manager')).rejects.toMatchObject({ status: 403 });
    await expect(setRole(manager, house.owner, 'viewer')).rejects.toMatchObject({ status: 403 });
    await expect(setRole(manager, manager, 'owner')).rejects.toMatchObject({ status: 403 });
    await expect(setRole(adviser, adviser, 'owner')).rejects.toMatchObject({ code: 'access.forbidden' });
  });

  it('is not changed by a stale screen', async () => {
    const person = await heed.member('viewer');
    await setRole(house.owner, person, 'learner');
    const stale = house.owner.call(changeRole, { personId: person.personId, role: 'lead', version: 1 });
    await expect(stale).rejects.toMatchObject({ code: 'record.stale', body: { facts: { version: 2 } } });
    const input = { personId: person.personId, version: 2 };
    const both = (['lead', 'adviser'] as const).map((role) => house.owner.call(changeRole, { ...input, role }));
    const answers = await Promise.allSettled(both);
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('of somebody who is not here is not found', async () => {
    const attempt = house.owner.call(changeRole, { personId: unknown, role: 'viewer', version: 1 });
    await expect(attempt).rejects.toMatchObject({ code: 'record.not_found', status: 404 });
  });

  it('that is given again changes nothing', async () => {
    const person = await heed.member('viewer');
    expect(await setRole(house.owner, person, 'viewer')).toEqual({ personId: person.personId, version: 1 });
  });
});

describe('the last owner', () => {
  it('stays an owner and keeps access', async () => {
    await expect(setRole(house.owner, house.owner, 'manager')).rejects.toMatchObject({ code: 'people.last_owner' });
    const personId = house.owner.personId;
    const version = await versionOf(personId);
    const shut = house.owner.call(changeAccess, { personId, active: false, version });
    await expect(shut).rejects.toMatchObject({ code: 'people.last_owner', status: 409 });
  });

  it('remains when two owners lower each other at the same moment', async () => {
    const second = await heed.member('owner');
    const answers = await Promise.allSettled([
      setRole(house.owner, second, 'viewer'),
      setRole(second, house.owner, 'viewer'),
    ]);
    expect(answers.filter((answer) => answer.status === 'fulfilled').length).toBe(1);
    const owners = await asOwner(
      heed.ownerUrl,
      `SELECT account_id FROM membership WHERE workspace_id = $1 AND role = 'owner' AND active`,
      [house.workspaceId],
    );
    expect(owners).toHaveLength(1);
    // The other tests need their owner back.
    if (answers[1]?.status === 'fulfilled') await setRole(second, house.owner, 'owner');
  });
});

describe('a team', () => {
  it('has a name of its own and exactly the members it was given', async () => {
    const adviser = await heed.member('adviser');
    const { teamId } = await house.owner.call(createTeam, { name: 'Returns', memberIds: [adviser.personId] });
    expect(await teamOf(teamId)).toMatchObject({ name: 'Returns', memberIds: [adviser.personId], version: 1 });
    await expect(house.owner.call(createTeam, { name: 'RETURNS' })).rejects.toMatchObject({
      code: 'people.team_taken',
    });
    const renamed = { teamId, version: 1, name: 'Repairs', memberIds: [house.owner.personId] };
    expect(await house.owner.call(changeTeam, renamed)).toEqual({ teamId, version: 2 });
    expect(await teamOf(teamId)).toMatchObject({ name: 'Repairs', memberIds: [house.owner.personId] });
    await expect(house.owner.call(changeTeam, renamed)).rejects.toMatchObject({ code: 'record.stale' });
    const taken = house.owner.call(changeTeam, { teamId, version: 2, name: 'orders' });
    await expect(taken).rejects.toMatchObject({ code: 'people.team_taken' });
    const events = await asOwner<{ what: string }>(
      heed.ownerUrl,
      `SELECT data->>'what' AS what FROM event WHERE data->>'teamId' = $1 AND type = 'team.changed' ORDER BY seq`,
      [teamId],
    );
    expect(events.map((event) => event.what)).toEqual(['created', 'renamed', 'members']);
  });

  it('refuses members who are not here', async () => {
    const attempt = house.owner.call(createTeam, { name: 'Ghosts', memberIds: [unknown] });
    await expect(attempt).rejects.toMatchObject({ code: 'record.not_found' });
    expect((await house.owner.call(listTeams, {})).teams.map((team) => team.name)).not.toContain('Ghosts');
    await expect(house.owner.call(changeTeam, { teamId: unknown, version: 1 })).rejects.toMatchObject({ status: 404 });
  });

  it('is renamed by managers, filled by leads and left alone by others', async () => {
    const [manager, lead, adviser] = [
      await heed.member('manager'),
      await heed.member('lead'),
      await heed.member('adviser'),
    ];
    const { teamId } = await manager.call(createTeam, { name: 'Trade' });
    const fill = { teamId, version: 1, memberIds: [adviser.personId] };
    await expect(adviser.call(changeTeam, fill)).rejects.toMatchObject({ code: 'access.forbidden' });
    await lead.call(changeTeam, fill);
    const rename = { teamId, version: 2, name: 'Trade desk' };
    await expect(lead.call(changeTeam, rename)).rejects.toMatchObject({ code: 'access.forbidden' });
    await expect(lead.call(createTeam, { name: 'Mine' })).rejects.toMatchObject({ code: 'access.forbidden' });
    await manager.call(changeTeam, rename);
    const same = await manager.call(changeTeam, { teamId, version: 3, name: 'Trade desk' });
    expect(same).toEqual({ teamId, version: 3 });
  });
});

describe('people and teams', () => {
  it('are seen by every role, and by nobody from outside', async () => {
    for (const role of roles) {
      const member = await heed.member(role);
      expect((await member.call(listPeople, {})).people.some((one) => one.id === member.personId)).toBe(true);
      expect((await member.call(listTeams, {})).teams.length).toBeGreaterThan(0);
    }
    await expect(heed.anonymous().call(listPeople, {})).rejects.toMatchObject({ code: 'access.signed_out' });
    await expect(heed.anonymous().call(listTeams, {})).rejects.toMatchObject({ code: 'access.signed_out' });
  });
});
