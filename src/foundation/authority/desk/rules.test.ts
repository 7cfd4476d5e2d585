import { describe, expect, it } from 'vitest';
import { makeFormats } from '#kernel/web/ui/format.ts';
import { dayEnd, dayStart, todayIn } from './days.ts';
import { draftOf, inForce, limitsOf, sorted, toMinor } from './rules.ts';
import { cellWords, type Kind, type Rule, ruleSentence } from './words.ts';

const formats = makeFormats('en-AU', 'Australia/Melbourne');
const now = Date.parse('2026-11-22T00:00:00Z');
const refunds: Kind = { name: 'refund', title: 'Refund', help: '', unit: 'money', deciders: ['owner'] };
const exports: Kind = { name: 'export', title: 'Export', help: '', unit: 'customers', deciders: ['owner'] };

function row(more: Partial<Rule>): Rule {
  return {
    ...{ id: 'a', kind: 'refund', role: 'lead', personId: null, personName: null, may: 'decide' },
    ...{ perCase: null, perCustomer: null, perPeriod: null, currency: 'AUD', periodDays: 30, fourEyes: false },
    ...{ effectiveFrom: '2026-11-01T00:00:00.000Z', effectiveUntil: null, clauseRef: null, madeBy: null, version: 1 },
    ...more,
  };
}

describe('amounts in the form', () => {
  const cases: [text: string, currency: string, minor: number | null][] = [
    ['', 'AUD', null],
    ['  ', 'AUD', null],
    ['0', 'AUD', 0],
    ['12.5', 'AUD', 1250],
    ['12,50', 'AUD', 1250],
    ['0.29', 'AUD', 29],
    ['1000', 'JPY', 1000],
    ['500', '', 500],
  ];
  it.each(cases)('%j in %j is %s', (text, currency, minor) => {
    expect(toMinor(text, currency)).toBe(minor);
  });

  it('come back as they were', () => {
    const rule = row({ perCase: 12_550, perCustomer: 100, fourEyes: true });
    const { may, perCase, perCustomer, perPeriod, periodDays, currency, fourEyes } = rule;
    expect(limitsOf(draftOf(refunds, rule))).toEqual({
      ...{ may, perCase, perCustomer, perPeriod, periodDays, currency, fourEyes },
    });
    const never = limitsOf({ ...draftOf(refunds, rule), may: 'never' });
    expect(never).toMatchObject({ perCase: null, perCustomer: null, fourEyes: false });
  });
});

describe('the table', () => {
  it('shows the row in force, and the others by themselves', () => {
    const rules = [
      row({ id: 'planned', effectiveFrom: '2026-12-01T00:00:00.000Z' }),
      row({ id: 'now', effectiveUntil: '2026-12-01T00:00:00.000Z' }),
      row({ id: 'past', effectiveUntil: '2026-11-02T00:00:00.000Z' }),
      row({ id: 'hers', role: null, personId: 'p', personName: 'Ada' }),
    ];
    expect(inForce(rules, 'refund', { role: 'lead' }, now)?.id).toBe('now');
    expect(inForce(rules, 'refund', { personId: 'p' }, now)?.id).toBe('hers');
    expect(inForce(rules, 'export', { role: 'lead' }, now)).toBeUndefined();
    const names = (list: Rule[]) => list.map((rule) => rule.id);
    const { people, planned, past } = sorted(rules, now);
    expect([names(people), names(planned), names(past)]).toEqual([['hers'], ['planned'], ['past']]);
  });

  it('says limits in words, in money or in what is counted', () => {
    expect(cellWords(formats, refunds, row({ perCase: 20_000, fourEyes: true }))).toEqual({
      may: 'Decides',
      isNever: false,
      limits: ['up to $200.00', 'two people together'],
    });
    expect(cellWords(formats, exports, row({ perCase: 500, currency: null })).limits).toEqual(['up to 500 customers']);
    expect(cellWords(formats, exports, undefined)).toEqual({ may: 'Never', isNever: true, limits: [] });
  });

  it('previews a row in one sentence', () => {
    const span = { from: 'From now on', until: null };
    const say = (more: Partial<Rule>) => ruleSentence(formats, refunds, 'leads', row(more), span);
    expect(say({ perCase: 20_000, perCustomer: 30_000 })).toBe(
      'From now on, leads decide “Refund”, up to $200.00 at a time, $300.00 for one customer within 30 days, and ask beyond that.',
    );
    expect(say({})).toBe('From now on, leads decide “Refund”, without a limit.');
    expect(say({ may: 'ask', perCase: 500 })).toContain('ask for “Refund” for up to $5.00');
    expect(say({ may: 'never' })).toBe('From now on, leads neither decide “Refund” nor ask for it.');
  });
});

describe('days', () => {
  it('begin and end where the reader is', () => {
    const day = todayIn(1, new Date(2026, 10, 30));
    expect(day).toBe('2026-12-01');
    const [start, end] = [dayStart(day) ?? '', dayEnd(day) ?? ''];
    expect(new Date(start)).toEqual(new Date(2026, 11, 1));
    expect(new Date(end)).toEqual(new Date(2026, 11, 2));
    expect([dayStart(''), dayEnd('')]).toEqual([null, null]);
  });
});
