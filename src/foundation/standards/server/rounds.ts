import { notify, settleNotices } from '#foundation/notices/index.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { type CommandContext, type DeadlineKind, handle, type QueryContext } from '#kernel/server/capability.ts';
import { clearDeadline, setDeadline } from '#kernel/server/deadlines.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { closeRound, roundClosed } from '../contract.ts';
import { accessVersion, type VersionRow } from './rows.ts';

/** Fires when the last day of a round is over. */
export const roundEnd = 'standards.round-end';

export interface RoundRow {
  id: Id;
  number: number;
  until: string;
  closed_at: Date | null;
}
const rounds = statement<RoundRow>(
  'standard_rounds',
  `SELECT id, number, until::text AS until, closed_at FROM standard_round WHERE workspace_id = $1 AND version_id = $2
   ORDER BY number LIMIT 99`,
);
const current = statement<{ id: Id; number: number; is_over: boolean }>(
  'standard_round_open',
  `SELECT r.id, r.number, r.until < (heed_now() AT TIME ZONE w.time_zone)::date AS is_over
   FROM standard_round r JOIN workspace w ON w.id = r.workspace_id
   WHERE r.workspace_id = $1 AND r.version_id = $2 AND r.closed_at IS NULL`,
);
const begin = statement(
  'standard_round_begin',
  `INSERT INTO standard_round (workspace_id, id, version_id, number, until, opened_by)
   SELECT $1, $2, $3, coalesce(max(number), 0) + 1, $4, $5::uuid FROM standard_round WHERE workspace_id = $1 AND version_id = $3`,
);
const move = statement(
  'standard_round_move',
  'UPDATE standard_round SET until = $3 WHERE workspace_id = $1 AND id = $2',
);
const close = statement(
  'standard_round_close',
  'UPDATE standard_round SET closed_at = heed_now() WHERE workspace_id = $1 AND id = $2',
);
const endOf = statement<{ at: Date }>(
  'standard_round_end',
  `SELECT ($2::date + 1)::timestamp AT TIME ZONE w.time_zone AS at FROM workspace w WHERE w.id = $1`,
);
const undisposed = statement<{ count: number }>(
  'standard_undisposed',
  `SELECT count(*)::int AS count FROM standard_comment
   WHERE workspace_id = $1 AND version_id = $2 AND disposition IS NULL`,
);

/** The rounds of a version in order. */
export function roundsOf(ctx: QueryContext, versionId: Id): Promise<RoundRow[]> {
  return ctx.tx.rows(rounds, [ctx.workspaceId, versionId]);
}

/** Opens a round until a day, or moves the day of the one that is open. */
export async function openRound(ctx: CommandContext, version: VersionRow, until: string): Promise<void> {
  const open = await ctx.tx.first(current, [ctx.workspaceId, version.id]);
  const id = open?.id ?? newId();
  if (open) await ctx.tx.rows(move, [ctx.workspaceId, id, until]);
  else await ctx.tx.rows(begin, [ctx.workspaceId, id, version.id, until, actorId(ctx.actor)]);
  const end = await ctx.tx.first(endOf, [ctx.workspaceId, until]);
  if (end) await setDeadline(ctx, roundEnd, id, end.at);
}

/** The number of the round that takes comments. @throws Problem standard.round_over */
export async function openRoundOf(ctx: QueryContext, versionId: Id): Promise<number> {
  const open = await ctx.tx.first(current, [ctx.workspaceId, versionId]);
  if (open && !open.is_over) return open.number;
  return refuse('standard.round_over', open ? 'Its last day is over.' : 'It was closed; there is no other round yet.');
}

/** Ends the round that is open, if there is one: no comment stays without its answer. @throws Problem standard.undisposed */
export async function endRound(ctx: CommandContext, version: VersionRow): Promise<boolean> {
  const count = (await ctx.tx.first(undisposed, [ctx.workspaceId, version.id]))?.count ?? 0;
  if (count > 0) refuse('standard.undisposed', `Comments without an answer: ${count}. They stand beside the document.`);
  const open = await ctx.tx.first(current, [ctx.workspaceId, version.id]);
  if (!open) return false;
  await ctx.tx.rows(close, [ctx.workspaceId, open.id]);
  await clearDeadline(ctx, roundEnd, open.id);
  await settleNotices(ctx, ['standard.consulted', 'standard.round_over'], [version.standard_id]);
  ctx.emit(roundClosed, { standardId: version.standard_id, versionId: version.id, round: open.number });
  return true;
}

export const closeOneRound = handle(closeRound, async (ctx, { versionId }) => {
  const version = await accessVersion(ctx, versionId, 'close_round');
  if (!(await endRound(ctx, version))) refuse('standard.wrong_step', 'No round is open. Ask people to comment first.');
  return { versionId, state: version.state };
});

interface Ended {
  standard_id: Id;
  opened_by: Id | null;
  waiting: number;
}
const ended = statement<Ended>(
  'standard_round_ended',
  `SELECT v.standard_id, r.opened_by, (SELECT count(*)::int FROM standard_comment c WHERE c.workspace_id = r.workspace_id
     AND c.version_id = r.version_id AND c.disposition IS NULL) AS waiting
   FROM standard_round r JOIN standard_version v ON v.workspace_id = r.workspace_id AND v.id = r.version_id
   WHERE r.workspace_id = $1 AND r.id = $2 AND r.closed_at IS NULL AND v.state <> 'retired'`,
);

/** Whoever opened the round hears that its time is over and how many comments wait for an answer. */
export const roundDeadline: DeadlineKind = {
  kind: roundEnd,
  fire: async (ctx, roundId) => {
    const row = await ctx.tx.first(ended, [ctx.workspaceId, roundId]);
    if (!row) return;
    await settleNotices(ctx, ['standard.consulted'], [row.standard_id]);
    await notify(ctx, {
      kind: 'standard.round_over',
      to: row.opened_by
        ? { people: [row.opened_by], otherwise: ['owner', 'manager'] }
        : { roles: ['owner', 'manager'] },
      about: { kind: 'standard', id: row.standard_id },
      data: { waiting: row.waiting },
    });
  },
};
