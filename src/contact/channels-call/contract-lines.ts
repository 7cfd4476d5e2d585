import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant, Version } from '#kernel/contract/ids.ts';

const inLine = { lineId: Id };

export const lineChanged = event('phone_line.changed', {
  data: z.strictObject({ ...inLine, what: z.enum(['added', 'changed', 'retired', 'token_made']) }),
  subjects: ['phone-lines'],
  audience: 'staff',
  needs: 'calls.list',
  sentence: 'changed a telephone system ({what})',
});

export const Line = z.object({
  id: Id,
  name: z.string(),
  teamId: Id.nullable(),
  callBackMinutes: z.int(),
  calendarId: Id.nullable(),
  hasToken: z.boolean(),
  heardAt: Instant.nullable(),
  version: Version,
});

export const listLines = query('calls.lines', {
  path: '/phone-lines',
  summary: 'Telephone systems that tell of their calls, and where they send them',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ lines: z.array(Line), eventsUrl: z.string(), popUrl: z.string() }),
  subjects: ['phone-lines'],
});

const settings = {
  name: z.string().trim().min(1).max(80),
  /** Who calls back when nobody answered. */
  teamId: Id.nullable(),
  callBackMinutes: z.int().min(5).max(10_080),
  /** Whose open time counts; null: round the clock. */
  calendarId: Id.nullable(),
};

export const addLine = command('calls.add-line', {
  path: '/phone-lines',
  summary: 'Add a telephone system; its token is made afterwards',
  for: ['staff'],
  fresh: true,
  input: z.strictObject({
    name: settings.name,
    teamId: settings.teamId.default(null),
    callBackMinutes: settings.callBackMinutes.default(60),
    calendarId: settings.calendarId.default(null),
  }),
  output: z.object({ ...inLine, version: Version }),
  refuses: ['calls.unknown_team', 'calls.unknown_calendar'],
  emits: ['phone_line.changed'],
});

export const changeLine = command('calls.change-line', {
  path: '/phone-lines/{lineId}',
  method: 'PATCH',
  summary: 'Change a telephone system’s name, team or call-back time; what is not named stays',
  for: ['staff'],
  fresh: true,
  input: z.strictObject({ ...inLine, version: Version, ...z.object(settings).partial().shape }),
  output: z.object({ ...inLine, version: Version }),
  refuses: ['record.stale', 'calls.unknown_team', 'calls.unknown_calendar'],
  emits: ['phone_line.changed'],
});

export const retireLine = command('calls.retire-line', {
  path: '/phone-lines/{lineId}',
  method: 'DELETE',
  summary: 'Take a telephone system off: its token ends; its calls stay',
  for: ['staff'],
  fresh: true,
  input: z.strictObject(inLine),
  output: z.object(inLine),
  emits: ['phone_line.changed'],
});

export const makeLineToken = command('calls.make-line-token', {
  path: '/phone-lines/{lineId}/token',
  summary: 'Make the token with which a telephone system tells of its calls, shown once; the one before ends',
  for: ['staff'],
  fresh: true,
  input: z.strictObject(inLine),
  output: z.object({ ...inLine, token: z.string().nullable() }),
  secrets: ['token'],
  emits: ['phone_line.changed'],
});
