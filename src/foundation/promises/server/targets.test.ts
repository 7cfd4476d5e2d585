import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTeam } from '#foundation/people/contract.ts';
import { asOwner } from '#kernel/test/database.ts';
import {
  addPublicHolidays,
  changeCalendar,
  createCalendar,
  getCalendar,
  getPromise,
  importDays,
  listCalendars,
  listTargets,
  previewCalendar,
  retireCalendar,
  retireTarget,
  setTarget,
} from '../contract.ts';
import { officeRules } from '../test/scenarios.ts';
import { day, hour, iso, minute, openPromiseShop, type PromiseShop, wednesday } from '../test/shop.ts';
import { updateZones } from './tz-update.ts';

let shop: PromiseShop;
beforeAll(async () => {
  shop = await openPromiseShop();
});
afterAll(() => shop.heed.stop());

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error) => error,
  );
const office = async () => {
  const { calendars } = await shop.owner.call(listCalendars, {});
  const found = calendars.find((one) => one.name === 'Office hours');
  if (!found) throw new Error('no first calendar');
  return found;
};

describe('targets', () => {
  it('of team and channel win over team, team over channel, channel over all', async () => {
    shop.at(wednesday);
    const calendarId = (await office()).id;
    const { teamId } = await shop.owner.call(createTeam, { name: 'Special', memberIds: [] });
    const minutesOf = async (options: { channel: 'chat' | 'api'; teamId?: string }) =>
      (await shop.clock(await shop.ask(options), 'first_response'))?.minutes;
    expect(await minutesOf({ channel: 'api' })).toBe(240);
    expect(await minutesOf({ channel: 'chat' })).toBe(15);
    await shop.owner.call(setTarget, { measure: 'first_response', teamId, minutes: 60, calendarId });
    expect(await minutesOf({ channel: 'chat', teamId })).toBe(60);
    const both = { measure: 'first_response', teamId, channel: 'chat', minutes: 5, calendarId, clauseRef: '4.2' };
    await shop.owner.call(setTarget, both);
    expect(await minutesOf({ channel: 'chat', teamId })).toBe(5);
    expect((await shop.clock(await shop.ask({ teamId }), 'first_response'))?.clauseRef).toBe('4.2');
    expect(await minutesOf({ channel: 'api', teamId })).toBe(60);
    expect(await minutesOf({ channel: 'chat' })).toBe(15);
  });

  it('count from their own beginning, and never touch a clock that runs', async () => {
    shop.at(wednesday);
    const calendarId = (await office()).id;
    const running = await shop.ask({ channel: 'api' });
    const before = await shop.clock(running, 'first_response');
    const next = { measure: 'first_response', minutes: 100, calendarId, from: iso(wednesday + hour) };
    const { targetId } = await shop.owner.call(setTarget, next);
    expect((await shop.clock(await shop.ask({ channel: 'api' }), 'first_response'))?.minutes).toBe(240);
    shop.at(wednesday + hour);
    expect((await shop.clock(await shop.ask({ channel: 'api' }), 'first_response'))?.minutes).toBe(100);
    expect(await shop.clock(running, 'first_response')).toEqual(before);
    const { targets } = await shop.owner.call(listTargets, { past: 'true' });
    const scope = targets.filter((one) => one.measure === 'first_response' && !one.channel && !one.teamId);
    expect(scope.map((one) => [one.minutes, one.isInForce])).toEqual([
      [240, false],
      [100, true],
    ]);
    shop.at(wednesday + 2 * hour);
    await shop.owner.call(retireTarget, { targetId });
    expect(await shop.clock(await shop.ask({ channel: 'api' }), 'first_response')).toBeUndefined();
    expect((await refusal(shop.owner.call(retireTarget, { targetId })))?.code).toBe('target.impossible');
  });

  it('that cannot be are refused with what could', async () => {
    shop.at(wednesday + 2 * hour);
    const { id: calendarId } = await office();
    const target = { measure: 'first_response', minutes: 10, calendarId };
    const never = await refusal(shop.owner.call(setTarget, { ...target, measure: 'task' }));
    expect([never.code, never.body.detail]).toEqual(['target.impossible', expect.stringContaining('first_response')]);
    const past = await refusal(shop.owner.call(setTarget, { ...target, from: iso(wednesday) }));
    expect(past.code).toBe('target.impossible');
    expect((await refusal(shop.owner.call(setTarget, { ...target, minutes: 0 }))).code).toBe('input.invalid');
    expect((await refusal(shop.owner.call(setTarget, { ...target, calendarId: shop.teamId }))).code).toBe(
      'record.not_found',
    );
    const { calendarId: hourly } = await shop.owner.call(createCalendar, {
      name: 'An hour a week',
      rules: { timeZone: 'Australia/Melbourne', hours: { mon: [['09:00', '09:10']] }, holidays: [] },
    });
    const far = { ...target, calendarId: hourly, minutes: 525_600 };
    expect((await refusal(shop.owner.call(setTarget, far))).code).toBe('target.impossible');
  });
});

