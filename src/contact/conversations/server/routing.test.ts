import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCustomer } from '#contact/customers/contract.ts';
import { changeTeam, createTeam } from '#foundation/people/contract.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import {
  addTag,
  assign,
  getConversation,
  getRouting,
  type RoutingMethod,
  setPersonRouting,
  setPriority,
  setTaking,
  setTeamRouting,
  startConversation,
  tagConversation,
} from '../contract.ts';
import { route } from './route.ts';

let heed: TestHeed;
let owner: Client;
let workspaceId: string;
let customerId: string;
let people: Client[];
let teamId: string;
let count = 0;

beforeAll(async () => {
  heed = await startTestHeed();
  ({ owner, workspaceId } = await heed.setUp());
  people = [await heed.member('adviser'), await heed.member('adviser'), await heed.member('adviser')];
  ({ customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor' }));
});
afterAll(() => heed.stop());

/** A team of its own for each test, whose three people all take new ones and have nothing. */
beforeEach(async () => {
  count += 1;
  const made = await owner.call(createTeam, { name: `Team ${count}` });
  teamId = made.teamId;
  const memberIds = people.map((one) => one.personId ?? '');
  await owner.call(changeTeam, { teamId, version: 1, memberIds });
  await asOwner(heed.ownerUrl, 'UPDATE conversation SET assignee_id = NULL, team_id = NULL');
  await asOwner(heed.ownerUrl, 'DELETE FROM person_routing');
  for (const one of people) await one.call(setTaking, { taking: true });
});

const share = (method: RoutingMethod, capacity: number, of = teamId) =>
  owner.call(setTeamRouting, { teamId: of, version: 0, method, capacity });
const run = (of = teamId) =>
  runOwnCommand(heed.running.kernel, 'test:route', { workspaceId, onBehalfOf: null }, async (ctx) => {
    await route(ctx, of);
  });
async function start(of = teamId): Promise<string> {
  return (await owner.call(startConversation, { customerId, text: 'Where is it?', teamId: of })).conversationId;
}
const holderOf = async (conversationId: string) => (await owner.call(getConversation, { conversationId })).assigneeId;
/** How many each of the three has. */
async function loads(): Promise<number[]> {
  const shown = await owner.call(getRouting, {});
  return people.map((one) => shown.people.find((person) => person.personId === one.personId)?.open ?? -1);
}
const several = async (n: number, of = teamId) => {
  const ids: string[] = [];
  for (let i = 0; i < n; i++) ids.push(await start(of));
  return ids;
};

describe('a team that shares out', () => {
  it('by turn gives to each in turn, and says in the log why', async () => {
    const ids = await several(4);
    await share('by_turn', 10);
    await run();
    const holders = await Promise.all(ids.map(holderOf));
    expect(new Set(holders.slice(0, 3)).size).toBe(3);
    expect(holders[3]).toBe(holders[0]);
    const events = await asOwner<{ data: Record<string, unknown> }>(
      heed.ownerUrl,
      `SELECT data FROM event WHERE type = 'conversation.routed' AND data->>'teamId' = $1 ORDER BY seq`,
      [teamId],
    );
    expect(events.map(({ data }) => [data.conversationId, data.personId, data.method])).toEqual(
      ids.map((id, i) => [id, holders[i], 'by_turn']),
    );
  });

  it('by load gives to whoever has the smallest share of what they take', async () => {
    const [busy] = people;
    for (const conversationId of await several(2)) {
      const { version } = await owner.call(getConversation, { conversationId });
      await owner.call(assign, { conversationId, version, assigneeId: busy?.personId });
    }
    await several(4);
    await share('by_load', 10);
    await run();
    expect(await loads()).toEqual([2, 2, 2]);
  });

  it('gives nobody more than they take; the rest waits until somebody has room', async () => {
    await owner.call(setPersonRouting, { personId: people[0]?.personId ?? '', version: 1, capacity: 1, skills: [] });
    const ids = await several(7);
    await share('by_turn', 2);
    await run();
    expect(await loads()).toEqual([1, 2, 2]);
    const left = [];
    for (const id of ids) if ((await holderOf(id)) === null) left.push(id);
    expect(left).toHaveLength(2);
    const { teams } = await owner.call(getRouting, {});
    expect(teams.find((team) => team.teamId === teamId)?.waiting).toBe(2);
  });

  it('gives nothing to who says “not now”, and the most pressing first', async () => {
    await people[0]?.call(setTaking, { taking: false });
    await people[1]?.call(setTaking, { taking: false });
    const [calm, pressing] = await several(2);
    const { version } = await owner.call(getConversation, { conversationId: pressing ?? '' });
    await owner.call(setPriority, { conversationId: pressing ?? '', version, priority: 'urgent' });
    await share('by_turn', 1);
    await run();
    expect([await holderOf(pressing ?? ''), await holderOf(calm ?? '')]).toEqual([people[2]?.personId, null]);
  });

  it('gives what asks for a skill to those who have it, and lets it wait rather than give it to others', async () => {
    const { tagId } = await owner.call(addTag, { name: `Dutch ${count}` });
    const [dutch, other] = await several(2);
    await owner.call(tagConversation, { conversationId: dutch ?? '', add: [tagId] });
    const knows = people[1]?.personId ?? '';
    await owner.call(setPersonRouting, { personId: knows, version: 1, capacity: null, skills: [tagId] });
    await people[1]?.call(setTaking, { taking: false });
    await share('by_turn', 5);
    await run();
    expect(await holderOf(dutch ?? '')).toBeNull();
    expect(await holderOf(other ?? '')).not.toBeNull();
    await people[1]?.call(setTaking, { taking: true });
    await run();
    expect(await holderOf(dutch ?? '')).toBe(knows);
  });

  it('gives each conversation once and nobody too many, also when it is done several times at once for two teams', async () => {
    const second = await owner.call(createTeam, { name: `Second ${count}` });
    const memberIds = people.map((one) => one.personId ?? '');
    await owner.call(changeTeam, { teamId: second.teamId, version: 1, memberIds });
    const ids = [...(await several(8)), ...(await several(8, second.teamId))];
    await share('by_turn', 4);
    await share('by_load', 4, second.teamId);
    await Promise.all([run(), run(second.teamId), run(), run(second.teamId), run()]);
    expect(await loads()).toEqual([4, 4, 4]);
    const given = await asOwner<{ count: number }>(
      heed.ownerUrl,
      `SELECT count(*)::int AS count FROM event WHERE type = 'conversation.routed' AND data->>'conversationId' = ANY ($1)
       GROUP BY data->>'conversationId'`,
      [ids],
    );
    expect(given.map((one) => one.count)).toEqual(Array(12).fill(1));
  });

  it('does so by itself soon after something came', async () => {
    await share('by_turn', 5);
    const id = await start();
    await expect.poll(() => holderOf(id), { timeout: 15_000 }).not.toBeNull();
  });

  it('is changed by one version at a time', async () => {
    const done = await share('by_turn', 5);
    const again = share('by_load', 5).then(
      () => 'accepted',
      (error) => error.code,
    );
    expect(await again).toBe('record.stale');
    await owner.call(setTeamRouting, { ...done, method: 'off', capacity: 5 });
  });
});
