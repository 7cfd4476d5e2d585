import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { noticeSettled } from '../contract.ts';
import { asHeed } from './announce.ts';
import { stopChases } from './chase-clock.ts';
import { unanswered } from './unanswered.ts';

const settle = statement<{ id: Id; person_id: Id; asks: string }>(
  'notice_settle',
  `UPDATE notice_receipt n SET settled_at = $4, read_at = coalesce(n.read_at, $4), group_key = NULL
   FROM notice o
   WHERE o.workspace_id = $1 AND o.about_id = ANY ($3::uuid[]) AND o.kind = ANY ($2::text[])
     AND n.workspace_id = $1 AND n.notice_id = o.id AND NOT n.is_many
     AND ($5::uuid[] IS NULL OR n.person_id = ANY ($5::uuid[]))
     AND (${unanswered('n')} OR (n.read_at IS NULL AND n.asks = 'read' AND n.settled_at IS NULL))
   RETURNING n.id, n.person_id, n.asks`,
);

/**
 * What these notices asked for is moot, e.g. because somebody else decided: they count as read and
 * answered, and nobody is reminded of them. `aboutIds`: the records that they are about; `personIds`: only for these.
 */
export async function settleNotices(
  ctx: CommandContext,
  kinds: readonly string[],
  aboutIds: readonly Id[],
  personIds?: readonly Id[],
): Promise<void> {
  const rows = await ctx.tx.rows(settle, [ctx.workspaceId, kinds, aboutIds, ctx.now, personIds ?? null]);
  if (rows.length === 0) return;
  await stopChases(
    ctx,
    rows.filter((row) => row.asks !== 'read').map((row) => row.id),
  );
  const counts = new Map<Id, number>();
  for (const { person_id } of rows) counts.set(person_id, (counts.get(person_id) ?? 0) + 1);
  asHeed(ctx, () => {
    for (const [recipientId, count] of counts) ctx.emit(noticeSettled, { recipientId, count });
  });
}
