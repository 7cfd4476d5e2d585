import { type Id, newId } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import type { CommandContext, QueryContext } from '#kernel/server/capability.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { calendarChanged } from '../contract.ts';
import { compileCalendar, dueAt } from './calendar/calendar.ts';
import { checkCalendar } from './calendar/check.ts';
import { CalendarRefusal } from './calendar/refusal.ts';
import { type CalendarRulesJson, rulesOf } from './calendar-of.ts';
import { tzVersion } from './tz-version.ts';

/** A calendar with its newest version. */
export interface CalendarRecord {
  id: Id;
  name: string;
  retired_at: Date | null;
  version_id: Id;
  number: number;
  rules: CalendarRulesJson;
  reason: string | null;
  targets: number;
  at: Date;
}

const columns = `c.id, c.name, c.retired_at, v.id AS version_id, v.number, v.rules, v.reason, heed_now() AS at,
  (SELECT count(*)::int FROM target t WHERE t.workspace_id = c.workspace_id AND t.calendar_id = c.id
     AND (t.effective_until IS NULL OR t.effective_until > heed_now())) AS targets
  FROM calendar c CROSS JOIN LATERAL (SELECT * FROM calendar_version v
    WHERE v.workspace_id = c.workspace_id AND v.calendar_id = c.id ORDER BY v.number DESC LIMIT 1) v
  WHERE c.workspace_id = $1`;
const all = statement<CalendarRecord>(
  'calendar_all',
  `SELECT ${columns} ORDER BY c.retired_at IS NOT NULL, targets DESC, lower(c.name), c.id LIMIT 200`,
);
const one = statement<CalendarRecord>('calendar_one', `SELECT ${columns} AND c.id = $2`);
const lockRow = statement(
  'calendar_lock',
  'SELECT FROM calendar WHERE workspace_id = $1 AND id = $2 AND retired_at IS NULL FOR UPDATE',
);

export function allCalendars(ctx: QueryContext): Promise<CalendarRecord[]> {
  return ctx.tx.rows(all, [ctx.workspaceId]);
}

/** A calendar of this workspace; to change it, locked and not retired. @throws Problem record.not_found */
export async function accessCalendar(ctx: QueryContext, id: Id, how: { lock?: boolean } = {}): Promise<CalendarRecord> {
  // The newest version is read after the lock, so that two who change it see each other.
  if (how.lock && (await ctx.tx.rows(lockRow, [ctx.workspaceId, id])).length === 0) notFound('calendar');
  return (await ctx.tx.first(one, [ctx.workspaceId, id])) ?? notFound('calendar');
}

const insertCalendar = statement<{ id: Id }>(
  'calendar_insert',
  `INSERT INTO calendar (workspace_id, id, name) VALUES ($1, $2, $3)
   ON CONFLICT (workspace_id, lower(name)) WHERE retired_at IS NULL DO NOTHING RETURNING id`,
);
const rename = statement(
  'calendar_rename',
  `UPDATE calendar c SET name = $3 WHERE workspace_id = $1 AND id = $2 AND NOT EXISTS (SELECT FROM calendar o
     WHERE o.workspace_id = $1 AND o.id <> $2 AND lower(o.name) = lower($3) AND o.retired_at IS NULL) RETURNING id`,
);
const insertVersion = statement(
  'calendar_version_insert',
  `INSERT INTO calendar_version (workspace_id, id, calendar_id, number, rules, time_zone, tz_version, reason, created_by)
   VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9)`,
);

/** Makes a calendar with its first version. @throws Problem calendar.taken, calendar.impossible */
export async function addCalendar(ctx: CommandContext, id: Id, name: string, rules: CalendarRulesJson) {
  const row = await ctx.tx.first(insertCalendar, [ctx.workspaceId, id, name]);
  if (!row) nameTaken(name);
  return addVersion(ctx, { id, number: 0, at: ctx.now }, rules, null, 'created');
}

export async function renameCalendar(ctx: CommandContext, id: Id, name: string): Promise<void> {
  if (!(await ctx.tx.first(rename, [ctx.workspaceId, id, name]))) nameTaken(name);
}

function nameTaken(name: string): never {
  return refuse('calendar.taken', `There is a calendar called ${name}. Choose another name.`);
}

/**
 * Adds the next version of a locked calendar. Clocks that run keep theirs.
 * @throws Problem calendar.impossible
 */
export async function addVersion(
  ctx: CommandContext,
  calendar: Pick<CalendarRecord, 'id' | 'number' | 'at'>,
  rules: CalendarRulesJson,
  reason: string | null,
  what: 'created' | 'changed' = 'changed',
): Promise<{ calendarId: Id; versionId: Id; number: number }> {
  demandPossible(rules, calendar.at.getTime());
  const versionId = newId();
  const number = calendar.number + 1;
  const by = ctx.actor.kind === 'system' ? null : actorId(ctx.actor);
  const kept = JSON.stringify({ ...rules, holidays: [...new Set(rules.holidays)].sort() });
  await ctx.tx.rows(insertVersion, [
    ...[ctx.workspaceId, versionId, calendar.id, number, kept, rules.timeZone, tzVersion, reason, by],
  ]);
  ctx.emit(calendarChanged, { calendarId: calendar.id, versionId, what });
  return { calendarId: calendar.id, versionId, number };
}

function demandPossible(rules: CalendarRulesJson, now: number): void {
  const { problems } = checkCalendar(rulesOf(rules));
  if (problems.length === 0) {
    try {
      dueAt(compileCalendar(rulesOf(rules)), now, 1);
    } catch (error) {
      if (!(error instanceof CalendarRefusal)) throw error;
      problems.push({ where: 'hours', words: error.message });
    }
  }
  const [first] = problems;
  if (!first) return;
  refuse('calendar.impossible', `${first.where}: ${first.words}`, {
    facts: { problems: problems.slice(0, 20) },
    errors: problems.slice(0, 20).map(({ where, words }) => ({ path: `rules.${where}`, message: words })),
  });
}

/** Refuses when the screen saw an older version. @throws Problem record.stale */
export function demandNumber(calendar: CalendarRecord, seen: number): void {
  if (calendar.number === seen) return;
  refuse('record.stale', `You saw version ${seen}; it is now ${calendar.number}. Load it again.`, {
    facts: { version: calendar.number },
  });
}
