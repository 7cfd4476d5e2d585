import type { Id } from '#kernel/contract/ids.ts';
import { answer, handle, type QueryContext } from '#kernel/server/capability.ts';
import { abilities, demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { getRoster, rosterChanged, type Shift, setRoster, slotOf } from '../contract.ts';
import { peopleOf } from '../contract-reckon.ts';
import { tellGaps } from './gaps.ts';
import { staffingPolicy } from './policy.ts';
import { plansOfTeam } from './rows.ts';

const one = statement<{ team: string; shifts: Shift[]; version: number }>(
  'staffing_roster_one',
  `SELECT m.name AS team, coalesce(r.shifts, '[]') AS shifts, coalesce(r.version, 0) AS version
   FROM team m LEFT JOIN staffing_roster r ON r.workspace_id = m.workspace_id AND r.team_id = m.id
   WHERE m.workspace_id = $1 AND m.id = $2`,
);
const lock = statement(
  'staffing_roster_lock',
  'SELECT FROM team WHERE workspace_id = $1 AND id = $2 FOR NO KEY UPDATE',
);
const keep = statement(
  'staffing_roster_keep',
  `INSERT INTO staffing_roster (workspace_id, team_id, shifts) VALUES ($1, $2, $3)
   ON CONFLICT (workspace_id, team_id) DO UPDATE SET shifts = $3, changed_at = heed_now(),
     version = staffing_roster.version + 1`,
);

async function loadRoster(ctx: QueryContext, teamId: Id) {
  return (await ctx.tx.first(one, [ctx.workspaceId, teamId])) ?? notFound('team');
}

export const roster = answer(getRoster, async (ctx, { teamId }) => {
  demand(ctx, staffingPolicy, 'list');
  const { team, shifts, version } = await loadRoster(ctx, teamId);
  const mine = abilities(staffingPolicy, ctx.actor, undefined);
  return { teamId, team, shifts, people: peopleOf(shifts), version, abilities: mine };
});

/** @throws Problem staffing.impossible_shift */
function demandShifts(shifts: readonly Shift[]): void {
  for (const [index, { from, to }] of shifts.entries()) {
    if (slotOf(to) > slotOf(from)) continue;
    refuse(
      'staffing.impossible_shift',
      `Shift ${index + 1} ends at ${to} and begins at ${from}. Let it end later, or split it.`,
    );
  }
}

const tidied = (shifts: readonly Shift[]): Shift[] =>
  shifts.map((shift) => ({
    ...shift,
    weekdays: [...new Set(shift.weekdays)].sort((a, b) => a - b),
    skills: [...new Set(shift.skills)],
  }));

/** Who is at work changes what every plan of the team lacks. */
export const set = handle(setRoster, async (ctx, { teamId, version, shifts }) => {
  demand(ctx, staffingPolicy, 'keep');
  await ctx.tx.rows(lock, [ctx.workspaceId, teamId]);
  const before = await loadRoster(ctx, teamId);
  if (before.version !== version) {
    refuse('record.stale', `You saw version ${version}; it is now ${before.version}. Load it again.`, {
      facts: { version: before.version },
    });
  }
  demandShifts(shifts);
  await ctx.tx.rows(keep, [ctx.workspaceId, teamId, JSON.stringify(tidied(shifts))]);
  ctx.emit(rosterChanged, { teamId, shifts: shifts.length });
  for (const plan of await plansOfTeam(ctx, teamId)) await tellGaps(ctx, plan);
  return { teamId, version: version + 1 };
});
