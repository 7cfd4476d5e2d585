import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeRole, listPeople, type Role } from '#foundation/people/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { type SetUp, startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import {
  approve,
  ask,
  delegate,
  endDelegation,
  endRule,
  listApprovals,
  listDelegations,
  listRules,
  setRule,
} from '../contract.ts';
import { giveGoodwill, goodwill, order } from '../test/goodwill.ts';

let heed: TestHeed;
let house: SetUp;
let owner: Client;
let now = Date.now();

beforeAll(async () => {
  heed = await startTestHeed({ extra: [goodwill], now: () => new Date(now) });
  house = await heed.setUp();
  owner = house.owner;
});
afterAll(() => heed.stop());

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'yes',
    (error: { code: string }) => error.code,
  );
const at = (ms: number) => new Date(now + ms).toISOString();
const hour = 3_600_000;
const current = async (kind: string, who: { role?: string; personId?: string }) =>
  (await owner.call(listRules, {})).rules.find(
    (rule) =>
      rule.kind === kind &&
      (who.personId ? rule.personId === who.personId : rule.role === who.role) &&
      rule.effectiveFrom <= at(0) &&
      (rule.effectiveUntil === null || rule.effectiveUntil > at(0)),
  );
const breaches = (personId: string) =>
  asOwner<{ what: string }>(
    heed.ownerUrl,
    `SELECT data->>'what' AS what FROM event WHERE type = 'authority.breach_tried' AND data->>'personId' = $1`,
    [personId],
  );

