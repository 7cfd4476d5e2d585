import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Because, May } from '../../contract.ts';
import { type Case, covers, decide, type History, missingAnswers, type Rule, ruleFor } from './decide.ts';

const [ann, bob, ines, otto] = ['ann', 'bob', 'ines', 'otto'];
const day = (n: number) => new Date(Date.UTC(2026, 10, n));
const today = day(20);

let made = 0;
function row(more: Partial<Rule>): Rule {
  made += 1;
  return {
    ...{ id: `row-${made}`, kind: 'refund', role: 'adviser', personId: null, may: 'decide' },
    ...{ perCase: null, perCustomer: null, perPeriod: null, currency: 'AUD', periodDays: 30, fourEyes: false },
    ...{ from: day(1), until: null },
    ...more,
  };
}

function of(amount: number, more: Partial<Case> = {}): Case {
  return {
    ...{ kind: 'refund', person: { id: ann, role: 'adviser' }, amount, currency: 'AUD' },
    ...{ customerId: ines, cause: 'late-parcel', at: today },
    ...more,
  };
}

function past(more: Partial<History> = {}): History {
  return { sameCause: 0, customer: 0, person: 0, holders: 0, ...more };
}

/** The answer in a word: `yes`, why an approval is needed, `never` or `beyond`. */
function word(rules: Rule[], it: Case, history: Partial<History> = {}): string {
  const decision = decide(rules, it, past(history));
  if (decision.answer === 'yes') return 'yes';
  if (decision.answer === 'ask') return decision.because;
  return decision.limit === null ? 'never' : 'beyond';
}

describe('without a limit', () => {
  const cases: [may: May, expected: string][] = [
    ['decide', 'yes'],
    ['ask', 'role'],
    ['never', 'never'],
  ];
  it.each(cases)('a row that says %s answers %s', (may, expected) => {
    expect(word([row({ may })], of(1))).toBe(expected);
    expect(word([row({ may })], of(1_000_000_000))).toBe(expected);
  });

  it('no row at all means never', () => {
    expect(word([], of(0))).toBe('never');
    expect(word([row({ kind: 'goodwill' })], of(1))).toBe('never');
    expect(word([row({ role: 'lead' })], of(1))).toBe('never');
    expect(word([row({ role: null, personId: bob })], of(1))).toBe('never');
  });

  it('the answer names the row that allowed it', () => {
    const allowing = row({});
    expect(decide([row({ kind: 'goodwill' }), allowing], of(5), past())).toEqual({ answer: 'yes', rule: allowing });
  });

  it('nothing is decided by a role that nobody knows', () => {
    expect(word([row({})], of(1, { person: { id: ann, role: 'emperor' } }))).toBe('never');
    expect(word([row({})], of(1, { person: { id: ann, role: '' } }))).toBe('never');
  });
});

