import { notify } from '#foundation/notices/index.ts';
import { endTarget, writeTarget } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, type DeadlineKind, type Guard, handle } from '#kernel/server/capability.ts';
import { clearDeadline, setDeadline } from '#kernel/server/deadlines.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { schedule, versionPublished, versionScheduled } from '../contract.ts';
import { accessVersion, clausesOf, lockVersion, numbersOf, type VersionRow } from './rows.ts';
import { demandAlone, demandKeepable, promisedBy } from './targets.ts';

/** The deadline at which a version takes effect. */
export const publishing = 'standards.publish';
const farthestMs = 2 * 366 * 86_400_000;
/** As much as a target keeps of where it comes from. */
const longestRef = 80;

const plan = statement(
  'standard_schedule',
  `UPDATE standard_version SET state = 'scheduled', effective_from = $3 WHERE workspace_id = $1 AND id = $2`,
);
const supersede = statement<{ id: Id; major: number }>(
  'standard_supersede',
  `UPDATE standard_version SET state = 'retired', retired_at = heed_now()
   WHERE workspace_id = $1 AND standard_id = $2 AND state = 'published' RETURNING id, major`,
);
const publish = statement(
  'standard_publish',
  `UPDATE standard_version SET state = 'published', published_at = heed_now(),
     effective_from = coalesce(effective_from, heed_now()) WHERE workspace_id = $1 AND id = $2`,
);
const trace = statement(
  'standard_target_insert',
  `INSERT INTO standard_target (workspace_id, target_id, version_id, clause_id, line) VALUES ($1, $2, $3, $4, $5)`,
);
const left = statement<{ id: Id }>(
  'standard_targets_left',
  `SELECT t.id FROM standard_target o JOIN target t ON t.workspace_id = o.workspace_id AND t.id = o.target_id
   WHERE o.workspace_id = $1 AND o.version_id = $2 AND t.effective_until IS NULL`,
);

/** Says from when it is in force: at once, or by a deadline. Both check again what it promises. */
export const scheduleVersion = handle(schedule, async (ctx, { versionId, from }) => {
  const version = await accessVersion(ctx, versionId, 'schedule');
  const at = from === undefined ? version.at : new Date(from);
  if (at < version.at)
    refuse('standard.past_date', 'What was promised stays as it was: choose a time that is to come.');
  if (at.getTime() - version.at.getTime() > farthestMs) {
    refuse('standard.past_date', 'This is more than two years away. Choose an earlier time.');
  }
  const promised = promisedBy(await clausesOf(ctx, versionId));
  await demandKeepable(ctx, promised);
  await demandAlone(ctx, version.standard_id, promised);
  ctx.emit(versionScheduled, { standardId: version.standard_id, versionId, from: at.toISOString() });
  await ctx.tx.rows(plan, [ctx.workspaceId, versionId, at]);
  if (from !== undefined) {
    await setDeadline(ctx, publishing, versionId, at);
    return { versionId, state: 'scheduled' as const };
  }
  await clearDeadline(ctx, publishing, versionId);
  await takeEffect(ctx, version);
  return { versionId, state: 'published' as const };
});

/**
 * The version is in force: its promises become targets, those of the version before that it no longer makes end, and
 * clocks that run keep the target they started with.
 */
async function takeEffect(ctx: CommandContext, version: VersionRow): Promise<void> {
  const { id: versionId, standard_id: standardId, major, minor } = version;
  const clauses = await clausesOf(ctx, versionId);
  const numbers = numbersOf(clauses);
  const [before] = await ctx.tx.rows(supersede, [ctx.workspaceId, standardId]);
  const promised = promisedBy(clauses);
  for (const { clauseId, title, line, promise } of promised) {
    const { measure, channel, teamId, brandId = null, minutes, calendarId, warnPercent } = promise;
    const clauseRef = `${version.standard_name} ${major}.${minor}, ${numbers.get(clauseId)} ${title}`.slice(
      0,
      longestRef,
    );
    const scope = { measure, channel, teamId, brandId };
    const target = { ...scope, minutes, calendarId, warnPercent, from: null, clauseRef };
    const { targetId } = await writeTarget(ctx, target);
    await ctx.tx.rows(trace, [ctx.workspaceId, targetId, versionId, clauseId, line]);
  }
  const gone = before ? await ctx.tx.rows(left, [ctx.workspaceId, before.id]) : [];
  for (const { id } of gone) await endTarget(ctx, id);
  await ctx.tx.rows(publish, [ctx.workspaceId, versionId]);
  ctx.emit(versionPublished, { standardId, versionId, major, minor, targets: promised.length });
  await notify(ctx, {
    kind: before?.major === major ? 'standard.adjusted' : 'standard.published',
    to: { roles: version.audience },
    about: { kind: 'standard', id: standardId },
    data: { major, minor },
  });
}

/** Fires at the effective time; what was scheduled anew or retired meanwhile stays as it is. */
export const publishDeadline: DeadlineKind = {
  kind: publishing,
  fire: async (ctx, versionId) => {
    const version = await lockVersion(ctx, versionId);
    if (version.state === 'scheduled') await takeEffect(ctx, version);
  },
};

const waitingFor = statement<{ name: string }>(
  'standard_calendar_wanted',
  `SELECT s.name FROM standard_version v
   JOIN standard s ON s.workspace_id = v.workspace_id AND s.id = v.standard_id
   JOIN standard_clause c ON c.workspace_id = v.workspace_id AND c.version_id = v.id AND c.kind = 'promise'
   WHERE v.workspace_id = $1 AND v.state IN ('approved', 'scheduled')
     AND c.body @> jsonb_build_object('lines', jsonb_build_array(jsonb_build_object('calendarId', $2::text))) LIMIT 1`,
);

/** A calendar by which an approved standard is about to run cannot go; those in force hold it by their targets. */
export const calendarGuard: Guard = {
  command: 'calendars.retire',
  check: async (ctx, input) => {
    const { calendarId } = input as { calendarId: Id };
    const row = await ctx.tx.first(waitingFor, [ctx.workspaceId, calendarId]);
    if (row)
      refuse('calendar.in_use', `“${row.name}” is approved and will use this calendar. Change that standard first.`);
  },
};