describe('a row', () => {
  it('counts from its day on, and the row before it until then', async () => {
    const adviser = await heed.member('adviser');
    const before = await current('goodwill', { role: 'adviser' });
    await owner.call(setRule, {
      ...{ kind: 'goodwill', role: 'adviser', may: 'decide', perCase: 3_000, currency: 'AUD' },
      ...{ effectiveFrom: at(hour), replaces: before?.id ?? null, clauseRef: 'Refunds 2.1' },
    });
    expect(await codeOf(adviser.call(giveGoodwill, order(2_500)))).toBe('authority.approval_needed');
    now += hour;
    expect(await codeOf(adviser.call(giveGoodwill, order(2_500)))).toBe('yes');
    const { rules } = await adviser.call(listRules, {});
    const rows = rules.filter((rule) => rule.kind === 'goodwill' && rule.role === 'adviser');
    expect(rows).toMatchObject([
      { perCase: 3_000, effectiveUntil: null, clauseRef: 'Refunds 2.1', madeBy: 'Olive Owner', version: 1 },
      { perCase: 2_000, effectiveUntil: rows[0]?.effectiveFrom, madeBy: null, version: 2 },
    ]);
  });

  it('that was planned and replaced before its day never counts', async () => {
    const before = await current('goodwill', { role: 'lead' });
    const row = {
      kind: 'goodwill',
      role: 'lead',
      may: 'decide',
      currency: 'AUD',
      replaces: before?.id ?? null,
    } as const;
    await owner.call(setRule, { ...row, perCase: 1, effectiveFrom: at(hour) });
    await owner.call(setRule, { ...row, perCase: 25_000, effectiveFrom: at(hour / 2) });
    now += 2 * hour;
    expect(await current('goodwill', { role: 'lead' })).toMatchObject({ perCase: 25_000, effectiveUntil: null });
    const lead = await heed.member('lead');
    expect(await codeOf(lead.call(giveGoodwill, order(25_000)))).toBe('yes');
  });

  it('of a person goes before that of the role, and ends by itself or by hand', async () => {
    const adviser = await heed.member('adviser');
    const row = { kind: 'goodwill', personId: adviser.personId, may: 'decide', currency: 'AUD' } as const;
    await owner.call(setRule, { ...row, perCase: 50_000, effectiveUntil: at(hour) });
    expect(await codeOf(adviser.call(giveGoodwill, order(40_000)))).toBe('yes');
    now += hour;
    expect(await codeOf(adviser.call(giveGoodwill, order(40_000)))).toBe('authority.approval_needed');
    const { ruleId, version } = await owner.call(setRule, { ...row, may: 'never' });
    expect(await codeOf(adviser.call(giveGoodwill, order(1)))).toBe('authority.never');
    expect(await codeOf(owner.call(endRule, { ruleId, version: 9 }))).toBe('record.stale');
    await owner.call(endRule, { ruleId, version });
    expect(await codeOf(adviser.call(giveGoodwill, order(1)))).toBe('yes');
    expect(await codeOf(owner.call(endRule, { ruleId, version: 2 }))).toBe('record.stale');
  });

  it('is set on the newest row only: of two owners at the same moment one sets it', async () => {
    const second = await heed.member('owner');
    const before = await current('goodwill', { role: 'manager' });
    const row = {
      kind: 'goodwill',
      role: 'manager',
      may: 'decide',
      currency: 'AUD',
      replaces: before?.id ?? null,
    } as const;
    const answers = await Promise.all([
      codeOf(owner.call(setRule, { ...row, perCase: 1_000 })),
      codeOf(second.call(setRule, { ...row, perCase: 2_000 })),
    ]);
    expect(answers.sort()).toEqual(['record.stale', 'yes']);
  });

  it('is refused when it makes no sense, with what would be accepted', async () => {
    const row = { kind: 'goodwill', role: 'viewer', may: 'ask' } as const;
    const attempts: [Record<string, unknown>, string, string][] = [
      [{ kind: 'magic' }, 'input.invalid', 'kind'],
      [{ role: undefined }, 'input.invalid', 'role'],
      [{ personId: owner.personId }, 'input.invalid', 'role'],
      [{ perCase: 100 }, 'input.invalid', 'currency'],
      [{ kind: 'customers.export', perCase: 100, currency: 'AUD' }, 'input.invalid', 'currency'],
      [{ perCase: -1, currency: 'AUD' }, 'input.invalid', 'perCase'],
      [{ perCase: 1.5, currency: 'AUD' }, 'input.invalid', 'perCase'],
      [{ periodDays: 0 }, 'input.invalid', 'periodDays'],
      [{ effectiveFrom: at(-hour) }, 'input.invalid', 'effectiveFrom'],
      [{ effectiveUntil: at(hour) }, 'input.invalid', 'effectiveUntil'],
      [{ currency: 'dollars' }, 'input.invalid', 'currency'],
    ];
    for (const [more, code, path] of attempts) {
      const attempt = owner.call(setRule, { ...row, ...more } as never);
      await expect(attempt, JSON.stringify(more)).rejects.toMatchObject({ code, body: { errors: [{ path }] } });
    }
    expect(await codeOf(owner.call(setRule, { ...row, may: 'decide' }))).toBe('authority.too_wide');
    const unknown = { ...row, role: undefined, personId: '01900000-0000-7000-8000-000000000000' };
    expect(await codeOf(owner.call(setRule, unknown as never))).toBe('record.not_found');
  });

  it('never leaves a kind that nobody could decide', async () => {
    const kind = 'people.change-leader';
    const before = await current(kind, { role: 'owner' });
    const attempt = owner.call(setRule, { kind, role: 'owner', may: 'ask', replaces: before?.id ?? null });
    await expect(attempt).rejects.toMatchObject({ code: 'authority.nobody_left' });
    expect(await current(kind, { role: 'owner' })).toMatchObject({ may: 'decide', version: 1 });
  });
});