describe('the row in force', () => {
  const own = (more: Partial<Rule>) => row({ role: null, personId: ann, ...more });

  it('is the one about the person before the one about their role, whichever is wider', () => {
    const narrow = [row({}), own({ may: 'never' })];
    expect(word(narrow, of(1))).toBe('never');
    expect(word([...narrow].reverse(), of(1))).toBe('never');
    const wide = [row({ may: 'never' }), own({})];
    expect(word(wide, of(1))).toBe('yes');
    expect(word(wide, of(1, { person: { id: bob, role: 'adviser' } }))).toBe('never');
  });

  it('is that of the present role, when a person has another one now', () => {
    const rules = [row({ role: 'adviser', may: 'ask' }), row({ role: 'lead' })];
    expect(word(rules, of(1, { person: { id: ann, role: 'lead' } }))).toBe('yes');
    expect(word(rules, of(1, { person: { id: ann, role: 'adviser' } }))).toBe('role');
  });

  const dates: [from: number, until: number | null, at: number, expected: string][] = [
    [20, null, 19, 'never'],
    [20, null, 20, 'yes'],
    [20, null, 21, 'yes'],
    [10, 20, 19, 'yes'],
    [10, 20, 20, 'never'],
    [10, 10, 10, 'never'],
  ];
  it.each(dates)('from day %s until day %s, asked on day %s: %s', (from, until, at, expected) => {
    const rule = row({ from: day(from), until: until === null ? null : day(until) });
    expect(word([rule], of(1, { at: day(at) }))).toBe(expected);
  });

  it('changes over at the instant, never with a gap or both at once', () => {
    const rules = [row({ until: today, perCase: 100 }), row({ from: today, perCase: 200 })];
    const before = new Date(today.getTime() - 1);
    expect(word(rules, of(150, { at: before }))).toBe('per_case');
    expect(word(rules, of(150, { at: today }))).toBe('yes');
  });

  it('of a person ends, and the row of their role counts again', () => {
    const rules = [row({ perCase: 50 }), own({ perCase: 500, from: day(10), until: day(15) })];
    expect(word(rules, of(100, { at: day(9) }))).toBe('per_case');
    expect(word(rules, of(100, { at: day(12) }))).toBe('yes');
    expect(word(rules, of(100, { at: day(15) }))).toBe('per_case');
  });

  it('is the later one, should two be in force at once', () => {
    const rules = [row({ from: day(5), perCase: 500 }), row({ from: day(2), perCase: 50 })];
    expect(word(rules, of(100))).toBe('yes');
    expect(ruleFor([...rules].reverse(), of(100))?.perCase).toBe(500);
  });
});

describe('limits', () => {
  it('per case: exactly the limit is allowed, one cent more is asked for', () => {
    const rules = [row({ perCase: 10_000 })];
    expect(word(rules, of(9_999))).toBe('yes');
    expect(word(rules, of(10_000))).toBe('yes');
    expect(decide(rules, of(10_001), past())).toMatchObject({ answer: 'ask', because: 'per_case', limit: 10_000 });
  });

  it('part of CEG003-3.4: with a limit of $100, an offer of $150 needs an approval', () => {
    expect(word([row({ perCase: 10_000 })], of(15_000))).toBe('per_case');
  });

  it('of nothing lets nothing pass except nothing', () => {
    expect(word([row({ perCase: 0 })], of(1))).toBe('per_case');
    expect(word([row({ perCase: 0 })], of(0))).toBe('yes');
  });

  const customer: [before: number, amount: number, expected: string][] = [
    [0, 200, 'yes'],
    [0, 201, 'per_customer'],
    [100, 100, 'yes'],
    [100, 101, 'per_customer'],
    [200, 1, 'per_customer'],
    [500, 0, 'per_customer'],
  ];
  it.each(customer)('per customer 200: after %s, %s more is %s', (before, amount, expected) => {
    expect(word([row({ perCustomer: 200 })], of(amount), { customer: before })).toBe(expected);
  });

  it('per customer counts nothing where the case has no customer', () => {
    expect(word([row({ perCustomer: 200 })], of(500, { customerId: null }), { customer: 900 })).toBe('yes');
  });

  const period: [before: number, amount: number, expected: string][] = [
    [0, 1_000, 'yes'],
    [999, 1, 'yes'],
    [999, 2, 'per_period'],
    [1_000, 1, 'per_period'],
  ];
  it.each(period)('per period 1000: after %s, %s more is %s', (before, amount, expected) => {
    expect(word([row({ perPeriod: 1_000 })], of(amount), { person: before })).toBe(expected);
  });

  it('hold together: the first that is met is named', () => {
    const rules = [row({ perCase: 100, perCustomer: 150, perPeriod: 1_000 })];
    expect(word(rules, of(101), { customer: 500, person: 5_000 })).toBe('per_case');
    expect(word(rules, of(60, { cause: null }), { customer: 100, person: 5_000 })).toBe('per_customer');
    expect(word(rules, of(60, { cause: null }), { customer: 50, person: 950 })).toBe('per_period');
    expect(word(rules, of(50, { cause: null }), { customer: 100, person: 950 })).toBe('yes');
  });

  it('in another currency are not compared: an approval is asked for', () => {
    expect(word([row({ perCase: 100 })], of(1, { currency: 'NZD' }))).toBe('currency');
    expect(word([row({ perCustomer: 100, currency: null })], of(1))).toBe('currency');
    expect(word([row({})], of(1, { currency: 'NZD' }))).toBe('yes');
  });

  it('count, where a kind has no money', () => {
    const rules = [row({ perCase: 100, perPeriod: 300, currency: null })];
    const counted = (amount: number) => of(amount, { currency: null, customerId: null, cause: null });
    expect(word(rules, counted(100))).toBe('yes');
    expect(word(rules, counted(101))).toBe('per_case');
    expect(word(rules, counted(100), { person: 201 })).toBe('per_period');
  });
});

