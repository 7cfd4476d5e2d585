import { describe, expect, it } from 'vitest';
import { caseOf, dayMinutes, draftOf, firstDraft, rulesOf, sameRules, spanMinutes } from './calendar-draft.ts';
import { changeWords, spanMeaning, spanWords, weekWords } from './calendar-words.ts';

const office = rulesOf(firstDraft('Australia/Sydney'));

describe('the draft of a calendar', () => {
  it('gives back the rules it was made of', () => {
    const rules = {
      timeZone: 'Europe/Berlin',
      hours: { fri: [['18:00', '02:00'] as [string, string]], sat: [['00:00', '24:00'] as [string, string]] },
      holidays: ['2026-12-26', '2026-12-25'],
      halfDays: { '2026-12-24': [['09:00', '12:00'] as [string, string]] },
    };
    const again = rulesOf(draftOf('Night shift', rules));
    expect(sameRules(rules, again)).toBe(true);
    expect(again.holidays).toEqual(['2026-12-25', '2026-12-26']);
    expect(again.hours.sat).toEqual([['00:00', '24:00']]);
    expect(sameRules(rules, office)).toBe(false);
  });
  it('asks only with days near the case', () => {
    const rules = { ...office, holidays: ['2019-12-25', '2026-12-25', '2031-12-25'] };
    const asked = JSON.parse(caseOf(rules, { start: Date.parse('2026-11-20T00:00:00Z'), minutes: 60 }));
    expect(asked.calendar.holidays).toEqual(['2026-12-25']);
    expect(asked).toMatchObject({ start: '2026-11-20T00:00:00.000Z', minutes: 60 });
    expect(JSON.parse(caseOf(rules, { at: 0 })).at).toBe('1970-01-01T00:00:00.000Z');
  });
  it('knows how long spans and days last', () => {
    expect(spanMinutes(['18:00', '02:00'])).toBe(480);
    expect(spanMinutes(['00:00', '00:00'])).toBe(1_440);
    expect(dayMinutes(office)).toBe(480);
    expect(dayMinutes({ ...office, hours: { ...office.hours, sat: [['10:00', '14:00']] } })).toBeUndefined();
  });
});

describe('a calendar in words', () => {
  it('tells alike days together', () => {
    expect(weekWords(office)).toBe('Monday to Friday 9:00 to 17:00');
    const more = { ...office, hours: { ...office.hours, sat: [['10:00', '14:00'] as [string, string]] } };
    expect(weekWords(more)).toBe('Monday to Friday 9:00 to 17:00, Saturday 10:00 to 14:00');
    expect(weekWords({ ...office, hours: {} })).toBe('Never open');
  });
  it('says on which day a span past midnight ends', () => {
    expect(spanMeaning(['22:00', '02:00'], 'Tuesday')).toBe('4 hours, until 2:00 on Tuesday');
    expect(spanMeaning(['18:00', '00:00'], 'Tuesday')).toBe('6 hours');
    expect(spanMeaning(['09:00', ''], 'Tuesday')).toBe('Give both times.');
    expect(spanWords(['00:00', '24:00'])).toBe('all day');
  });
  it('says what changed', () => {
    const after = { ...office, holidays: ['2026-12-25'], hours: { ...office.hours, fri: [] } };
    expect(changeWords(office, after)).toBe('Friday closed, 1 closed day added');
    expect(changeWords(undefined, office)).toMatch(/^Began with Monday/);
    expect(changeWords(office, office)).toBe('Same rules, reckoned anew');
  });
});