describe('calendars', () => {
  it('change as a new version with the reason; a clock that runs keeps the one it started with', async () => {
    shop.at(wednesday);
    const before = await office();
    const id = await shop.ask();
    const running = await shop.clock(id, 'full_resolution');
    const change = { calendarId: before.id, number: before.number, reason: 'Melbourne is on holiday' };
    const rules = { ...before.rules, holidays: ['2026-11-26'] };
    const done = await shop.owner.call(changeCalendar, { ...change, rules });
    expect(done.number).toBe(before.number + 1);
    expect(await shop.clock(id, 'full_resolution')).toEqual(running);
    const next = await shop.clock(await shop.ask(), 'full_resolution');
    expect(Date.parse(next?.dueAt ?? '') - Date.parse(running?.dueAt ?? '')).toBe(day);
    const { versions } = await shop.owner.call(getCalendar, { calendarId: before.id });
    expect(versions.map((one) => [one.number, one.reason])).toEqual([
      [2, 'Melbourne is on holiday'],
      [1, null],
    ]);
    expect((await refusal(shop.owner.call(changeCalendar, { ...change, rules }))).code).toBe('record.stale');
    const story = await shop.owner.call(getPromise, { promiseId: running?.id ?? '' });
    expect(story.calendar?.number).toBe(1);
  });

  it('that cannot work are refused with each place and what would be accepted', async () => {
    const create = (rules: object) =>
      refusal(shop.owner.call(createCalendar, { name: 'Odd', rules: { ...officeRules, ...rules } }));
    const overlap = await create({
      hours: {
        mon: [
          ['09:00', '13:00'],
          ['12:00', '17:00'],
        ],
      },
    });
    expect([overlap.code, overlap.body.errors?.[0]?.path]).toEqual([
      'calendar.impossible',
      expect.stringContaining('mon'),
    ]);
    expect((await create({ hours: {} })).code).toBe('calendar.impossible');
    expect((await create({ timeZone: 'Mars/Olympus' })).code).toBe('calendar.impossible');
    expect((await create({ holidays: ['2026-02-31'] })).code).toMatch(/calendar.impossible|input.invalid/);
  });

  it('take closed days from a file and from a country, and are kept while targets use them', async () => {
    shop.at(wednesday);
    const { calendarId, number } = await shop.owner.call(createCalendar, { name: 'Shop', rules: officeRules });
    const added = await shop.owner.call(addPublicHolidays, {
      ...{ calendarId, number, country: 'AU', state: 'VIC', fromYear: 2027, toYear: 2027 },
    });
    expect(added.added).toBeGreaterThan(8);
    const file = (date: string) =>
      ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//y//EN', 'BEGIN:VEVENT', 'UID:1', 'DTSTAMP:20260101T000000Z']
        .concat([`DTSTART;VALUE=DATE:${date}`, 'SUMMARY:Stocktaking', 'END:VEVENT', 'END:VCALENDAR'])
        .join('\r\n');
    const imported = await shop.owner.call(importDays, { calendarId, number: added.number, ical: file('20270630') });
    expect(imported).toMatchObject({ added: 1, number: added.number + 1 });
    const again = await shop.owner.call(importDays, { calendarId, number: imported.number, ical: file('20270630') });
    expect(again).toMatchObject({ added: 0, number: imported.number });
    const bad = await refusal(
      shop.owner.call(importDays, { calendarId, number: imported.number, ical: 'no calendar' }),
    );
    expect(bad.code).toBe('calendar.unreadable');
    const { targetId } = await shop.owner.call(setTarget, { measure: 'ownership', minutes: 9, calendarId });
    expect((await refusal(shop.owner.call(retireCalendar, { calendarId }))).code).toBe('calendar.in_use');
    await shop.owner.call(retireTarget, { targetId });
    await shop.owner.call(retireCalendar, { calendarId });
    await shop.owner.call(createCalendar, { name: 'Shop', rules: officeRules });
  });

  it('can be tried on a case before they are saved', async () => {
    const calendar = {
      timezone: 'Australia/Sydney',
      hours: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((one) => [one, [['09:00', '17:00']]])),
      holidays: ['2026-11-23'],
    };
    const ask = (given: object) => shop.owner.call(previewCalendar, { case: JSON.stringify({ calendar, ...given }) });
    const due = await ask({ start: '2026-11-20T05:30:00Z', minutes: 60 });
    expect(due).toMatchObject({ due: '2026-11-23T22:30:00Z', problems: [] });
    expect((await ask({ at: '2026-11-20T06:30:00Z' })).isOpen).toBe(false);
    const { problems } = await ask({ calendar: { ...calendar, hours: {} }, at: '2026-11-20T06:30:00Z' });
    expect(problems[0]?.where).toBe('hours');
  });
});

