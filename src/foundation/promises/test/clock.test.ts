import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCalendar, openMinutes } from '../server/calendar/calendar.ts';
import {
  afterEntry,
  type Clock,
  type Entry,
  nextDeadline,
  type Reckoning,
  recompute,
  startClock,
} from '../server/clock.ts';

const office: [string, string][] = [['09:00', '17:00']];
const open = compileCalendar({
  timeZone: 'Australia/Melbourne',
  hours: { mon: office, tue: office, wed: office, thu: office, fri: office },
  holidays: ['2026-11-23'],
});
const minute = 60_000;
/** Wednesday 25 November 2026, 10:00 in Melbourne. */
const start = Date.parse('2026-11-24T23:00:00Z');
const by: Reckoning = { minutes: 15, warnPercent: 80, open };

const play = (clock: Clock, reckoning: Reckoning, ...entries: [Entry['kind'], number, number?][]) =>
  entries.reduce((sum, [kind, at, due]) => afterEntry(sum, { kind, at, dueAt: due ?? sum.dueAt }, reckoning), clock);

describe('a clock', () => {
  it('is at risk at its share and due at its target', () => {
    const clock = startClock(by, start, null);
    expect([clock.warnAt, clock.dueAt]).toEqual([start + 12 * minute, start + 15 * minute]);
    expect(nextDeadline(clock)).toBe(start + 12 * minute);
    expect(nextDeadline(play(clock, by, ['warned', start + 12 * minute]))).toBe(start + 15 * minute);
    expect(nextDeadline(play(clock, by, ['paused', start + minute]))).toBeNull();
  });

  it('is due later by the open minutes that it stood still', () => {
    const clock = play(startClock(by, start, null), by, ['paused', start + minute], ['resumed', start + 31 * minute]);
    expect(clock.dueAt).toBe(start + 45 * minute);
    expect(clock.state).toBe('running');
    // A pause over the night holds up no more than what was open of it.
    const night = play(
      startClock(by, start, null),
      by,
      ['paused', start + minute],
      ['resumed', start + 24 * 60 * minute],
    );
    expect(openMinutes(open, start, night.dueAt)).toBe(15 + 8 * 60 - 1);
  });

  it('stays owed when it is broken, and is kept late', () => {
    const broken = play(startClock(by, start, null), by, ['broken', start + 15 * minute]);
    expect([broken.state, nextDeadline(broken)]).toEqual(['broken', null]);
    expect(play(broken, by, ['kept', start + 20 * minute]).state).toBe('kept_late');
    expect(play(broken, by, ['waived', start + 20 * minute]).state).toBe('waived');
  });

  it('goes on as the same clock when it is reopened', () => {
    const again = play(startClock(by, start, null), by, ['kept', start + minute], ['reopened', start + 10 * minute]);
    expect([again.state, again.dueAt, again.endedAt]).toEqual(['running', start + 15 * minute, null]);
  });

  it('with a time that was given moves by what was paused, and to another time by agreement', () => {
    const given: Reckoning = { minutes: null, warnPercent: 80, open };
    const clock = startClock(given, start, start + 100 * minute);
    expect(clock.warnAt).toBe(start + 80 * minute);
    const shifted = play(clock, given, ['paused', start + minute], ['resumed', start + 11 * minute]);
    expect([shifted.dueAt, shifted.warnAt]).toEqual([start + 110 * minute, start + 90 * minute]);
    const broken = play(clock, given, ['warned', start + 80 * minute], ['broken', start + 100 * minute]);
    const agreed = play(broken, given, ['moved', start + 120 * minute, start + 220 * minute]);
    expect([agreed.state, agreed.dueAt, agreed.warnedAt]).toEqual(['running', start + 220 * minute, null]);
    expect(play(agreed, given, ['kept', start + 130 * minute]).state).toBe('kept_late');
  });

  it('read back from its entries is what it became, whatever happened', () => {
    const step = fc.record({
      kind: fc.constantFrom(
        'paused',
        'resumed',
        'warned',
        'broken',
        'kept',
        'waived',
        'moved',
        'reopened',
        'reassigned',
      ),
      after: fc.integer({ min: 0, max: 3_000 }),
    });
    const property = fc.property(
      fc.array(step, { maxLength: 20 }),
      fc.option(fc.integer({ min: 1, max: 5_000 })),
      (steps, minutes) => {
        const reckoning: Reckoning = { minutes, warnPercent: 80, open };
        let clock = startClock(reckoning, start, minutes === null ? start + 900 * minute : null);
        const entries: Entry[] = [{ kind: 'started', at: start, dueAt: clock.dueAt }];
        let at = start;
        for (const { kind, after } of steps) {
          at += after * minute;
          const may =
            (kind === 'paused' && clock.state === 'running') ||
            (kind === 'resumed' && clock.state === 'paused') ||
            (['warned', 'broken'].includes(kind) && clock.state === 'running') ||
            (['kept', 'waived', 'moved'].includes(kind) && ['running', 'broken'].includes(clock.state)) ||
            (kind === 'reopened' && ['kept', 'kept_late'].includes(clock.state)) ||
            kind === 'reassigned';
          if (!may) continue;
          const entry = { kind, at, dueAt: kind === 'moved' ? at + 60 * minute : clock.dueAt };
          clock = afterEntry(clock, entry, reckoning);
          entries.push({ ...entry, dueAt: clock.dueAt });
        }
        expect(recompute(entries, reckoning)).toEqual(clock);
      },
    );
    fc.assert(property, { numRuns: 500 });
  });
});
