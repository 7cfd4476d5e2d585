import { z } from 'zod';
import { ChannelName } from '#foundation/promises/contract.ts';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant, PageCursor, Version } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';

export const touchpointProblems = problems({
  'touchpoint.name_taken': {
    status: 409,
    title: 'There is a touchpoint of this name',
    help: 'Choose another name, or change the one that is there.',
  },
  'touchpoint.unknown_channel': {
    status: 422,
    title: 'There is no such channel',
    help: 'Choose one of `GET /touchpoint-channels`; what Heed does not carry is `elsewhere`.',
  },
  'touchpoint.unknown_owner': {
    status: 422,
    title: 'This person cannot own a touchpoint',
    help: 'Choose an active member of this workspace.',
  },
  'touchpoint.unknown_calendar': {
    status: 422,
    title: 'This calendar cannot be used',
    help: 'Choose a calendar that is in use, or none for round the clock.',
  },
  'touchpoint.incomplete': {
    status: 409,
    title: 'This touchpoint cannot go live yet',
    help: 'Whatever customers may use has a purpose and an owner. Fill in what the detail names.',
  },
});

/** Planned: being thought about. Live: customers may use it. Retired: kept to be read. */
export const TouchpointState = z.enum(['planned', 'live', 'retired']);
export type TouchpointState = z.output<typeof TouchpointState>;

/** Whether what it runs on works: by what the channel itself knows. */
export const Health = z.enum(['connected', 'troubled', 'unconnected', 'by_hand']);
export type Health = z.output<typeof Health>;

export const touchpointChanged = event('touchpoint.changed', {
  data: z.strictObject({
    touchpointId: Id,
    what: z.enum(['added', 'changed', 'planned', 'live', 'retired']),
  }),
  subjects: ['touchpoints'],
  audience: 'staff',
  needs: 'touchpoints.list',
  sentence: 'changed a touchpoint ({what})',
});

const fields = {
  name: z.string().trim().min(1).max(80),
  purpose: z.string().trim().max(500),
  ownerId: Id.nullable(),
  /** Its hours; null: round the clock. */
  calendarId: Id.nullable(),
  technology: z.string().trim().max(500),
  /** Where one of these is empty, what its channel says counts. */
  accessibility: z.string().trim().max(1_000),
  limits: z.string().trim().max(1_000),
  pros: z.string().trim().max(1_000),
  cons: z.string().trim().max(1_000),
  cost: z.string().trim().max(200),
  /** How many people may work in its technology at once, by its licence; null: as many as like. */
  seats: z.int().min(1).max(100_000).nullable(),
};

export const Touchpoint = z.object({
  id: Id,
  ...fields,
  channel: z.string(),
  state: TouchpointState,
  owner: z.string().nullable(),
  calendar: z.string().nullable(),
  isOpen: z.boolean(),
  /** While it is closed: when it opens, as far as its calendar says. */
  opensAt: Instant.nullable(),
  version: Version,
});

export const listTouchpoints = query('touchpoints.list', {
  path: '/touchpoints',
  summary: 'Where customers reach the organisation, in the order in which it was written down, a page at a time',
  for: ['staff'],
  input: z.strictObject({
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({
    touchpoints: z.array(Touchpoint),
    abilities: z.array(z.string()),
    next: PageCursor.nullable(),
  }),
  subjects: ['touchpoints', 'calendars', 'people', 'me'],
});

export const TouchpointChannel = z.object({
  channel: z.string(),
  label: z.string(),
  pros: z.string(),
  cons: z.string(),
  limits: z.string(),
  accessibility: z.string(),
  cost: z.string(),
  health: Health,
  healthWords: z.string(),
  /** Where it is connected: a page of the desk. */
  link: z.string().nullable(),
  /** Live touchpoints that lean on it although it is not connected. */
  flagged: z.int(),
});

export const listTouchpointChannels = query('touchpoints.channels', {
  path: '/touchpoint-channels',
  summary: 'Every channel with what speaks for and against it, its limits and cost, and whether it is connected now',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ channels: z.array(TouchpointChannel) }),
  // What connects a channel is kept on upper floors; these are the subjects of which they tell.
  subjects: ['touchpoints', 'widget', 'mailboxes', 'forms', 'brands', 'phone-lines', 'me'],
});

const changed = z.object({ touchpointId: Id, version: Version });
const wrong = [
  ...['touchpoint.name_taken', 'touchpoint.unknown_owner'],
  ...['touchpoint.unknown_calendar', 'touchpoint.incomplete'],
];

export const addTouchpoint = command('touchpoints.add', {
  path: '/touchpoints',
  summary: 'Write down a touchpoint that is planned',
  for: ['staff'],
  input: z.strictObject({
    name: fields.name,
    channel: ChannelName,
    purpose: fields.purpose.default(''),
    ownerId: fields.ownerId.default(null),
    calendarId: fields.calendarId.default(null),
    technology: fields.technology.default(''),
    accessibility: fields.accessibility.default(''),
    limits: fields.limits.default(''),
    pros: fields.pros.default(''),
    cons: fields.cons.default(''),
    cost: fields.cost.default(''),
    seats: fields.seats.default(null),
  }),
  output: changed,
  refuses: ['touchpoint.unknown_channel', ...wrong],
  emits: ['touchpoint.changed'],
});

export const changeTouchpoint = command('touchpoints.change', {
  path: '/touchpoints/{touchpointId}',
  method: 'PATCH',
  summary: 'Change a touchpoint; what is not named stays',
  for: ['staff'],
  input: z.strictObject({ touchpointId: Id, version: Version, ...z.object(fields).partial().shape }),
  output: changed,
  refuses: ['record.stale', ...wrong],
  emits: ['touchpoint.changed'],
});

export const setTouchpointState = command('touchpoints.set-state', {
  path: '/touchpoints/{touchpointId}/state',
  method: 'PUT',
  summary: 'Set a touchpoint live, back to planned, or retire it; live without being connected, it is flagged',
  for: ['staff'],
  input: z.strictObject({ touchpointId: Id, version: Version, state: TouchpointState }),
  output: changed.extend({ state: TouchpointState }),
  refuses: ['record.stale', ...wrong],
  emits: ['touchpoint.changed'],
});
