import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, Slot } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';

/**
 * Takes notices outside, such as a mail channel. Told in the transaction in which they come to somebody, of those who want
 * it: it queues them and asks for the words (`noticeToSend`) when it sends.
 */
export interface NoticeCarrier {
  name: string;
  carry(ctx: CommandContext, receiptIds: readonly Id[]): void;
}
export const noticeCarriers: Slot<NoticeCarrier> = { slot: 'notices.carriers' };

/** Mails to one person in one hour. What is more waits on the desk, as it would have without mail. */
const mostAnHour = 30;

// Once for each line, however many notices join it; nothing leaves a practice workspace.
const mark = statement<{ id: Id }>(
  'notice_mail_mark',
  `UPDATE notice_receipt n SET mailed_at = heed_now()
   FROM (SELECT r.id, row_number() OVER (PARTITION BY r.person_id ORDER BY r.importance = 'important' DESC, r.id)
       + (SELECT count(*) FROM notice_receipt m WHERE m.workspace_id = $1 AND m.person_id = r.person_id
          AND m.mailed_at > heed_now() - interval '1 hour') AS place
     FROM notice_receipt r WHERE r.workspace_id = $1 AND r.id = ANY ($2::uuid[]) AND r.mail_ready
       AND r.mailed_at IS NULL) c
   WHERE n.workspace_id = $1 AND n.id = c.id AND c.place <= ${mostAnHour}
     AND EXISTS (SELECT FROM workspace w WHERE w.id = $1 AND w.kind = 'live')
   RETURNING n.id`,
);

/** Gives lines that are wanted by mail to whoever carries them. */
export async function carryLines(
  ctx: CommandContext,
  lines: readonly { id: Id; mail_ready: boolean }[],
): Promise<void> {
  const wanted = lines.filter((line) => line.mail_ready);
  const carriers = ctx.contributed(noticeCarriers);
  if (wanted.length === 0 || carriers.length === 0) return;
  const marked = await ctx.tx.rows(mark, [ctx.workspaceId, wanted.map((line) => line.id)]);
  const ids = marked.map((line) => line.id);
  if (ids.length > 0) for (const carrier of carriers) carrier.carry(ctx, ids);
}