describe('splitting', () => {
  const rules = [row({ perCase: 10_000 })];
  const split: [before: number, amount: number, cause: string | null, customerId: string | null, expected: string][] = [
    [0, 10_000, 'late-parcel', ines, 'yes'],
    [6_000, 4_000, 'late-parcel', ines, 'yes'],
    [6_000, 4_001, 'late-parcel', ines, 'split'],
    [10_000, 1, 'late-parcel', ines, 'split'],
    [10_000, 10_001, 'late-parcel', ines, 'per_case'],
    [10_000, 9_000, null, ines, 'yes'],
    [10_000, 9_000, 'late-parcel', null, 'yes'],
  ];
  it.each(split)('after %s, %s for %s of %s is %s', (before, amount, cause, customerId, expected) => {
    expect(word(rules, of(amount, { cause, customerId }), { sameCause: before })).toBe(expected);
  });

  it('is not looked for where a case has no limit', () => {
    expect(word([row({})], of(9_000), { sameCause: 1_000_000 })).toBe('yes');
  });

  it('is told from the limit per customer, which counts every cause', () => {
    const both = [row({ perCase: 100, perCustomer: 150 })];
    expect(word(both, of(60), { sameCause: 60, customer: 60 })).toBe('split');
    expect(word(both, of(60), { sameCause: 0, customer: 100 })).toBe('per_customer');
  });
});

describe('a row that asks', () => {
  it('asks for any amount without a limit, and up to it with one', () => {
    expect(word([row({ may: 'ask' })], of(999_999))).toBe('role');
    const limited = [row({ may: 'ask', perCase: 500 })];
    expect(word(limited, of(500))).toBe('role');
    expect(word(limited, of(501))).toBe('beyond');
    expect(decide(limited, of(501), past())).toMatchObject({ answer: 'no', limit: 500 });
  });

  it('leaves the judgement to people where the currency is another', () => {
    expect(word([row({ may: 'ask', perCase: 500 })], of(501, { currency: 'NZD' }))).toBe('role');
  });

  it('does not look at what was decided before: whoever approves does', () => {
    expect(word([row({ may: 'ask' })], of(1), { sameCause: 900, customer: 900, person: 900 })).toBe('role');
  });
});

describe('four eyes', () => {
  const rules = [row({ fourEyes: true, perCase: 100 })];
  it('send whoever decides to somebody else, as soon as two may', () => {
    expect(word(rules, of(50), { holders: 2 })).toBe('four_eyes');
    expect(word(rules, of(50), { holders: 5 })).toBe('four_eyes');
  });
  it('do not lock out the only one who may', () => {
    expect(word(rules, of(50), { holders: 1 })).toBe('yes');
    expect(word(rules, of(50), { holders: 0 })).toBe('yes');
  });
  it('come after the limits', () => {
    expect(word(rules, of(101), { holders: 2 })).toBe('per_case');
  });

  const missing: [isFourEyes: boolean, because: Because, answered: number, others: number, expected: number][] = [
    [false, 'role', 0, 3, 1],
    [false, 'role', 1, 3, 0],
    [true, 'role', 0, 3, 2],
    [true, 'role', 1, 3, 1],
    [true, 'role', 2, 3, 0],
    // The asker may decide too, so theirs are two of the four eyes.
    [true, 'four_eyes', 0, 3, 1],
    [true, 'four_eyes', 1, 3, 0],
    // Only one other person may: with two wanted it could never be done.
    [true, 'role', 0, 1, 1],
    [true, 'role', 1, 1, 0],
    [true, 'per_case', 0, 0, 1],
    [false, 'split', 5, 1, 0],
  ];
  it.each(
    missing,
  )('held: %s, because %s, %s answered, %s others: %s missing', (isFourEyes, because, answered, others, expected) => {
    expect(missingAnswers({ isFourEyes, because, answered, others })).toBe(expected);
  });
});

