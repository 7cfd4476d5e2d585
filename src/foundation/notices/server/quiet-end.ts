import { type Id, newId } from '#kernel/contract/ids.ts';
import type { CommandContext, DeadlineKind } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Importance } from '../contract.ts';
import { announce } from './announce.ts';

const quietEnd = 'notices.quiet-end';

const wait = statement(
  'notice_quiet_wait',
  `INSERT INTO deadline (workspace_id, id, kind, ref, due_at)
   SELECT $1, id, '${quietEnd}', person_id, due_at
   FROM jsonb_to_recordset($2::jsonb) AS x (id uuid, person_id uuid, due_at timestamptz) ORDER BY person_id
   ON CONFLICT (workspace_id, kind, ref) DO UPDATE SET due_at = excluded.due_at, fired_at = NULL`,
);

/** Sets, for each person for whom something is held, when it comes. Lines that are there already are passed over. */
export async function waitForQuietEnd(
  ctx: CommandContext,
  lines: readonly { person_id: Id; at: Date }[],
): Promise<void> {
  const held = lines.filter((line) => line.at > ctx.now);
  const ends = new Map(held.map((line) => [line.person_id, line.at]));
  if (ends.size === 0) return;
  const rows = [...ends].map(([person_id, due_at]) => ({ id: newId(), person_id, due_at }));
  await ctx.tx.rows(wait, [ctx.workspaceId, JSON.stringify(rows)]);
}

// A day and an hour back: no quiet hours are longer, and nobody is told of the same group twice.
const come = statement<{ id: Id; person_id: Id; importance: Importance; mail_ready: boolean }>(
  'notice_quiet_come',
  `SELECT id, person_id, importance, mail_ready FROM notice_receipt
   WHERE workspace_id = $1 AND person_id = ANY ($2::uuid[]) AND withheld = 'quiet_hours' AND read_at IS NULL
     AND at <= $3 AND at > $3::timestamptz - interval '25 hours'`,
);

async function release(ctx: CommandContext, personIds: readonly Id[]): Promise<void> {
  await announce(ctx, await ctx.tx.rows(come, [ctx.workspaceId, personIds, ctx.now]));
}

/** Quiet hours end: what was held came by itself (`at`); the desks are told once, as of one group. */
export const endOfQuiet: DeadlineKind = {
  kind: quietEnd,
  fire: (ctx, personId) => release(ctx, [personId]),
  fireAll: release,
};
