import { randomBytes } from 'node:crypto';
import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';

const newName = (what: string) => `${what} ${randomBytes(3).toString('hex')}`;
const later = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

export const officeRules = {
  timeZone: 'Australia/Melbourne',
  hours: { mon: [['09:00', '17:00']], tue: [['09:00', '12:30'] as [string, string], ['13:00', '17:00']] },
  holidays: ['2026-12-25'],
} satisfies import('zod').input<typeof contract.CalendarRules>;

async function freshCalendar({ cast }: Stage): Promise<{ calendarId: string; number: number }> {
  const { calendarId, number } = await cast.owner.call(contract.createCalendar, {
    name: newName('Calendar'),
    rules: officeRules,
  });
  return { calendarId, number };
}

/** A clock of the conversation that it is about; opening a screen must not write anything. */
async function anyClock({ cast, about }: Stage): Promise<{ promiseId: string }> {
  const { promises } = await cast.owner.call(contract.promisesOn, { subjectId: about.conversationId });
  return { promiseId: promises[0]?.id ?? '' };
}

const rarely = {
  measure: 'periodic_update',
  minutes: 600,
  calendarId: null,
} as const;

/** A task that the owner gave the adviser on a fresh conversation. */
async function freshTask(stage: Stage): Promise<{ promiseId: string }> {
  const { conversationId } = await stage.freshConversation();
  const { promiseId } = await stage.cast.owner.call(contract.addTask, {
    words: 'Send the lid',
    dueAt: later(30),
    subject: { kind: 'conversation', id: conversationId },
    ownerId: stage.cast.adviser.personId || stage.cast.owner.personId,
  });
  return { promiseId };
}

const firstCalendar = async ({ cast }: Stage) => {
  const { calendars } = await cast.owner.call(contract.listCalendars, {});
  return { calendarId: calendars[0]?.id ?? '' };
};

const preview = {
  calendar: { timezone: 'Australia/Sydney', hours: { mon: [['09:00', '17:00']] }, holidays: [] },
  start: '2026-11-20T05:30:00Z',
  minutes: 60,
};

export const scenarios = [
  scenario(contract.promisesOf, (stage) => ({ subjectIds: `${stage.about.conversationId},${stage.about.customerId}` })),
  scenario(contract.promisesOn, (stage) => ({ subjectId: stage.about.conversationId })),
  scenario(contract.listPromises, () => ({}), {
    screens: (stage) => [
      ...contract.PromiseView.options.map((view) => ({ view, limit: 100 })),
      { view: 'team' as const, teamId: stage.house.teamId },
      { view: 'all' as const, measure: 'task' },
    ],
  }),
  scenario(contract.countPromises, () => ({})),
  scenario(contract.getPromise, anyClock),
  scenario(contract.listMeasures, () => ({})),
  scenario(contract.listCalendars, () => ({})),
  scenario(contract.getCalendar, firstCalendar),
  scenario(contract.previewCalendar, () => ({ case: JSON.stringify(preview) })),
  scenario(contract.listRegions, () => ({}), { screens: () => [{ country: 'AU' }, { country: 'AU', state: 'VIC' }] }),
  scenario(contract.publicHolidays, () => ({ country: 'AU', state: 'VIC', year: 2026 })),
  scenario(contract.listTargets, () => ({}), { screens: () => [{ past: 'true' as const }] }),
  scenario(contract.createCalendar, () => ({ name: newName('Calendar'), rules: officeRules })),
  scenario(contract.changeCalendar, async (stage) => ({
    ...(await freshCalendar(stage)),
    name: newName('Renamed'),
    rules: { ...officeRules, holidays: ['2027-01-01'] },
    reason: 'New year',
  })),
  scenario(contract.importDays, async (stage) => ({
    ...(await freshCalendar(stage)),
    ical: [
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Heed//Test//EN', 'BEGIN:VEVENT', 'UID:1@heed.example'],
      ...['DTSTAMP:20260101T000000Z', 'DTSTART;VALUE=DATE:20271102', 'SUMMARY:Cup day', 'END:VEVENT', 'END:VCALENDAR'],
    ].join('\r\n'),
  })),
  scenario(contract.addPublicHolidays, async (stage) => ({
    ...(await freshCalendar(stage)),
    ...{ country: 'AU', state: 'VIC', fromYear: 2027, toYear: 2028 },
  })),
  scenario(contract.retireCalendar, async (stage) => ({ calendarId: (await freshCalendar(stage)).calendarId })),
  scenario(contract.setTarget, () => ({ ...rarely, minutes: 100 + Math.floor(Math.random() * 1_000) })),
  scenario(contract.retireTarget, async (stage) => ({
    targetId: (await stage.cast.owner.call(contract.setTarget, rarely)).targetId,
  })),
  scenario(contract.addTask, async (stage) => ({
    words: 'Ask the carrier',
    dueAt: later(20),
    subject: { kind: 'conversation' as const, id: (await stage.freshConversation()).conversationId },
    ownerId: stage.cast.adviser.personId || stage.cast.owner.personId,
  })),
  scenario(contract.promiseCallBack, async (stage) => {
    const { customerId, conversationId } = await stage.freshConversation();
    return { customerId, conversationId, dueAt: later(3), phone: '+61 491 570 006' };
  }),
  scenario(contract.keepPromise, freshTask),
  scenario(contract.waivePromise, async (stage) => ({ ...(await freshTask(stage)), reason: 'The customer found it' })),
  scenario(contract.reassignPromise, async (stage) => ({
    ...(await freshTask(stage)),
    ownerId: stage.cast.owner.personId,
    teamId: stage.house.teamId,
  })),
  scenario(contract.movePromise, async (stage) => ({
    ...(await freshTask(stage)),
    dueAt: later(50),
    reason: 'The carrier asked for a day more',
  })),
];
