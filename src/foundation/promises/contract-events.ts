import { z } from 'zod';
import { event } from '#kernel/contract/contract.ts';
import { Id, Instant } from '#kernel/contract/ids.ts';
import { MeasureName } from './contract-words.ts';

const about = {
  promiseId: Id,
  measure: MeasureName,
  subjectKind: z.string().max(40),
  subjectId: Id,
  customerId: Id.nullable(),
  ownerId: Id.nullable(),
  teamId: Id.nullable(),
  /** The role to which it is owed or, once broken, was raised. */
  role: z.string().max(40).nullable(),
  dueAt: Instant,
};
const touches = ['promises', 'promise:{promiseId}', 'promises:{subjectId}', 'customer-timeline:{customerId}'] as const;

const fact = <const Type extends string>(type: Type, sentence: string) =>
  event(type, { data: z.strictObject(about), subjects: [...touches], audience: 'staff', sentence });
const timed = <const Type extends string>(type: Type, sentence: string) =>
  event(type, {
    data: z.strictObject({ ...about, minutes: z.int().nullable() }),
    subjects: [...touches],
    audience: 'staff',
    sentence,
  });

/** `minutes`: the target, where there is one. */
export const promiseStarted = timed('promise.started', 'promised {measure} by {dueAt}');
export const promiseWarned = timed('promise.warned', 'warned that {measure} is due at {dueAt}');
/** `role`: to whom it is raised now. */
export const promiseBroken = timed('promise.broken', 'missed {measure}, which was due at {dueAt}');
/** `isLate`: it was broken before. */
export const promiseKept = event('promise.kept', {
  data: z.strictObject({ ...about, isLate: z.boolean() }),
  subjects: [...touches],
  audience: 'staff',
  sentence: 'kept {measure}',
});
export const promiseWaived = fact('promise.waived', 'let go of {measure}');
export const promisePaused = fact('promise.paused', 'paused {measure}');
export const promiseResumed = fact('promise.resumed', 'went on with {measure}, now due at {dueAt}');
export const promiseMoved = fact('promise.moved', 'moved {measure} to {dueAt}');
export const promiseReopened = fact('promise.reopened', 'reopened {measure}, due at {dueAt}');
export const promiseReassigned = fact('promise.reassigned', 'gave {measure} to somebody else');

export const calendarChanged = event('calendar.changed', {
  data: z.strictObject({
    calendarId: Id,
    versionId: Id.nullable(),
    what: z.enum(['created', 'changed', 'renamed', 'retired']),
  }),
  subjects: ['calendars'],
  audience: 'staff',
  sentence: 'changed a calendar ({what})',
});
export const targetChanged = event('target.changed', {
  data: z.strictObject({ targetId: Id, measure: MeasureName, what: z.enum(['set', 'retired']) }),
  subjects: ['targets', 'calendars'],
  audience: 'staff',
  sentence: 'changed the target of {measure} ({what})',
});