describe('T-36: nobody widens their own authority', () => {
  it('who may not set rows is refused, and what concerns themselves is in the log', async () => {
    const adviser = await heed.member('adviser');
    const replaces = (await current('goodwill', { role: 'adviser' }))?.id ?? null;
    const row = { kind: 'goodwill', may: 'decide', replaces } as const;
    await expect(adviser.call(setRule, { ...row, role: 'adviser' })).rejects.toMatchObject({ status: 403 });
    await expect(adviser.call(setRule, { ...row, personId: adviser.personId })).rejects.toMatchObject({ status: 403 });
    expect(await breaches(adviser.personId)).toEqual([{ what: 'own_rule' }, { what: 'own_rule' }]);
    expect((await current('goodwill', { role: 'adviser' }))?.id).toBe(replaces);
  });

  it('not even an owner sets or ends a row about themselves', async () => {
    const second = await heed.member('owner');
    const row = { kind: 'goodwill', personId: second.personId, may: 'never' } as const;
    const { ruleId, version } = await owner.call(setRule, row);
    await expect(second.call(endRule, { ruleId, version })).rejects.toMatchObject({ code: 'authority.own_rule' });
    const own = second.call(setRule, { ...row, may: 'decide', replaces: ruleId });
    await expect(own).rejects.toMatchObject({ code: 'authority.own_rule', status: 403 });
    expect(await breaches(second.personId)).toHaveLength(2);
  });
});

describe('standing in', () => {
  const waitsFor = async (by: Client, id: string) =>
    (await by.call(listApprovals, { limit: 100 })).approvals.some((one) => one.id === id && one.mine);
  const asks = (by: Client, minor: number) =>
    by.call(ask, { command: 'goodwill.give', input: order(minor), reason: 'A good customer' });

  it('a delegate answers with the authority of whoever is away, while they are away', async () => {
    const [manager, viewer, adviser] = [
      await heed.member('manager'),
      await heed.member('viewer'),
      await heed.member('adviser'),
    ];
    await setManagers(500_000);
    const asked = await asks(adviser, 30_000);
    expect(await waitsFor(viewer, asked.approvalId)).toBe(false);
    const ends = { toId: viewer.personId, startsAt: at(hour), endsAt: at(3 * hour) };
    const { delegationId } = await manager.call(delegate, ends);
    expect(await waitsFor(viewer, asked.approvalId)).toBe(false);
    now += hour;
    expect(await waitsFor(viewer, asked.approvalId)).toBe(true);
    expect(await viewer.call(approve, { approvalId: asked.approvalId, version: 1 })).toMatchObject({
      state: 'carried_out',
    });
    const [kept] = await asOwner(
      heed.ownerUrl,
      'SELECT account_id, holder_id FROM approval_answer WHERE approval_id = $1',
      [asked.approvalId],
    );
    expect(kept).toEqual({ account_id: viewer.personId, holder_id: manager.personId });
    expect(await codeOf(viewer.call(giveGoodwill, order(1)))).toBe('authority.never');
    expect((await viewer.call(listDelegations, {})).delegations).toMatchObject([{ id: delegationId, kinds: [] }]);
    const later = await asks(adviser, 30_000);
    now += 2 * hour;
    expect(await waitsFor(viewer, later.approvalId)).toBe(false);
    expect(await codeOf(viewer.call(approve, { approvalId: later.approvalId, version: 1 }))).toBe('record.not_found');
  });

  it('ends by hand, for some kinds only where it was for some, and with the role of whoever is away', async () => {
    const [manager, viewer, adviser] = [
      await heed.member('manager'),
      await heed.member('viewer'),
      await heed.member('adviser'),
    ];
    await setManagers(500_000);
    const asked = await asks(adviser, 30_000);
    const some = { toId: viewer.personId, endsAt: at(9 * hour), kinds: ['customers.export'] };
    await manager.call(delegate, some);
    expect(await waitsFor(viewer, asked.approvalId)).toBe(false);
    const { delegationId, version } = await manager.call(delegate, { ...some, kinds: ['goodwill'] });
    expect(await waitsFor(viewer, asked.approvalId)).toBe(true);
    expect(await codeOf(viewer.call(endDelegation, { delegationId, version }))).toBe('record.not_found');
    await manager.call(endDelegation, { delegationId, version });
    expect(await codeOf(manager.call(endDelegation, { delegationId, version: 2 }))).toBe('authority.over');
    expect(await waitsFor(viewer, asked.approvalId)).toBe(false);
    await manager.call(delegate, { ...some, kinds: [] });
    expect(await waitsFor(viewer, asked.approvalId)).toBe(true);
    await roleOf(owner, manager, 'viewer');
    expect(await waitsFor(viewer, asked.approvalId)).toBe(false);
  });

  it('T-36: nobody approves their own request through it, from either side', async () => {
    const manager = await heed.member('manager');
    const [lead, viewer] = [await heed.member('lead'), await heed.member('viewer')];
    await setManagers(500_000);
    // The delegate asks: what they hold for somebody else does not help them.
    const own = await asks(lead, 30_000);
    await manager.call(delegate, { toId: lead.personId, endsAt: at(9 * hour) });
    await expect(lead.call(approve, { approvalId: own.approvalId, version: 1 })).rejects.toMatchObject({
      status: 403,
      code: 'authority.own_request',
    });
    expect(await breaches(lead.personId)).toEqual([{ what: 'own_request' }]);
    // Whoever is away asks: the delegate has nothing but the asker's own authority.
    const theirs = await asks(manager, 900_000);
    await manager.call(delegate, { toId: viewer.personId, endsAt: at(9 * hour) });
    await expect(viewer.call(approve, { approvalId: theirs.approvalId, version: 1 })).rejects.toMatchObject({
      status: 403,
      code: 'authority.own_request',
    });
    expect(await breaches(viewer.personId)).toEqual([{ what: 'own_request_by_delegation' }]);
  });

  it('is not handed on', async () => {
    const [manager, viewer, learner] = [
      await heed.member('manager'),
      await heed.member('viewer'),
      await heed.member('learner'),
    ];
    await manager.call(delegate, { toId: viewer.personId, endsAt: at(9 * hour) });
    const on = viewer.call(delegate, { toId: learner.personId, endsAt: at(9 * hour) });
    await expect(on).rejects.toMatchObject({ code: 'authority.nothing_to_delegate' });
    const kind = manager.call(delegate, { toId: viewer.personId, endsAt: at(hour), kinds: ['people.change-leader'] });
    await expect(kind).rejects.toMatchObject({ code: 'authority.nothing_to_delegate' });
  });

  it('is refused for a time or a person that makes no sense', async () => {
    const viewer = await heed.member('viewer');
    const toId = viewer.personId;
    const attempts: [Record<string, unknown>, string][] = [
      [{ toId: owner.personId, endsAt: at(hour) }, 'toId'],
      [{ toId, endsAt: at(-hour) }, 'endsAt'],
      [{ toId, startsAt: at(2 * hour), endsAt: at(hour) }, 'endsAt'],
      [{ toId, endsAt: at(400 * 24 * hour) }, 'endsAt'],
      [{ toId, endsAt: at(hour), kinds: ['magic'] }, 'kinds'],
    ];
    for (const [input, path] of attempts) {
      await expect(owner.call(delegate, input as never)).rejects.toMatchObject({ body: { errors: [{ path }] } });
    }
  });
});

