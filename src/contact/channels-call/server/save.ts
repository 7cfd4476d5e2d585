import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { ContactKind, ShownOutcome, Way } from '../contract.ts';
import type { Times } from './times.ts';

const insert = statement(
  'contact_log_insert',
  `INSERT INTO contact_log (workspace_id, message_id, kind, way, outcome, phone, began_at, ended_at, logged_by, promise_id)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);

/** Keeps what a message was as a call, a visit or a letter, beside it. */
export async function saveContact(
  ctx: CommandContext,
  saved: {
    messageId: Id;
    kind: ContactKind;
    way: Way;
    outcome: ShownOutcome | null;
    phone?: string | undefined;
    times: Times;
    loggedBy: Id | null;
    promiseId: Id | null;
  },
): Promise<void> {
  const { messageId, kind, way, outcome, phone = null, times, loggedBy, promiseId } = saved;
  await ctx.tx.rows(insert, [
    ...[ctx.workspaceId, messageId, kind, way, outcome, phone],
    ...[times.began, times.ended, loggedBy, promiseId],
  ]);
}
