import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { type SetUp, startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { listOwn, listRules, setRule } from '../contract.ts';
import { giveGoodwill, goodwill, order } from '../test/goodwill.ts';

let heed: TestHeed;
let house: SetUp;
let now = Date.now();

beforeAll(async () => {
  heed = await startTestHeed({ extra: [goodwill], now: () => new Date(now) });
  house = await heed.setUp();
});
afterAll(() => heed.stop());

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'yes',
    (error: { code: string }) => error.code,
  );
const give = (by: Client, input: ReturnType<typeof order>) => codeOf(by.call(giveGoodwill, input));

/** Days go by, and the owner signs in again. */
async function pass(days: number): Promise<void> {
  now += days * 86_400_000;
  house.owner.cookie = (await heed.signIn('olive@heed.example')).cookie;
}

async function decisions(customerId: string) {
  return asOwner<{ amount: number; rule_id: string; holder_id: string }>(
    heed.ownerUrl,
    'SELECT amount::int, rule_id, holder_id FROM decision WHERE customer_id = $1 ORDER BY decided_at',
    [customerId],
  );
}

describe('part of CEG006-1.4: a decision', () => {
  it('passes within the limit of the role and needs an approval above it', async () => {
    const adviser = await heed.member('adviser');
    expect(await give(adviser, order(2_000))).toBe('yes');
    expect(await give(adviser, order(2_001))).toBe('authority.approval_needed');
    expect(await give(await heed.member('lead'), order(2_001))).toBe('yes');
    expect(await give(await heed.member('viewer'), order(1))).toBe('authority.never');
  });

  it('keeps the row that allowed it, also after that row ended', async () => {
    const lead = await heed.member('lead');
    const input = order(500);
    const { ruleId } = await lead.call(giveGoodwill, input);
    expect(await decisions(input.customerId)).toEqual([{ amount: 500, rule_id: ruleId, holder_id: lead.personId }]);
    now += 1_000;
    await house.owner.call(setRule, {
      ...{ kind: 'goodwill', role: 'lead', may: 'decide', perCase: 20_000, perCustomer: 30_000, currency: 'AUD' },
      replaces: ruleId,
    });
    now += 1_000;
    const later = await lead.call(giveGoodwill, order(500));
    expect(later.ruleId).not.toBe(ruleId);
    expect((await decisions(input.customerId))[0]?.rule_id).toBe(ruleId);
    const app = heed.running.kernel.database;
    const scope = { workspaceId: house.workspaceId, customerId: null };
    for (const text of ['UPDATE decision SET amount = 0', 'DELETE FROM decision']) {
      await expect(app.write(scope, (tx) => tx.client.query(text))).rejects.toThrow(/permission denied/);
    }
  });

  it('says in the refusal who may approve, up to what, and why', async () => {
    const adviser = await heed.member('adviser');
    await heed.member('manager');
    const attempt = adviser.call(giveGoodwill, order(15_000));
    await expect(attempt).rejects.toMatchObject({
      status: 403,
      body: {
        detail:
          'You decide up to $20.00 at a time; this is $150.00. Ask for the approval of an owner, a manager or a lead.',
        facts: {
          ...{ kind: 'goodwill', because: 'per_case', limit: 2_000, currency: 'AUD' },
          approvers: { roles: ['owner', 'manager', 'lead'], people: [] },
        },
      },
    });
    const wide = adviser.call(giveGoodwill, order(90_000));
    await expect(wide).rejects.toMatchObject({ body: { facts: { approvers: { roles: ['owner', 'manager'] } } } });
    const learner = await heed.member('learner');
    await expect(learner.call(giveGoodwill, order(1_001))).rejects.toMatchObject({
      code: 'authority.never',
      body: { detail: 'You may ask for up to $10.00. It is decided by an owner, a manager, a lead or an adviser.' },
    });
  });

  it('is refused in another currency than that of the limit', async () => {
    const adviser = await heed.member('adviser');
    expect(await give(adviser, order(1, { currency: 'NZD' }))).toBe('authority.approval_needed');
  });

  it('leaves nothing behind when it is refused', async () => {
    const input = order(9_999);
    await give(await heed.member('adviser'), input);
    expect(await decisions(input.customerId)).toEqual([]);
  });
});