async function setManagers(perCase: number) {
  const replaces = (await current('goodwill', { role: 'manager' }))?.id ?? null;
  await owner.call(setRule, { kind: 'goodwill', role: 'manager', may: 'decide', perCase, currency: 'AUD', replaces });
}

async function roleOf(by: Client, who: Client, role: Role) {
  const { people } = await by.call(listPeople, {});
  const version = people.find((person) => person.id === who.personId)?.version ?? 0;
  return by.call(changeRole, { personId: who.personId, role, version });
}

describe('changing a role', () => {
  const leader = 'people.change-leader';
  const raise = async (who: Client, role: Role) => {
    const { people } = await owner.call(listPeople, {});
    return { personId: who.personId, role, version: people.find((one) => one.id === who.personId)?.version ?? 0 };
  };
  const asksFor = (by: Client, input: Awaited<ReturnType<typeof raise>>) =>
    by.call(ask, { command: 'people.change-role', input, reason: 'She runs the Sunday shift' });

  it('up to lead is decided by a manager; a manager is made by an owner’s approval', async () => {
    const [manager, adviser] = [await heed.member('manager'), await heed.member('adviser')];
    await roleOf(manager, adviser, 'lead');
    const input = await raise(adviser, 'manager');
    const attempt = manager.call(changeRole, input);
    await expect(attempt).rejects.toMatchObject({
      ...{ status: 403, code: 'authority.approval_needed' },
      body: { facts: { kind: leader, approvers: { roles: ['owner'], people: [] } } },
    });
    const asked = await asksFor(manager, input);
    expect(await owner.call(approve, { approvalId: asked.approvalId, version: 1 })).toMatchObject({
      state: 'carried_out',
    });
    const { people } = await owner.call(listPeople, {});
    expect(people.find((one) => one.id === adviser.personId)).toMatchObject({ role: 'manager' });
    const [kept] = await asOwner<{ kind: string; holder_id: string }>(
      heed.ownerUrl,
      'SELECT kind, holder_id FROM decision WHERE approval_id = $1',
      [asked.approvalId],
    );
    expect(kept).toEqual({ kind: leader, holder_id: owner.personId });
  });

  it('of somebody who was changed meanwhile fails with the command’s own refusal', async () => {
    const [manager, adviser] = [await heed.member('manager'), await heed.member('adviser')];
    const asked = await asksFor(manager, await raise(adviser, 'manager'));
    await roleOf(owner, adviser, 'viewer');
    expect(await owner.call(approve, { approvalId: asked.approvalId, version: 1 })).toMatchObject({
      state: 'failed',
      problem: 'record.stale',
    });
    const { people } = await owner.call(listPeople, {});
    expect(people.find((one) => one.id === adviser.personId)).toMatchObject({ role: 'viewer' });
  });

  it('keeps the last owner, also by an approval', async () => {
    const manager = await heed.member('manager');
    const others = (await owner.call(listPeople, {})).people.filter(
      (one) => one.role === 'owner' && one.id !== owner.personId && one.active,
    );
    for (const other of others)
      await owner.call(changeRole, { personId: other.id, role: 'viewer', version: other.version });
    const asked = await asksFor(manager, await raise(owner, 'viewer'));
    expect(await owner.call(approve, { approvalId: asked.approvalId, version: 1 })).toMatchObject({
      state: 'failed',
      problem: 'people.last_owner',
    });
  });

  it('under four eyes needs two owners, as soon as there are two', async () => {
    const before = await current(leader, { role: 'owner' });
    await owner.call(setRule, {
      kind: leader,
      role: 'owner',
      may: 'decide',
      fourEyes: true,
      replaces: before?.id ?? null,
    });
    now += 1_000;
    const adviser = await heed.member('adviser');
    // The only owner is not locked out.
    await owner.call(changeRole, await raise(adviser, 'owner'));
    const viewer = await heed.member('viewer');
    await expect(owner.call(changeRole, await raise(viewer, 'manager'))).rejects.toMatchObject({
      code: 'authority.approval_needed',
      body: { facts: { because: 'four_eyes' } },
    });
    const asked = await asksFor(owner, await raise(viewer, 'manager'));
    expect(await adviser.call(approve, { approvalId: asked.approvalId, version: 1 })).toMatchObject({
      state: 'carried_out',
    });
    // A manager asks: both owners approve it, one after the other.
    const [manager, learner] = [await heed.member('viewer'), await heed.member('learner')];
    await asOwner(heed.ownerUrl, `UPDATE membership SET role = 'manager' WHERE account_id = $1`, [manager.personId]);
    const two = await asksFor(await heed.signIn(manager.email), await raise(learner, 'manager'));
    expect(await owner.call(approve, { approvalId: two.approvalId, version: 1 })).toMatchObject({
      ...{ state: 'asked', missing: 1, version: 2 },
    });
    expect(await codeOf(owner.call(approve, { approvalId: two.approvalId, version: 2 }))).toBe('authority.answered');
    expect(await adviser.call(approve, { approvalId: two.approvalId, version: 2 })).toMatchObject({
      state: 'carried_out',
    });
  });
});
