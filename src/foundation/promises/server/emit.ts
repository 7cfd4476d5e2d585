import type { CommandContext } from '#kernel/server/capability.ts';
import {
  type EntryKind,
  promiseBroken,
  promiseKept,
  promiseMoved,
  promisePaused,
  promiseReassigned,
  promiseReopened,
  promiseResumed,
  promiseStarted,
  promiseWaived,
  promiseWarned,
} from '../contract.ts';
import { measures } from './measures.ts';
import type { PromiseRecord } from './record.ts';

type Told = Pick<
  PromiseRecord,
  | 'id'
  | 'measure'
  | 'subject_kind'
  | 'subject_id'
  | 'customer_id'
  | 'owner_id'
  | 'team_id'
  | 'role'
  | 'due_at'
  | 'minutes'
> &
  Partial<Pick<PromiseRecord, 'raised_to' | 'state'>>;

const quiet = new Set(measures.filter((one) => one.isQuiet).map((one) => one.name));
const facts = {
  paused: promisePaused,
  resumed: promiseResumed,
  waived: promiseWaived,
  moved: promiseMoved,
  reopened: promiseReopened,
  reassigned: promiseReassigned,
} as const;

/** Tells what happened to a promise, as it stands afterwards. Quiet measures are told of only when they break. */
export function emitEntry(ctx: CommandContext, row: Told, kind: EntryKind, reason: string | null = null): void {
  if (quiet.has(row.measure) && kind !== 'broken') return;
  const about = {
    promiseId: row.id,
    measure: row.measure,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    customerId: row.customer_id,
    ownerId: row.owner_id,
    teamId: row.team_id,
    role: row.raised_to ?? row.role,
    dueAt: row.due_at.toISOString(),
  };
  const more = reason === null ? {} : { reason };
  if (kind === 'started') ctx.emit(promiseStarted, { ...about, minutes: row.minutes }, more);
  else if (kind === 'warned') ctx.emit(promiseWarned, { ...about, minutes: row.minutes }, more);
  else if (kind === 'broken') ctx.emit(promiseBroken, { ...about, minutes: row.minutes }, more);
  else if (kind === 'kept') ctx.emit(promiseKept, { ...about, isLate: row.state === 'kept_late' }, more);
  else ctx.emit(facts[kind], about, more);
}
