import { loadTouchpoint } from '#foundation/touchpoints/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { countContacts, slotsOfWeek } from '../contract.ts';
import { staffingPolicy } from './policy.ts';
import { hoursOf } from './rows.ts';

const workspaceZone = statement<{ time_zone: string }>(
  'staffing_workspace_zone',
  'SELECT time_zone FROM workspace WHERE id = $1',
);
// Whole days of the touchpoint's own time zone that are over, so that every weekday is seen equally often.
const counted = statement<{ slot: number; contacts: number }>(
  'staffing_contacts_counted',
  `SELECT ((extract(isodow FROM local)::int - 1) * 48 + extract(hour FROM local)::int * 2
       + (extract(minute FROM local) >= 30)::int) AS slot, count(*)::int AS contacts
   FROM (SELECT date_trunc('day', heed_now() AT TIME ZONE $4::text) AS today) AS d,
     LATERAL (SELECT f.at AT TIME ZONE $4::text AS local FROM fact f
       WHERE f.workspace_id = $1 AND f.kind = 'contact' AND f.channel = $2 AND f.excluded IS NULL
         AND ($3::uuid IS NULL OR f.team_id = $3)
         AND f.at >= (d.today - make_interval(weeks => $5::int)) AT TIME ZONE $4::text AND f.at < d.today AT TIME ZONE $4::text) AS came
   GROUP BY 1`,
);

export interface Asked {
  touchpointId: Id;
  /** Undefined: of every team. */
  teamId: Id | undefined;
  weeks: number;
}

/** How many contacts an ordinary week brought to a touchpoint in each half hour, as a mean over whole weeks. */
export async function contactsOf(ctx: QueryContext, { touchpointId, teamId, weeks }: Asked) {
  const { channel, calendar_id } = await loadTouchpoint(ctx, touchpointId);
  const time_zone = (await ctx.tx.first(workspaceZone, [ctx.workspaceId]))?.time_zone ?? 'UTC';
  const { timeZone } = await hoursOf(ctx, { calendar_id, time_zone });
  const rows = await ctx.tx.rows(counted, [ctx.workspaceId, channel, teamId ?? null, timeZone, weeks]);
  const volume = Array<number>(slotsOfWeek).fill(0);
  for (const { slot, contacts } of rows) volume[slot] = contacts / weeks;
  return { volume, contacts: rows.reduce((sum, row) => sum + row.contacts, 0), weeks, timeZone };
}

export const contacts = answer(countContacts, async (ctx, { touchpointId, teamId, weeks }) => {
  demand(ctx, staffingPolicy, 'list');
  return contactsOf(ctx, { touchpointId, teamId, weeks });
});
