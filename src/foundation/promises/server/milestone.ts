import { type Id, newId } from '#kernel/contract/ids.ts';
import { actorId, system } from '#kernel/server/actor.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { CalendarRefusal } from './calendar/refusal.ts';
import { openTimeOf, reckoningOf } from './calendar-of.ts';
import { type Clock, isOpenState, startClock } from './clock.ts';
import { emitEntry } from './emit.ts';
import { allMeasures, type Milestone, type Wish, wishesOf } from './measures.ts';
import type { PromiseRecord } from './record.ts';
import { type Reported, reportMilestones, waitingFor } from './report.ts';
import { type Change, doer, type Happening, insertPromises, type NewPromise, savePromises } from './write.ts';

/** What promises are about: a conversation, say. Who owes is read from it whenever something is reported. */
export interface PromiseSubject {
  kind: string;
  id: Id;
  customerId: Id | null;
  channel: string | null;
  teamId: Id | null;
  brandId: Id | null;
  ownerId: Id | null;
}

/**
 * Moves the clocks of a subject by what happened to it: one statement where nothing starts or goes on, two where a
 * clock does. `at` is the instant of the cause as the database stamped it; without it, the database's now. The caller
 * holds the subject's lock, so of several reports at once each sees the one before. Emits what changed, as Heed itself
 * on behalf of whoever acts.
 */
export async function milestone(
  ctx: CommandContext,
  subject: PromiseSubject,
  what: Milestone | readonly Milestone[],
  at?: Date,
): Promise<void> {
  const reported = [what].flat() as Milestone[];
  const wishes = wishesFor(ctx, reported);
  if (wishes.length === 0) return;
  await asHeed(ctx, async () => {
    const rows = await reportMilestones(ctx, { subject, wishes, reported, at: at ?? null, doer: doer(ctx) });
    for (const row of rows) told(ctx, row);
    const now = rows[0]?.at.getTime() ?? ctx.now.getTime();
    const [changes, started] = [
      await goingOn(ctx, rows, wishes, subject, now),
      await starting(ctx, rows, wishes, subject, now),
    ];
    savePromises(ctx, now, changes);
    insertPromises(ctx, started);
  });
}

const folded = new Map<string, Wish[]>();

function wishesFor(ctx: CommandContext, reported: Milestone[]): Wish[] {
  const all = allMeasures(ctx);
  const key = `${all.length} ${reported.join()}`;
  const known = folded.get(key) ?? wishesOf(all, reported);
  folded.set(key, known);
  return known;
}

/** Clocks follow what people do by themselves: what they do is Heed's own, on behalf of whoever acted. */
export async function asHeed<T>(ctx: CommandContext, work: () => Promise<T>): Promise<T> {
  const { actor } = ctx;
  if (actor.kind !== 'system') ctx.actor = { ...system, onBehalfOf: actorId(actor) };
  try {
    return await work();
  } finally {
    ctx.actor = actor;
  }
}

function told(ctx: CommandContext, { act, breaks, row }: Reported): void {
  if (!row || act === 'resume' || act === 'reopen') return;
  if (breaks) emitEntry(ctx, row, 'broken');
  if (act === 'keep') emitEntry(ctx, row, 'kept');
  if (act === 'waive') emitEntry(ctx, row, 'waived');
  if (act === 'pause' && !breaks) emitEntry(ctx, row, 'paused', waitingFor);
}

/** Paused clocks that go on, and kept ones whose subject was opened again: they need the calendar. */
async function goingOn(
  ctx: CommandContext,
  rows: Reported[],
  wishes: Wish[],
  subject: PromiseSubject,
  at: number,
): Promise<Change[]> {
  const changes: Change[] = [];
  for (const { measure, act, row } of rows) {
    if (!row || (act !== 'resume' && act !== 'reopen')) continue;
    const by = await reckoningOf(ctx.tx, row);
    const happenings: Happening[] = [{ kind: act === 'resume' ? 'resumed' : 'reopened' }];
    // The time in between counts: what would have been due meanwhile is broken as soon as it is open again.
    if (act === 'reopen' && row.broken_at === null && row.due_at.getTime() < at) happenings.push({ kind: 'broken' });
    else if (
      act === 'reopen' &&
      row.broken_at === null &&
      wishes.find((wish) => wish.measure.name === measure)?.ifOpen === 'pause'
    ) {
      happenings.push({ kind: 'paused', reason: waitingFor });
    }
    changes.push({ row, by, happenings, ownerId: subject.ownerId, teamId: subject.teamId });
  }
  return changes;
}

async function starting(
  ctx: CommandContext,
  rows: Reported[],
  wishes: Wish[],
  subject: PromiseSubject,
  at: number,
): Promise<{ row: NewPromise; clock: Clock }[]> {
  const started: { row: NewPromise; clock: Clock }[] = [];
  for (const reported of rows) {
    const measure = wishes.find((wish) => wish.measure.name === reported.measure)?.measure;
    if (!measure || reported.minutes === null || isHeldBack(measure.after, rows)) continue;
    if (measure.needsTeam && subject.teamId === null) continue;
    const warnPercent = measure.isQuiet ? null : reported.warn_percent;
    const open = await openTimeOf(ctx.tx, reported.calendar_version_id);
    const clock = clockThatStarts({ minutes: reported.minutes, warnPercent, open }, at);
    if (!clock) continue;
    started.push({ clock, row: newRow(measure.name, subject, { ...reported, warn_percent: warnPercent }, clock) });
  }
  return started;
}

/** The clock before it is open still: the customer waits for that one. */
function isHeldBack(after: string | undefined, rows: Reported[]): boolean {
  if (after === undefined) return false;
  return rows.some(
    ({ measure, was, act }) =>
      measure === after && was !== null && isOpenState(was) && act !== 'keep' && act !== 'waive',
  );
}

/** None when its calendar does not open for years: what a customer writes must not fail over that. */
function clockThatStarts(by: Parameters<typeof startClock>[0], at: number): Clock | null {
  try {
    return startClock(by, at, null);
  } catch (error) {
    if (error instanceof CalendarRefusal) return null;
    throw error;
  }
}

function newRow(
  measure: string,
  subject: PromiseSubject,
  target: Pick<PromiseRecord, 'minutes' | 'warn_percent' | 'target_id' | 'calendar_version_id' | 'clause_ref'>,
  clock: Clock,
): NewPromise {
  const { minutes, warn_percent, target_id, calendar_version_id, clause_ref } = target;
  return {
    id: newId(),
    measure,
    subject_kind: subject.kind,
    subject_id: subject.id,
    customer_id: subject.customerId,
    owner_id: subject.ownerId,
    team_id: subject.teamId,
    role: null,
    words: null,
    phone: null,
    state: clock.state,
    started_at: new Date(clock.startedAt),
    due_at: new Date(clock.dueAt),
    warn_at: clock.warnAt === null ? null : new Date(clock.warnAt),
    ...{ minutes, warn_percent, target_id, calendar_version_id, clause_ref },
  };
}
