import { type Id, newId } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Asks } from '../contract.ts';
import type { NoticeKind } from './kinds.ts';

export const chase = 'notices.chase';
const usually = 60;

interface Asked {
  id: Id;
  kind: string;
  asks: Asks;
  at: Date;
}

const start = statement(
  'notice_chase_start',
  `INSERT INTO deadline (workspace_id, id, kind, ref, due_at)
   SELECT $1, id, '${chase}', ref, due_at
   FROM jsonb_to_recordset($2::jsonb) AS x (id uuid, ref uuid, due_at timestamptz) ORDER BY ref
   ON CONFLICT (workspace_id, kind, ref) DO UPDATE SET due_at = excluded.due_at, fired_at = NULL`,
);
const stop = statement(
  'notice_chase_stop',
  `DELETE FROM deadline WHERE workspace_id = $1 AND kind = '${chase}' AND ref = ANY ($2::uuid[])`,
);

/**
 * From when a line came on, whoever was asked owes an answer. Thousands may be asked at once, so these are deadlines
 * of the kernel, set in one statement.
 */
export async function startChases(
  ctx: CommandContext,
  lines: readonly Asked[],
  kinds: ReadonlyMap<string, NoticeKind>,
): Promise<void> {
  const due = lines
    .filter((line) => line.asks !== 'read')
    .map((line) => {
      const minutes = kinds.get(line.kind)?.chaseAfterMinutes ?? usually;
      return { id: newId(), ref: line.id, due_at: new Date(line.at.getTime() + minutes * 60_000) };
    });
  if (due.length > 0) await ctx.tx.rows(start, [ctx.workspaceId, JSON.stringify(due)]);
}

/** The answer is there. */
export async function stopChases(ctx: CommandContext, lineIds: readonly Id[]): Promise<void> {
  if (lineIds.length > 0) await ctx.tx.rows(stop, [ctx.workspaceId, lineIds]);
}