describe('what was decided before', () => {
  it('counts for one customer, whoever decided it, until the period is over', async () => {
    const [one, other] = [await heed.member('adviser'), await heed.member('adviser')];
    const customerId = newId();
    expect(await give(one, order(2_000, { customerId }))).toBe('yes');
    expect(await give(other, order(2_000, { customerId }))).toBe('yes');
    expect(await give(one, order(1_001, { customerId }))).toBe('authority.approval_needed');
    expect(await give(one, order(1_000, { customerId }))).toBe('yes');
    await pass(31);
    const again = await heed.signIn(one.email);
    expect(await give(again, order(2_000, { customerId }))).toBe('yes');
  });

  it('counts for one person over all customers', async () => {
    const adviser = await heed.member('adviser');
    for (let i = 0; i < 5; i++) expect(await give(adviser, order(2_000))).toBe('yes');
    expect(await give(adviser, order(1))).toBe('authority.approval_needed');
    expect(await give(await heed.member('adviser'), order(1))).toBe('yes');
  });

  it('is seen as split when the cause is the same: same customer, same cause, 30 days', async () => {
    const [one, other] = [await heed.member('adviser'), await heed.member('adviser')];
    const [customerId, cause] = [newId(), 'late-parcel'];
    expect(await give(one, order(1_500, { customerId, cause }))).toBe('yes');
    const split = other.call(giveGoodwill, order(600, { customerId, cause }));
    await expect(split).rejects.toMatchObject({
      code: 'authority.approval_needed',
      body: { facts: { because: 'split' } },
    });
    await expect(split).rejects.toThrow(/Together with what was decided for this customer and cause within 30 days/);
    expect(await give(other, order(600, { customerId, cause: 'broken-lid' }))).toBe('yes');
    await pass(31);
    expect(await give(await heed.signIn(other.email), order(600, { customerId, cause }))).toBe('yes');
  });
});

describe('fifty people deciding at once', () => {
  it('stay within the limit for one customer', async () => {
    const people = await Promise.all([1, 2, 3, 4, 5].map(() => heed.member('adviser')));
    const customerId = newId();
    // 50.00 for one customer, 4.00 each: twelve fit.
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => give(people[i % 5] as Client, order(400, { customerId }))),
    );
    expect(answers.filter((one) => one === 'yes').length).toBe(12);
    expect(new Set(answers)).toEqual(new Set(['yes', 'authority.approval_needed']));
    const kept = await decisions(customerId);
    expect(kept.reduce((sum, one) => sum + one.amount, 0)).toBe(4_800);
  }, 40_000);

  it('one person stays within the limit of a period', async () => {
    const adviser = await heed.member('adviser');
    const answers = await Promise.all(Array.from({ length: 50 }, () => give(adviser, order(1_100))));
    expect(answers.filter((one) => one === 'yes').length).toBe(9);
  }, 40_000);
});

describe('a workspace', () => {
  it('starts with the rows that each kind proposes, practice too, and tells everybody their own', async () => {
    const { kinds, rules } = await house.owner.call(listRules, {});
    expect(kinds.map((kind) => kind.name)).toEqual(
      expect.arrayContaining(['people.change-role', 'people.change-leader', 'customers.export', 'goodwill']),
    );
    const manager = rules.filter((rule) => rule.kind === 'people.change-leader' && rule.role === 'manager');
    expect(manager).toMatchObject([{ may: 'ask', madeBy: null, version: 1 }]);
    const rows = await asOwner<{ count: number }>(
      heed.ownerUrl,
      `SELECT count(*)::int AS count FROM authority_rule WHERE workspace_id = $1 AND kind = 'customers.export'`,
      [house.practiceWorkspaceId],
    );
    expect(rows).toEqual([{ count: 3 }]);
    const own = await (await heed.member('lead')).call(listOwn, {});
    const words = Object.fromEntries(own.kinds.map((kind) => [kind.name, kind.may]));
    expect(words).toMatchObject({ 'customers.export': 'ask', 'people.change-role': 'never', goodwill: 'decide' });
  });
});
