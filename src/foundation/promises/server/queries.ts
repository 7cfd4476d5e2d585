import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { countPromises, type EntryKind, getPromise, listMeasures, promisesOf, promisesOn } from '../contract.ts';
import { accessPromise } from './access.ts';
import { dueAt, type Step } from './calendar/calendar.ts';
import { reckoningOf } from './calendar-of.ts';
import { allMeasures } from './measures.ts';
import { promisePolicy } from './policy.ts';
import { presentPromises } from './present.ts';
import { clockOf, type PromiseRecord, promiseColumns } from './record.ts';
import { describeSubjects } from './subjects.ts';

/** Open ones, and of those that ended the last of each measure. Watches that only we keep show once they are broken. */
const ofSubjects = statement<PromiseRecord>(
  'promise_of_subjects',
  `SELECT ${promiseColumns} FROM unnest($2::uuid[]) AS s (id) CROSS JOIN LATERAL (
     SELECT o.* FROM promise o WHERE o.workspace_id = $1 AND o.subject_id = s.id AND o.ended_at IS NULL
     UNION ALL
     (SELECT DISTINCT ON (o.measure) o.* FROM promise o
      WHERE o.workspace_id = $1 AND o.subject_id = s.id AND o.ended_at IS NOT NULL
      ORDER BY o.measure, o.ended_at DESC, o.id DESC)) p
   WHERE NOT (p.measure = ANY($3::text[]) AND p.state <> 'broken')
   ORDER BY p.subject_id, p.due_at, p.id`,
);

