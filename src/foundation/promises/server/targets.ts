import { type Id, newId } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { answer, type CommandContext, handle } from '#kernel/server/capability.ts';
import { abilities, demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { listTargets, retireTarget, setTarget, targetChanged } from '../contract.ts';
import { hasBrand } from './brands.ts';
import { dueAt } from './calendar/calendar.ts';
import { CalendarRefusal } from './calendar/refusal.ts';
import { openTimeOf } from './calendar-of.ts';
import { accessCalendar } from './calendars.ts';
import { allMeasures } from './measures.ts';
import { demandTeam } from './owners.ts';
import { settingsPolicy } from './policy.ts';

/** A target to be written. */
export interface NewTarget {
  measure: string;
  channel: string | null;
  teamId: Id | null;
  brandId: Id | null;
  minutes: number;
  calendarId: Id | null;
  warnPercent: number;
  /** Null: from now on. */
  from: Date | null;
  clauseRef: string | null;
}

// A row that would have begun later is replaced before it began: it ends where it starts and is never in force.
const close = statement(
  'target_close',
  `UPDATE target SET effective_until = greatest(effective_from, $6::timestamptz)
   WHERE workspace_id = $1 AND measure = $2 AND channel IS NOT DISTINCT FROM $3::text
     AND team_id IS NOT DISTINCT FROM $4::uuid AND brand_id IS NOT DISTINCT FROM $5::uuid
     AND (effective_until IS NULL OR effective_until > $6::timestamptz)`,
);
const insert = statement(
  'target_insert',
  `INSERT INTO target (workspace_id, id, measure, channel, team_id, brand_id, minutes, calendar_id, warn_percent,
     effective_from, clause_ref, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
);
const moment = statement<{ at: Date }>('target_moment', 'SELECT heed_now() AS at');
/** Two who set the same target at once go one after the other. */
const takeTurns = statement('target_turns', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 6))');

/** Ends the target of this scope at an instant and begins the new one there. @throws Problem target.impossible */
export async function writeTarget(ctx: CommandContext, target: NewTarget): Promise<{ targetId: Id; from: Date }> {
  const scope = [ctx.workspaceId, target.measure, target.channel, target.teamId, target.brandId];
  await ctx.tx.rows(takeTurns, [scope.join()]);
  const now = (await ctx.tx.first(moment, []))?.at ?? ctx.now;
  const from = target.from ?? now;
  if (from < now) refuse('target.impossible', 'A target begins now or later: what was promised stays as it was.');
  await ctx.tx.rows(close, [...scope, from]);
  const targetId = newId();
  const by = ctx.actor.kind === 'system' ? null : actorId(ctx.actor);
  await ctx.tx.rows(insert, [
    ...[ctx.workspaceId, targetId, target.measure, target.channel, target.teamId, target.brandId],
    ...[target.minutes, target.calendarId, target.warnPercent, from, target.clauseRef, by],
  ]);
  ctx.emit(targetChanged, { targetId, measure: target.measure, what: 'set' });
  return { targetId, from };
}

/** Sets a target. Clocks that run keep the one they started with. */
export const setOneTarget = handle(setTarget, async (ctx, input) => {
  demand(ctx, settingsPolicy, 'keep_targets');
  await demandSoundTarget(ctx, input);
  const from = input.from ? new Date(input.from) : null;
  const done = await writeTarget(ctx, { ...input, from });
  return { targetId: done.targetId, effectiveFrom: done.from.toISOString() };
});

/**
 * A target that clocks can follow: of a measure that has targets, a team, brand and calendar of this workspace. Locks the
 * calendar, so that it is not retired meanwhile.
 * @throws Problem target.impossible, promise.unknown_owner, record.not_found
 */
export async function demandSoundTarget(
  ctx: CommandContext,
  target: Pick<NewTarget, 'measure' | 'teamId' | 'brandId' | 'calendarId' | 'minutes'>,
): Promise<void> {
  const measure = allMeasures(ctx).find((one) => one.name === target.measure);
  const hasTargets = measure && (measure.kind === 'clock' || measure.name === 'update');
  if (!hasTargets) {
    const names = allMeasures(ctx).filter((one) => one.kind === 'clock');
    refuse('target.impossible', `Targets are set for: ${names.map((one) => one.name).join(', ')}.`);
  }
  if (target.teamId) await demandTeam(ctx, target.teamId);
  if (target.brandId && !(await hasBrand(ctx, target.brandId))) {
    refuse('target.impossible', 'Choose a brand of this workspace, or none.');
  }
  await demandReachable(ctx, target.calendarId, target.minutes);
}

/** What starts now by this calendar must fall due some day. */
async function demandReachable(ctx: CommandContext, calendarId: Id | null, minutes: number): Promise<void> {
  if (!calendarId) return;
  // Locked, so that it is not retired meanwhile.
  const calendar = await accessCalendar(ctx, calendarId, { lock: true });
  try {
    dueAt(await openTimeOf(ctx.tx, calendar.version_id), calendar.at.getTime(), minutes);
  } catch (error) {
    if (error instanceof CalendarRefusal) refuse('target.impossible', error.message);
    throw error;
  }
}

const end = statement<{ measure: string }>(
  'target_end',
  `UPDATE target SET effective_until = greatest(effective_from, heed_now())
   WHERE workspace_id = $1 AND id = $2 AND (effective_until IS NULL OR effective_until > heed_now())
   RETURNING measure`,
);
const known = statement('target_known', 'SELECT id FROM target WHERE workspace_id = $1 AND id = $2');

/** Ends a target now, or before it begins. */
export const retireOneTarget = handle(retireTarget, async (ctx, { targetId }) => {
  demand(ctx, settingsPolicy, 'keep_targets');
  if (!(await endTarget(ctx, targetId))) {
    if (!(await ctx.tx.first(known, [ctx.workspaceId, targetId]))) notFound('target');
    refuse('target.impossible', 'This target is over already.');
  }
  return { targetId };
});

/** Ends a target now, or before it begins. False when it is over already. Policy is the caller's. */
export async function endTarget(ctx: CommandContext, targetId: Id): Promise<boolean> {
  const row = await ctx.tx.first(end, [ctx.workspaceId, targetId]);
  if (row) ctx.emit(targetChanged, { targetId, measure: row.measure, what: 'retired' });
  return row !== undefined;
}

interface TargetRow {
  id: Id;
  measure: string;
  channel: string | null;
  team_id: Id | null;
  brand_id: Id | null;
  minutes: number;
  calendar_id: Id | null;
  calendar_name: string | null;
  warn_percent: number;
  effective_from: Date;
  effective_until: Date | null;
  is_in_force: boolean;
  clause_ref: string | null;
}
const list = statement<TargetRow>(
  'target_list',
  `SELECT t.id, t.measure, t.channel, t.team_id, t.brand_id, t.minutes, t.calendar_id, c.name AS calendar_name,
     t.warn_percent, t.effective_from, t.effective_until, t.clause_ref,
     t.effective_from <= heed_now() AND (t.effective_until IS NULL OR t.effective_until > heed_now()) AS is_in_force
   FROM target t LEFT JOIN calendar c ON c.workspace_id = t.workspace_id AND c.id = t.calendar_id
   WHERE t.workspace_id = $1 AND ($2::boolean OR t.effective_until IS NULL
     OR (t.effective_until > heed_now() AND t.effective_until > t.effective_from))
   ORDER BY t.measure, t.brand_id IS NOT NULL, t.brand_id, t.team_id IS NOT NULL, t.team_id, t.channel IS NOT NULL, t.channel, t.effective_from, t.id
   LIMIT 1000`,
);

/** The targets, measure by measure in the order of the table, the widest first. */
export const targetList = answer(listTargets, async (ctx, { past }) => {
  demand(ctx, settingsPolicy, 'read');
  const order = allMeasures(ctx);
  const rows = await ctx.tx.rows(list, [ctx.workspaceId, past === 'true']);
  const placed = rows.map((row) => ({ row, place: order.findIndex((one) => one.name === row.measure) }));
  return {
    targets: placed
      .toSorted((a, b) => a.place - b.place)
      .map(({ row, place }) => ({
        id: row.id,
        measure: row.measure,
        title: order[place]?.title ?? row.measure,
        channel: row.channel,
        teamId: row.team_id,
        brandId: row.brand_id,
        minutes: row.minutes,
        calendarId: row.calendar_id,
        calendarName: row.calendar_name,
        warnPercent: row.warn_percent,
        effectiveFrom: row.effective_from.toISOString(),
        effectiveUntil: row.effective_until?.toISOString() ?? null,
        isInForce: row.is_in_force,
        clauseRef: row.clause_ref,
      })),
    abilities: abilities(settingsPolicy, ctx.actor, undefined),
  };
});
