import { describe, expect, test } from 'vitest';
import { checkCalendar } from './check.ts';

const good = {
  timeZone: 'Australia/Sydney',
  hours: {
    mon: [
      ['09:00', '12:30'],
      ['13:30', '17:00'],
    ],
    fri: [['22:00', '06:00']],
    sat: [['06:00', '24:00']],
  },
  holidays: ['2026-12-25', '2028-02-29'],
  halfDays: { '2026-12-24': [['09:00', '12:00']] },
};
const wheresOf = (rules: unknown) => checkCalendar(rules).problems.map((one) => one.where);

test('a good calendar has no problems', () => {
  expect(checkCalendar(good)).toEqual({ problems: [] });
  expect(checkCalendar({ ...good, hours: { mon: [['09:00', '09:00']] }, halfDays: {} }).problems).toEqual([]);
});

describe('each problem says where it is and what would be accepted', () => {
  test.each([
    ['no calendar', null, 'calendar', 'timeZone, hours'],
    ['no zone', { ...good, timeZone: undefined }, 'timeZone', 'Australia/Sydney'],
    ['an unknown zone', { ...good, timeZone: 'Mars/Olympus' }, 'timeZone', 'Australia/Sydney'],
    ['a bare offset', { ...good, timeZone: '+10:00' }, 'timeZone', 'Australia/Sydney'],
    ['no hours', { ...good, hours: undefined }, 'hours', '09:00'],
    ['an empty week', { ...good, hours: {} }, 'hours', 'at least one weekday'],
    ['days without spans', { ...good, hours: { mon: [], tue: [] } }, 'hours', 'at least one weekday'],
    ['a weekday in full', { ...good, hours: { ...good.hours, monday: [] } }, 'hours.monday', 'mon, tue'],
    ['no list of spans', { ...good, hours: { mon: '9-17' } }, 'hours.mon', 'list of spans'],
    ['a span of one time', { ...good, hours: { mon: [['09:00']] } }, 'hours.mon[0]', 'two times'],
    ['a time without its zero', { ...good, hours: { mon: [['9:00', '17:00']] } }, 'hours.mon[0]', 'HH:MM'],
    ['24:00 as a start', { ...good, hours: { mon: [['24:00', '17:00']] } }, 'hours.mon[0]', '23:59'],
    ['24:30', { ...good, hours: { mon: [['09:00', '24:30']] } }, 'hours.mon[0]', '24:00'],
    [
      'overlapping spans',
      {
        ...good,
        hours: {
          mon: [
            ['09:00', '13:00'],
            ['12:00', '17:00'],
          ],
        },
      },
      'hours.mon',
      'overlap',
    ],
    [
      'a night into a morning',
      { ...good, hours: { mon: [['22:00', '06:00']], tue: [['05:00', '09:00']] } },
      'hours.mon',
      'next day',
    ],
    [
      'a night round the week',
      { ...good, hours: { sun: [['22:00', '06:00']], mon: [['05:59', '09:00']] } },
      'hours.sun',
      'overlap',
    ],
    [
      'two spans to the same start',
      {
        ...good,
        hours: {
          mon: [
            ['09:00', '09:00'],
            ['10:00', '11:00'],
          ],
        },
      },
      'hours.mon',
      'overlap',
    ],
    [
      'too many spans',
      { ...good, hours: { mon: Array.from({ length: 13 }, () => ['09:00', '10:00']) } },
      'hours.mon',
      'at most 12',
    ],
    ['no holidays', { ...good, holidays: undefined }, 'holidays', 'empty list'],
    ['a date that does not exist', { ...good, holidays: ['2026-02-29'] }, 'holidays[0]', '2026-12-25'],
    ['a date in another order', { ...good, holidays: ['25/12/2026'] }, 'holidays[0]', '2026-12-25'],
    ['a number', { ...good, holidays: [20261225] }, 'holidays[0]', '2026-12-25'],
    ['a date twice', { ...good, holidays: ['2026-12-25', '2026-12-25'] }, 'holidays[1]', 'twice'],
    ['too many dates', { ...good, holidays: Array.from({ length: 4_001 }, () => 'x') }, 'holidays', 'at most 4000'],
    ['half days as a list', { ...good, halfDays: ['2026-12-24'] }, 'halfDays', 'dates with their spans'],
    [
      'a half day that is no date',
      { ...good, halfDays: { tomorrow: [['09:00', '12:00']] } },
      'halfDays.tomorrow',
      '2026-12-25',
    ],
    [
      'a half day on a holiday',
      { ...good, halfDays: { '2026-12-25': [['09:00', '12:00']] } },
      'halfDays.2026-12-25',
      'one of the two',
    ],
    ['a half day without hours', { ...good, halfDays: { '2026-12-24': [] } }, 'halfDays.2026-12-24', 'as a holiday'],
    [
      'a half day that overlaps itself',
      {
        ...good,
        halfDays: {
          '2026-12-24': [
            ['09:00', '12:00'],
            ['11:00', '13:00'],
          ],
        },
      },
      'halfDays.2026-12-24',
      'overlap',
    ],
    [
      'a half day into the night before',
      { ...good, halfDays: { '2026-12-19': [['05:00', '12:00']] } },
      'halfDays.2026-12-19',
      'overlap',
    ],
  ])('%s', (_what, rules, where, accepted) => {
    const { problems } = checkCalendar(rules);
    expect(problems.map((one) => one.where)).toContain(where);
    expect(problems.map((one) => one.words).join(' ')).toContain(accepted);
  });

  test('all of them are told at once', () => {
    expect(wheresOf({ timeZone: 'X', hours: { mon: [['a', 'b']] }, holidays: ['y'] })).toEqual([
      'timeZone',
      'hours.mon[0]',
      'hours.mon[0]',
      'holidays[0]',
    ]);
  });
});
