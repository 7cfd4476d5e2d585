import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCustomer } from '#contact/customers/contract.ts';
import { ask, listApprovals, refuse } from '#foundation/authority/contract.ts';
import { changeRole, createTeam, listPeople } from '#foundation/people/contract.ts';
import { owe } from '#foundation/promises/index.ts';
import type { Client } from '#kernel/test/client.ts';
import { type SetUp, startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import * as contract from '../contract.ts';
import { within } from '../test/deliver.ts';

let heed: TestHeed;
let house: SetUp;
let owner: Client;
let manager: Client;
let lead: Client;
let adviser: Client;
let teamId: string;
let customerId: string;
let shift = 0;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

beforeAll(async () => {
  heed = await startTestHeed({ now: () => new Date(Date.now() + shift) });
  house = await heed.setUp();
  owner = house.owner;
  manager = await heed.member('manager');
  lead = await heed.member('lead');
  adviser = await heed.member('adviser');
  ({ teamId } = await owner.call(createTeam, { name: 'Returns', memberIds: [lead.personId, adviser.personId] }));
  ({ customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor' }));
});
afterAll(() => heed.stop());

const listOf = async (by: Client) =>
  (await by.call(contract.listNotices, { personId: by.personId, limit: 100 })).notices;
const kindsOf = async (by: Client) => (await listOf(by)).map((one) => one.kind);
async function promise(minutes: number, to: { ownerId?: string; teamId?: string }): Promise<void> {
  await within(heed, house.workspaceId, async (ctx) => {
    const dueAt = new Date(ctx.now.getTime() + minutes * 60_000);
    const subject = { kind: 'customer', id: customerId, customerId };
    await owe(ctx, { subject, measure: 'call_back', words: 'Call about the kettle', dueAt, ...to });
  });
}
async function later(minutes: number): Promise<void> {
  shift += minutes * 60_000;
  await pause(900);
}
const readAll = () => Promise.all([owner, manager, lead, adviser].map((one) => one.call(contract.readNotices, {})));

describe('a promise', () => {
  it('that is due soon warns whoever owes it and who leads the team; broken, it asks to be acknowledged', async () => {
    await promise(100, { ownerId: adviser.personId, teamId });
    await later(81);
    expect(await kindsOf(adviser)).toEqual(['promise.warned']);
    expect(await kindsOf(lead)).toEqual(['promise.warned']);
    expect(await kindsOf(owner)).toEqual([]);
    await later(20);
    const [broken] = await listOf(adviser);
    expect(broken).toMatchObject({ kind: 'promise.broken', importance: 'important', awaits: 'acknowledge' });
    expect(broken?.words).toMatch(/^Call-back.* was due/);
    expect((await listOf(lead))[0]).toMatchObject({ kind: 'promise.broken_in_team', awaits: 'nothing' });
    expect(await kindsOf(manager)).toEqual([]);
    await adviser.call(contract.acknowledgeNotice, { noticeId: broken?.id ?? '' });
    await later(65);
    expect((await listOf(adviser))[0]).toMatchObject({ chased: 0, awaits: 'nothing' });
  });

  it('that nobody owes comes to who leads the team, and without a team to every lead, to whom it is raised', async () => {
    await readAll();
    const other = await heed.member('lead');
    await promise(10, { teamId });
    await later(11);
    expect((await listOf(lead))[0]).toMatchObject({ kind: 'promise.broken', readAt: null });
    expect(await listOf(other)).toEqual([]);
    await promise(10, {});
    await later(11);
    expect((await listOf(other))[0]).toMatchObject({ kind: 'promise.broken', awaits: 'acknowledge' });
    expect((await listOf(adviser))[0]).toMatchObject({ readAt: expect.any(String) });
  });

  it('of anybody is heard of by who follows the topic', async () => {
    await readAll();
    await manager.call(contract.subscribeTopic, { topic: 'promises:broken', subscribed: true });
    await promise(10, { ownerId: adviser.personId });
    await later(11);
    expect((await listOf(manager))[0]).toMatchObject({ kind: 'promise.topic', readAt: null });
  });

  it('is one of many that break at the same time: one line each for person and kind', async () => {
    await readAll();
    for (let i = 0; i < 30; i++) await promise(10, { ownerId: adviser.personId, teamId });
    await later(11);
    const lines = (await listOf(adviser)).filter((one) => one.kind === 'promise.broken' && !one.readAt);
    expect(lines.reduce((sum, one) => sum + one.count, 0)).toBe(30);
    expect(lines.length).toBe(1);
  });
});

describe('an approval', () => {
  async function askForRole(): Promise<string> {
    const { people } = await owner.call(listPeople, {});
    const person = people.find((one) => one.id === adviser.personId);
    const input = { personId: adviser.personId, role: 'manager', version: person?.version ?? 1 };
    const { approvalId } = await manager.call(ask, { command: changeRole.name, input, reason: 'She leads already' });
    return approvalId;
  }

  it('is asked of everybody who may decide, and of nobody any more once one has; the asker hears of it', async () => {
    await readAll();
    const approvalId = await askForRole();
    const [asked] = await listOf(owner);
    expect(asked).toMatchObject({ kind: 'authority.asked', awaits: 'act', aboutId: approvalId });
    expect(asked?.words).toMatch(/^Manager \d+ asks for an approval: /);
    expect((await listOf(manager)).some((one) => one.kind === 'authority.asked')).toBe(false);
    const { approvals } = await owner.call(listApprovals, {});
    const version = approvals.find((one) => one.id === approvalId)?.version ?? 1;
    await owner.call(refuse, { approvalId, version, reason: 'Not this month' });
    expect((await listOf(owner)).find((one) => one.id === asked?.id)).toMatchObject({ awaits: 'nothing' });
    expect((await listOf(manager))[0]).toMatchObject({ kind: 'authority.refused', readAt: null });
  });
});
