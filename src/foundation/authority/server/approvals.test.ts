import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeAccess, changeRole, listPeople, type Role } from '#foundation/people/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { type SetUp, startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { approve, ask, countWaiting, listApprovals, refuse, withdraw } from '../contract.ts';
import { goodwill, order } from '../test/goodwill.ts';

let heed: TestHeed;
let house: SetUp;
let owner: Client;
let adviser: Client;
let lead: Client;
let now = Date.now();

beforeAll(async () => {
  heed = await startTestHeed({ extra: [goodwill], now: () => new Date(now) });
  house = await heed.setUp();
  owner = house.owner;
  lead = await heed.member('lead');
});
beforeEach(async () => {
  adviser = await heed.member('adviser');
});
afterAll(() => heed.stop());

const command = 'goodwill.give';
const askFor = (by: Client, input: Record<string, unknown>) =>
  by.call(ask, { command, input, reason: 'The parcel was late twice' });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'yes',
    (error: { code: string }) => error.code,
  );
const yes = (by: Client, it: { approvalId: string }, version = 1) =>
  by.call(approve, { approvalId: it.approvalId, version });

async function one(by: Client, approvalId: string, view: 'waiting' | 'asked' | 'over') {
  const { approvals } = await by.call(listApprovals, { view, limit: 100 });
  return approvals.find((approval) => approval.id === approvalId);
}
async function roleOf(by: Client, who: Client, role: Role) {
  const { people } = await by.call(listPeople, {});
  const version = people.find((person) => person.id === who.personId)?.version ?? 0;
  return by.call(changeRole, { personId: who.personId, role, version });
}
const events = (approvalId: string) =>
  asOwner<{ type: string; actor_id: string | null; on_behalf_of: string | null; data: Record<string, unknown> }>(
    heed.ownerUrl,
    `SELECT type, actor_id, on_behalf_of, data FROM event WHERE data->>'approvalId' = $1 ORDER BY seq`,
    [approvalId],
  );
const decided = (subjectId: string) =>
  asOwner<{ actor_id: string; holder_id: string; approval_id: string | null; amount: number }>(
    heed.ownerUrl,
    'SELECT actor_id, holder_id, approval_id, amount::int FROM decision WHERE subject_id = $1',
    [subjectId],
  );