describe('T-16: newer time-zone data', () => {
  it('reckon running clocks anew once, with the reason stored, and an older edition undoes nothing', async () => {
    shop.at(wednesday);
    const id = await shop.ask();
    const right = await shop.clock(id, 'full_resolution');
    // As if an older edition had said that summer time begins a week later.
    await asOwner(shop.heed.ownerUrl, `UPDATE promise SET due_at = due_at + interval '1 hour' WHERE id = $1`, [
      right?.id,
    ]);
    const { kernel } = shop.heed.running;
    // Two processes that start with the new edition at the same moment, and one that comes later.
    const together = await Promise.all([updateZones(kernel, '9999z'), updateZones(kernel, '9999z')]);
    expect(together.sort()).toEqual([0, 1]);
    expect(await updateZones(kernel, '9999z')).toBe(0);
    expect(await updateZones(kernel, '2000a')).toBe(0);
    const after = await shop.clock(id, 'full_resolution');
    expect(after).toMatchObject({ dueAt: right?.dueAt, state: 'running' });
    const { entries } = await shop.owner.call(getPromise, { promiseId: right?.id ?? '' });
    expect(entries.map((one) => one.kind)).toEqual(['started', 'moved']);
    expect(entries[1]?.reason).toMatch(/^time-zone data \d{4}[a-z]* → 9999z$/);
  });
});

describe('T-14: the clock of one process', () => {
  it('an hour off changes no due time: instants are the database’s', async () => {
    // This shop’s SQL clock is set by the test; what the process itself believes is not asked.
    const { kernel } = shop.heed.running;
    const { now } = kernel;
    shop.at(wednesday);
    kernel.now = () => new Date(wednesday + hour);
    try {
      const id = await shop.ask();
      expect((await shop.clock(id, 'first_response'))?.dueAt).toBe(iso(wednesday + 15 * minute));
    } finally {
      kernel.now = now;
    }
  });
});
