import { newId } from '#kernel/contract/ids.ts';
import type { CommandContext, Reaction } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { addCalendar } from './calendars.ts';
import { writeTarget } from './targets.ts';
import { noteTzVersion } from './tz-update.ts';
import { tzVersion } from './tz-version.ts';

const zone = statement<{ time_zone: string }>('promise_zone', 'SELECT time_zone FROM workspace WHERE id = $1');

const day = 480;
type First = [measure: string, channel: string | null, minutes: number];

/** With these a new workspace begins; owners and managers change them under Settings. Minutes of open time. */
const firstTargets: First[] = [
  ['first_response', 'chat', 15],
  ['first_response', null, 240],
  ['next_response', 'chat', 15],
  ['next_response', null, 240],
  ['full_resolution', null, 3 * day],
  ['ownership', null, 30],
  ['periodic_update', null, 2 * day],
  ['silence', null, 5 * day],
  ['update', null, day],
];

async function furnish(ctx: CommandContext): Promise<void> {
  const timeZone = (await ctx.tx.first(zone, [ctx.workspaceId]))?.time_zone ?? 'UTC';
  const office: [string, string][] = [['09:00', '17:00']];
  const hours = { mon: office, tue: office, wed: office, thu: office, fri: office };
  const calendarId = newId();
  await addCalendar(ctx, calendarId, 'Office hours', { timeZone, hours, holidays: [] });
  for (const [measure, channel, minutes] of firstTargets) {
    const target = {
      measure,
      channel,
      minutes,
      calendarId,
      teamId: null,
      brandId: null,
      warnPercent: 80,
      from: null,
      clauseRef: null,
    };
    await writeTarget(ctx, target);
  }
  await noteTzVersion(ctx.tx, ctx.workspaceId, tzVersion, 0);
}

/** A new workspace gets a calendar and targets to work with. */
export const onSetUp: Reaction = {
  event: 'workspace.set_up',
  inline: true,
  name: 'promises.first-targets',
  run: (ctx) => furnish(ctx),
};
