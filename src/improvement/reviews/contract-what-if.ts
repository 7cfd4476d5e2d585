import { z } from 'zod';
import { ChannelName, MeasureName, Minutes, WarnPercent } from '#foundation/promises/contract.ts';
import { command, query } from '#kernel/contract/contract.ts';
import { Id, Instant, PageCursor } from '#kernel/contract/ids.ts';

/** How far back it looks. */
export const lookBackDays = 90;

const Proposed = {
  measure: MeasureName,
  channel: ChannelName.nullable().default(null),
  teamId: Id.nullable().default(null),
  brandId: Id.nullable().default(null),
  minutes: Minutes,
  /** Null: round the clock. */
  calendarId: Id.nullable().default(null),
  warnPercent: WarnPercent.default(80),
  /** For how many of a hundred it is to hold. */
  sharePercent: z.int().min(1).max(100).default(90),
};

/** Clocks under the targets in force, and the same ones under the proposed target. */
const Sides = {
  now: z.object({ kept: z.int(), broken: z.int(), warned: z.int() }),
  proposed: z.object({ kept: z.int(), broken: z.int(), warned: z.int() }),
};
export const WhatIfResult = z.object({
  conversations: z.int(),
  ...Sides,
  channels: z.array(z.object({ key: z.string(), ...Sides })),
  /** By Monday, of when the clock began. */
  weeks: z.array(z.object({ key: z.string(), ...Sides })),
});
export type WhatIfResult = z.output<typeof WhatIfResult>;

const WhatIf = z.object({
  id: Id,
  ...Proposed,
  calendarName: z.string().nullable(),
  teamName: z.string().nullable(),
  brandName: z.string().nullable(),
  versionId: Id.nullable(),
  clauseId: Id.nullable(),
  reviewId: Id.nullable(),
  besideApproval: z.boolean(),
  from: Instant,
  to: Instant,
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  result: WhatIfResult.nullable(),
  askedBy: z.string().nullable(),
  askedAt: Instant,
});
export type WhatIf = z.output<typeof WhatIf>;

export const tryTarget = command('reviews.try', {
  path: '/what-ifs',
  summary: `Play the conversations of the last ${lookBackDays} days back under a proposed target; a job does it`,
  for: ['staff'],
  input: z.strictObject({
    ...Proposed,
    versionId: Id.nullable().default(null),
    clauseId: Id.nullable().default(null),
    reviewId: Id.nullable().default(null),
  }),
  output: z.object({ whatIfId: Id }),
  refuses: ['what_if.not_replayable', 'target.impossible', 'promise.unknown_owner'],
  emits: ['what_if.asked'],
});

export const stopTrying = command('reviews.stop-trying', {
  path: '/what-ifs/{whatIfId}',
  method: 'DELETE',
  summary: 'Stop looking back; nothing of it is kept',
  for: ['staff'],
  input: z.strictObject({ whatIfId: Id }),
  output: z.object({ whatIfId: Id }),
  refuses: ['what_if.over'],
  emits: ['what_if.ended'],
});

export const placeWhatIf = command('reviews.place', {
  path: '/what-ifs/{whatIfId}/approval',
  method: 'PUT',
  summary: 'Put a result beside the approval of the draft from which it was asked, or take it away',
  for: ['staff'],
  input: z.strictObject({ whatIfId: Id, besideApproval: z.boolean() }),
  output: z.object({ whatIfId: Id }),
  refuses: ['what_if.no_draft'],
  emits: ['what_if.placed'],
});

export const getWhatIf = query('reviews.what-if', {
  path: '/what-ifs/{whatIfId}',
  summary: 'What would have been: how far it is, and in the end kept and broken now and then, by channel and week',
  for: ['staff'],
  input: z.strictObject({ whatIfId: Id }),
  output: WhatIf.extend({
    lookedAt: z.int(),
    /** Null: not counted yet. */
    ofAll: z.int().nullable(),
    abilities: z.array(z.string()),
  }),
  subjects: ['what-if:{whatIfId}', 'teams', 'brands', 'calendars', 'people'],
});

export const listWhatIfs = query('reviews.what-ifs', {
  path: '/what-ifs',
  summary: 'What was asked, the newest first; of one draft or review where its id is given',
  for: ['staff'],
  input: z.strictObject({
    versionId: Id.optional(),
    reviewId: Id.optional(),
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({ whatIfs: z.array(WhatIf), next: PageCursor.nullable() }),
  subjects: ['what-ifs', 'teams', 'brands', 'calendars', 'people'],
});