async function promisesAbout(ctx: QueryContext, ids: readonly Id[]) {
  demand(ctx, promisePolicy, 'list');
  const quiet = allMeasures(ctx).filter((one) => one.isQuiet);
  const names = quiet.map((one) => one.name);
  const rows = await ctx.tx.rows(ofSubjects, [ctx.workspaceId, [...new Set(ids)], names]);
  return { promises: await presentPromises(ctx, rows) };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Promises of up to 100 subjects: what lists show. */
export const promisesOfSubjects = answer(promisesOf, (ctx, { subjectIds }) =>
  promisesAbout(
    ctx,
    subjectIds
      .toLowerCase()
      .split(',')
      .filter((id) => uuid.test(id)),
  ),
);

/** Promises of one subject: what stands beside a conversation. */
export const promisesOnSubject = answer(promisesOn, (ctx, { subjectId }) => promisesAbout(ctx, [subjectId]));

interface EntryRow {
  number: number;
  at: Date;
  kind: EntryKind;
  reason: string | null;
  actor_id: Id | null;
  actor_name: string | null;
  due_at: Date;
}
const entriesOf = statement<EntryRow>(
  'promise_entries',
  `SELECT e.number, e.at, e.kind, e.reason, e.actor_id, a.name AS actor_name, e.due_at FROM promise_entry e
   LEFT JOIN account a ON a.id = e.actor_id
   WHERE e.workspace_id = $1 AND e.promise_id = $2 ORDER BY e.number`,
);
const calendarOf = statement<{ id: Id; name: string; number: number; timeZone: string }>(
  'promise_calendar',
  `SELECT c.id, c.name, v.number, v.time_zone AS "timeZone" FROM calendar_version v
   JOIN calendar c ON c.workspace_id = v.workspace_id AND c.id = v.calendar_id
   WHERE v.workspace_id = $1 AND v.id = $2`,
);

/** One promise with its whole story. */
export const onePromise = answer(getPromise, async (ctx, { promiseId }) => {
  const row = await accessPromise(ctx, promiseId, { for: 'read' });
  const [promise] = await presentPromises(ctx, [row]);
  if (!promise) throw new Error('a promise vanished while it was read');
  const entries = await ctx.tx.rows(entriesOf, [ctx.workspaceId, promiseId]);
  const calendar = row.calendar_version_id
    ? await ctx.tx.first(calendarOf, [ctx.workspaceId, row.calendar_version_id])
    : undefined;
  const about = (await describeSubjects(ctx, [row])).get(row.subject_id);
  return {
    promise,
    about: about ? { reference: about.reference, title: about.title, link: about.link } : null,
    calendar: calendar ?? null,
    entries: entries.map((one) => ({
      number: one.number,
      at: one.at.toISOString(),
      kind: one.kind,
      reason: one.reason,
      actorId: one.actor_id,
      actorName: one.actor_name,
      dueAt: one.due_at.toISOString(),
    })),
    steps: await stepsTo(ctx, row),
  };
});

async function stepsTo(ctx: QueryContext, row: PromiseRecord) {
  if (row.minutes === null) return [];
  const { open } = await reckoningOf(ctx.tx, row);
  const clock = clockOf(row);
  const pauses = clock.pausedAt === null ? clock.pauses : [...clock.pauses, [clock.pausedAt, null] as const];
  const { steps } = dueAt(open, clock.startedAt, row.minutes, pauses as typeof clock.pauses);
  return steps.map(presentStep);
}

const iso = (at: number) => new Date(at).toISOString();

export function presentStep(step: Step) {
  return { from: iso(step.from), to: step.to === null ? null : iso(step.to), kind: step.kind, minutes: step.minutes };
}

const counts = statement<{ mine: number; mineBroken: number; mineWarned: number; team: number; raised: number }>(
  'promise_counts',
  `SELECT
     (SELECT count(*)::int FROM (SELECT FROM promise p WHERE p.workspace_id = $1 AND p.owner_id = $2
        AND p.ended_at IS NULL AND p.measure <> ALL($4::text[]) LIMIT 1000) x) AS mine,
     (SELECT count(*)::int FROM (SELECT FROM promise p WHERE p.workspace_id = $1 AND p.owner_id = $2
        AND p.state = 'broken' AND p.ended_at IS NULL
        AND p.measure <> ALL($4::text[]) LIMIT 1000) x) AS "mineBroken",
     (SELECT count(*)::int FROM (SELECT FROM promise p WHERE p.workspace_id = $1 AND p.owner_id = $2
        AND p.state = 'running' AND p.ended_at IS NULL AND p.warned_at IS NOT NULL
        AND p.measure <> ALL($4::text[]) LIMIT 1000) x) AS "mineWarned",
     (SELECT count(*)::int FROM (SELECT FROM promise p WHERE p.workspace_id = $1 AND p.team_id = ANY($3::uuid[])
        AND p.ended_at IS NULL AND p.measure <> ALL($4::text[]) LIMIT 1000) x) AS team,
     (SELECT count(*)::int FROM (SELECT FROM promise p WHERE p.workspace_id = $1 AND p.state = 'broken'
        AND p.ended_at IS NULL AND p.raised_to IS NOT NULL LIMIT 1000) x) AS raised`,
);

/** How much is owed, for badges. */
export const promiseCounts = answer(countPromises, async (ctx) => {
  demand(ctx, promisePolicy, 'list');
  const quiet = quietNames(ctx);
  const teamIds = ctx.actor.kind === 'person' ? ctx.actor.teamIds : [];
  const found = await ctx.tx.first(counts, [ctx.workspaceId, actorId(ctx.actor), teamIds, quiet]);
  return found ?? { mine: 0, mineBroken: 0, mineWarned: 0, team: 0, raised: 0 };
});

/** Watches that only we keep, not owed to anybody. */
export function quietNames(ctx: QueryContext): string[] {
  return allMeasures(ctx)
    .filter((one) => one.isQuiet)
    .map((one) => one.name);
}

/** What can be promised. */
export const measureList = answer(listMeasures, async (ctx) => {
  demand(ctx, promisePolicy, 'list');
  return {
    measures: allMeasures(ctx).map(({ name, title, about, kind, isQuiet = false }) => ({
      name,
      title,
      about,
      kind,
      hasTargets: kind === 'clock' || name === 'update',
      isQuiet,
    })),
  };
});
