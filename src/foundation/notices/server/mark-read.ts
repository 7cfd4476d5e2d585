import type { Id } from '#kernel/contract/ids.ts';
import { handle } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { noticeRead, readNotices } from '../contract.ts';
import { chooser } from './access.ts';

// A line that was read is not joined any more: what comes next is news again.
const read = statement<{ id: Id }>(
  'notice_read',
  `UPDATE notice_receipt SET read_at = $3, group_key = NULL
   WHERE workspace_id = $1 AND person_id = $2 AND read_at IS NULL AND withheld IS DISTINCT FROM 'muted'
     AND at <= least($3::timestamptz, coalesce($4::timestamptz, $3::timestamptz))
     AND ($5::uuid[] IS NULL OR id = ANY ($5::uuid[]))
   RETURNING id`,
);

/** Marks my lines as read; those of others and those that are still held are passed over. */
export const markRead = handle(readNotices, async (ctx, { noticeIds, upTo }) => {
  const personId = chooser(ctx);
  // Instants go out in milliseconds; the line of that very instant is meant too.
  const until = upTo ? new Date(Date.parse(upTo) + 1) : null;
  const rows = await ctx.tx.rows(read, [ctx.workspaceId, personId, ctx.now, until, noticeIds ?? null]);
  if (rows.length > 0) ctx.emit(noticeRead, { recipientId: personId, count: rows.length });
  return { count: rows.length };
});