describe('part of CEG003-3.4: a request', () => {
  it('is carried out as its asker when somebody with the authority approves it', async () => {
    const input = order(15_000, { cause: 'late-parcel' });
    const asked = await askFor(adviser, input);
    expect(await one(lead, asked.approvalId, 'waiting')).toMatchObject({
      ...{ kind: 'goodwill', title: 'Give goodwill', words: 'Give AUD 150', unit: 'money', amount: 15_000 },
      ...{ reason: 'The parcel was late twice', because: 'per_case', state: 'asked', mine: true },
      requester: { id: adviser.personId, role: 'adviser' },
    });
    expect(await decided(input.subjectId)).toEqual([]);
    const answer = await lead.call(approve, { approvalId: asked.approvalId, version: 1, note: 'Fair enough' });
    expect(answer).toMatchObject({ state: 'carried_out', missing: 0, problem: null, version: 2 });
    expect(await decided(input.subjectId)).toEqual([
      { actor_id: adviser.personId, holder_id: lead.personId, approval_id: asked.approvalId, amount: 15_000 },
    ]);
    const log = await events(asked.approvalId);
    expect(log.map((event) => event.type)).toEqual(['authority.asked', 'authority.approved']);
    expect(log[0]?.data).toMatchObject({ requesterId: adviser.personId, roles: ['owner', 'lead'], personIds: [] });
    expect(log[1]).toMatchObject({ actor_id: lead.personId, data: { outcome: 'carried_out', missing: 0 } });
    const given = await asOwner(
      heed.ownerUrl,
      `SELECT actor_kind, on_behalf_of FROM event WHERE type = 'goodwill.given' AND data->>'subjectId' = $1`,
      [input.subjectId],
    );
    expect(given).toEqual([{ actor_kind: 'system', on_behalf_of: adviser.personId }]);
    expect((await one(adviser, asked.approvalId, 'asked'))?.answers).toMatchObject([
      { answer: 'approved', note: 'Fair enough', inPlaceOf: null },
    ]);
  });

  it('is approved once, however often the answer is sent, and by one of two at the same moment', async () => {
    const input = order(15_000);
    const asked = await askFor(adviser, input);
    const key = newId();
    const first = await lead.call(approve, { approvalId: asked.approvalId, version: 1 }, { key });
    expect(await lead.call(approve, { approvalId: asked.approvalId, version: 1 }, { key })).toEqual(first);
    const both = order(15_000);
    const again = await askFor(adviser, both);
    const answers = await Promise.all([codeOf(yes(owner, again)), codeOf(yes(lead, again))]);
    expect(answers.sort()).toEqual(['authority.over', 'yes']);
    expect(await decided(both.subjectId)).toHaveLength(1);
  });

  it('is not asked where it is not needed, not foreseen, unknown or unreadable', async () => {
    expect(await codeOf(askFor(adviser, order(2_000)))).toBe('authority.not_needed');
    expect(await codeOf(askFor(await heed.member('viewer'), order(2)))).toBe('authority.never');
    expect(await codeOf(askFor(adviser, { minor: 5 }))).toBe('input.invalid');
    const unknown = adviser.call(ask, { command: 'people.sign-out', input: {}, reason: 'Please' });
    await expect(unknown).rejects.toMatchObject({
      code: 'input.invalid',
      body: { errors: [{ path: 'command', message: expect.stringContaining('goodwill.give') }] },
    });
    await expect(askFor(adviser, { ...order(1), minor: 'much' })).rejects.toMatchObject({
      body: { errors: [{ path: 'input.minor' }] },
    });
    expect(await codeOf(adviser.call(ask, { command, input: order(5_000), reason: '  ' }))).toBe('input.invalid');
  });

  it('is refused with a reason that its asker reads, and taken back by its asker only', async () => {
    const asked = await askFor(adviser, order(15_000));
    expect(await codeOf(lead.call(withdraw, { approvalId: asked.approvalId, version: 1 }))).toBe('access.forbidden');
    await lead.call(refuse, { approvalId: asked.approvalId, version: 1, reason: 'A voucher is enough' });
    expect(await one(adviser, asked.approvalId, 'asked')).toMatchObject({
      state: 'refused',
      answers: [{ answer: 'refused', note: 'A voucher is enough' }],
    });
    expect(await codeOf(yes(owner, asked))).toBe('authority.over');
    const other = await askFor(adviser, order(15_000));
    expect(await codeOf(owner.call(withdraw, { approvalId: other.approvalId, version: 1 }))).toBe('access.forbidden');
    expect(await adviser.call(withdraw, { approvalId: other.approvalId, version: 1 })).toMatchObject({
      state: 'withdrawn',
      version: 2,
    });
    expect(await codeOf(yes(lead, other))).toBe('authority.over');
  });

  it('is nobody’s business who has no part in it', async () => {
    const asked = await askFor(adviser, order(15_000));
    const viewer = await heed.member('viewer');
    expect(await codeOf(yes(viewer, asked))).toBe('record.not_found');
    for (const view of ['waiting', 'asked', 'over'] as const) {
      expect(await one(viewer, asked.approvalId, view)).toBeUndefined();
    }
    expect(await viewer.call(countWaiting, {})).toEqual({ waiting: 0 });
  });

  it('beyond the authority of whoever answers is left to those who have it', async () => {
    const asked = await askFor(adviser, order(90_000));
    expect(await one(lead, asked.approvalId, 'waiting')).toBeUndefined();
    const attempt = yes(lead, asked);
    await expect(attempt).rejects.toMatchObject({ code: 'authority.not_yours', status: 403 });
    await expect(attempt).rejects.toThrow('This may be approved by an owner.');
    expect(await yes(owner, asked)).toMatchObject({ state: 'carried_out' });
  });

  it('counts what was decided meanwhile: the approver’s own limit holds too', async () => {
    const customerId = newId();
    const [first, second] = [
      await askFor(adviser, order(20_000, { customerId })),
      await askFor(adviser, order(15_000, { customerId })),
    ];
    await yes(lead, first);
    expect(await codeOf(yes(lead, second))).toBe('authority.not_yours');
    expect(await yes(owner, second)).toMatchObject({ state: 'carried_out' });
  });

  it('that splits a larger one says so to whoever approves', async () => {
    const [customerId, cause] = [newId(), 'late-parcel'];
    await yes(lead, await askFor(adviser, order(2_500, { customerId, cause })));
    const asked = await askFor(adviser, order(1_900, { customerId, cause }));
    expect(await one(lead, asked.approvalId, 'waiting')).toMatchObject({ because: 'split', mine: true });
  });
});

