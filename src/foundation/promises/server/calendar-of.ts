import type { Id } from '#kernel/contract/ids.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import type { CalendarRules } from '../contract.ts';
import { compileCalendar, type OpenTime } from './calendar/calendar.ts';
import type { Reckoning } from './clock.ts';

const load = statement<{ rules: CalendarRulesJson | null }>(
  'calendar_rules',
  'SELECT heed_calendar_rules($1) AS rules',
);

export type CalendarRulesJson = import('zod').output<typeof CalendarRules>;

const most = 500;
const compiled = new Map<Id, OpenTime>();
export const roundTheClock = compileCalendar(null);

/** The compiled calendar of a version. Versions never change, so this process keeps the ones it uses. */
export async function openTimeOf(tx: Tx, versionId: Id | null): Promise<OpenTime> {
  if (versionId === null) return roundTheClock;
  const known = compiled.get(versionId);
  if (known) return known;
  const row = await tx.first(load, [versionId]);
  if (!row?.rules) throw new Error(`no calendar version ${versionId} in this workspace`);
  const open = compileCalendar(rulesOf(row.rules));
  if (compiled.size >= most) compiled.delete(compiled.keys().next().value ?? '');
  compiled.set(versionId, open);
  return open;
}

/** Stored or given rules as the engine takes them. */
export function rulesOf(rules: CalendarRulesJson) {
  const { halfDays, hours, ...rest } = rules;
  const given = Object.fromEntries(Object.entries(hours).filter(([, spans]) => spans !== undefined));
  return { ...rest, hours: given, ...(halfDays ? { halfDays } : {}) };
}

/** What a promise is reckoned by. */
export async function reckoningOf(
  tx: Tx,
  row: { minutes: number | null; warn_percent: number | null; calendar_version_id: Id | null },
): Promise<Reckoning> {
  const open = await openTimeOf(tx, row.calendar_version_id);
  return { minutes: row.minutes, warnPercent: row.warn_percent, open };
}