describe('whoever approves', () => {
  const lead = { id: otto, role: 'lead' };
  const rules = [row({ perCase: 100 }), row({ role: 'lead', perCase: 500, perCustomer: 800, perPeriod: 2_000 })];

  it('needs a row of their own that covers the whole case', () => {
    expect(covers(rules, of(500, { person: lead }), past())).toBe(rules[1]);
    expect(covers(rules, of(501, { person: lead }), past())).toBeNull();
    expect(covers(rules, of(150), past())).toBeNull();
    expect(covers([row({ role: 'lead', may: 'ask' })], of(1, { person: lead }), past())).toBeNull();
    expect(covers([row({ role: 'lead', may: 'never' })], of(1, { person: lead }), past())).toBeNull();
  });

  it('is measured by all that was decided for the cause, so a split is approved as the whole it is', () => {
    expect(covers(rules, of(90, { person: lead }), past({ sameCause: 410 }))).toBe(rules[1]);
    expect(covers(rules, of(90, { person: lead }), past({ sameCause: 411 }))).toBeNull();
  });

  it('is measured by the customer and by their own period', () => {
    expect(covers(rules, of(90, { person: lead }), past({ customer: 711 }))).toBeNull();
    expect(covers(rules, of(90, { person: lead }), past({ person: 1_911 }))).toBeNull();
    expect(covers(rules, of(90, { person: lead }), past({ customer: 710, person: 1_910 }))).toBe(rules[1]);
  });

  it('is not sent on by four eyes: the other pair of eyes is counted elsewhere', () => {
    const eyes = [row({ role: 'lead', fourEyes: true })];
    expect(covers(eyes, of(1, { person: lead }), past({ holders: 4 }))).toBe(eyes[0]);
  });
});

describe('deciding', () => {
  it('changes nothing of what it is given', () => {
    const rules = [row({ perCase: 5 }), row({ role: null, personId: ann, perCase: 9 })];
    const [before, it_] = [structuredClone(rules), of(7)];
    decide(rules, it_, past());
    expect(rules).toEqual(before);
    expect(it_).toEqual(of(7));
  });

  it('gives the same answer in whatever order the rows come', () => {
    const rules = [
      row({ perCase: 5 }),
      row({ role: null, personId: ann, perCase: 9 }),
      row({ role: null, personId: ann, perCase: 2, from: day(1), until: day(10) }),
      row({ kind: 'goodwill', perCase: 100 }),
    ];
    const answers = [rules, [...rules].reverse(), [...rules.slice(2), ...rules.slice(0, 2)]].map((order) =>
      decide(order, of(7), past()),
    );
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(answers[0]).toMatchObject({ answer: 'yes', rule: { perCase: 9 } });
  });

  it('never allows more where it does not allow less, and never lets the sum pass a limit', () => {
    const limit = fc.option(fc.integer({ min: 0, max: 1_000 }), { nil: null });
    const sum = fc.integer({ min: 0, max: 1_000 });
    const any = fc.record({ perCase: limit, perCustomer: limit, perPeriod: limit });
    const before = fc.record({ sameCause: sum, customer: sum, person: sum });
    fc.assert(
      fc.property(any, before, sum, sum, (limits, spent, amount, less) => {
        const rules = [row(limits)];
        const isYes = (size: number) => decide(rules, of(size), past(spent)).answer === 'yes';
        if (!isYes(amount)) return;
        expect(isYes(Math.min(amount, less))).toBe(true);
        expect(amount + spent.sameCause).toBeLessThanOrEqual(limits.perCase ?? Infinity);
        expect(amount + spent.customer).toBeLessThanOrEqual(limits.perCustomer ?? Infinity);
        expect(amount + spent.person).toBeLessThanOrEqual(limits.perPeriod ?? Infinity);
      }),
      { numRuns: 500 },
    );
  });
});