describe('bad input: T-36', () => {
  const breaches = (personId: string) =>
    asOwner<{ data: Record<string, unknown> }>(
      heed.ownerUrl,
      `SELECT data FROM event WHERE type = 'authority.breach_tried' AND data->>'personId' = $1`,
      [personId],
    );

  it('nobody approves their own request: 403, and the attempt is in the log', async () => {
    const asker = await heed.member('lead');
    const asked = await askFor(asker, order(50_000));
    await expect(yes(asker, asked)).rejects.toMatchObject({ status: 403, code: 'authority.own_request' });
    expect(await breaches(asker.personId)).toEqual([
      { data: { personId: asker.personId, kind: 'goodwill', what: 'own_request', approvalId: asked.approvalId } },
    ]);
    expect(await one(owner, asked.approvalId, 'waiting')).toMatchObject({ state: 'asked', version: 1, answers: [] });
    const no = asker.call(refuse, { approvalId: asked.approvalId, version: 1, reason: 'Never mind' });
    await expect(no).rejects.toMatchObject({ status: 403, code: 'authority.own_request' });
  });

  it('also not after they were given the authority meanwhile', async () => {
    const asker = await heed.member('adviser');
    const asked = await askFor(asker, order(15_000));
    await roleOf(owner, asker, 'lead');
    expect(await codeOf(yes(asker, asked))).toBe('authority.requester_changed');
  });
});

describe('bad input: time and change', () => {
  it('after its expiry a request is refused, says what to do, and nothing is done', async () => {
    const input = order(15_000);
    const asked = await askFor(adviser, input);
    now += 24 * 3_600_000;
    const attempt = yes(lead, asked);
    await expect(attempt).rejects.toMatchObject({ code: 'authority.expired', status: 410 });
    await expect(attempt).rejects.toThrow(/asks again/);
    expect(await codeOf(adviser.call(withdraw, { approvalId: asked.approvalId, version: 1 }))).toBe(
      'authority.expired',
    );
    await expect
      .poll(async () => (await events(asked.approvalId)).map((event) => event.type))
      .toEqual(['authority.asked', 'authority.expired']);
    expect(await one(adviser, asked.approvalId, 'asked')).toMatchObject({ state: 'expired', mine: false });
    expect(await codeOf(yes(lead, asked))).toBe('authority.expired');
    expect(await decided(input.subjectId)).toEqual([]);
  });

  it('T-50: a role lost in between ends the request, and approving it is refused by name', async () => {
    const input = order(15_000);
    const asked = await askFor(adviser, input);
    await roleOf(owner, adviser, 'viewer');
    await expect(yes(lead, asked)).rejects.toMatchObject({ code: 'authority.requester_changed', status: 409 });
    expect(await one(adviser, asked.approvalId, 'asked')).toMatchObject({
      state: 'failed',
      problem: { code: 'authority.requester_changed', title: 'Whoever asked has another role now' },
    });
    expect(await decided(input.subjectId)).toEqual([]);
    expect((await events(asked.approvalId)).at(-1)?.data).toMatchObject({ problem: 'authority.requester_changed' });
  });

  it('T-50: so does being shut out, also when nobody told authority', async () => {
    const asked = await askFor(adviser, order(15_000));
    await owner.call(changeAccess, { personId: adviser.personId, active: false, version: 1 });
    expect(await codeOf(yes(lead, asked))).toBe('authority.requester_changed');
    const other = await heed.member('adviser');
    const silent = await askFor(other, order(15_000));
    await asOwner(heed.ownerUrl, `UPDATE membership SET role = 'learner' WHERE account_id = $1`, [other.personId]);
    expect(await codeOf(yes(lead, silent))).toBe('authority.requester_changed');
  });

  it('T-50: an approver who lost the authority in between approves nothing', async () => {
    const second = await heed.member('lead');
    const asked = await askFor(adviser, order(15_000));
    await roleOf(owner, second, 'viewer');
    expect(await codeOf(yes(second, asked))).toBe('record.not_found');
  });

  it('what the command itself refuses ends the request with that reason and leaves nothing of it', async () => {
    const input = order(15_000, { spoil: true });
    const asked = await askFor(adviser, input);
    const answer = await yes(lead, asked);
    expect(answer).toMatchObject({ state: 'failed', problem: 'record.not_found' });
    expect(await decided(input.subjectId)).toEqual([]);
    const given = `SELECT seq FROM event WHERE type = 'goodwill.given' AND data->>'subjectId' = $1`;
    expect(await asOwner(heed.ownerUrl, given, [input.subjectId])).toEqual([]);
    expect((await events(asked.approvalId)).map((event) => event.type)).toEqual([
      'authority.asked',
      'authority.approved',
      'authority.failed',
    ]);
  });

  it('a stale screen answers nothing', async () => {
    const asked = await askFor(adviser, order(15_000));
    await expect(yes(lead, asked, 2)).rejects.toMatchObject({ code: 'record.stale', body: { facts: { version: 1 } } });
  });
});
