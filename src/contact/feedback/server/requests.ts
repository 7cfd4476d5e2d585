import type { Id } from '#kernel/contract/ids.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { changeHours } from '../contract.ts';
import { linkTokenOf } from './link.ts';

export interface RequestRow {
  id: Id;
  conversation_id: Id;
  customer_id: Id;
  rating: number | null;
  comment: string;
  asked_at: Date;
  expires_at: Date;
  answered_at: Date | null;
  is_over: boolean;
  is_settled: boolean;
}

const columns = `id, conversation_id, customer_id, rating, comment, asked_at, expires_at, answered_at,
  expires_at <= heed_now() AND answered_at IS NULL AS is_over,
  coalesce(answered_at <= heed_now() - interval '${changeHours} hours', false) AS is_settled`;
export const loadRequest = statement<RequestRow>(
  'feedback_request_load',
  `SELECT ${columns} FROM feedback_request WHERE workspace_id = $1 AND id = $2`,
);
export const lockRequest = statement<RequestRow>(
  'feedback_request_lock',
  `SELECT ${columns} FROM feedback_request WHERE workspace_id = $1 AND id = $2 FOR UPDATE`,
);
const ofConversation = statement<RequestRow>(
  'feedback_request_of',
  `SELECT ${columns} FROM feedback_request WHERE workspace_id = $1 AND conversation_id = $2`,
);

export function requestOf(tx: Tx, workspaceId: Id, conversationId: Id): Promise<RequestRow | undefined> {
  return tx.first(ofConversation, [workspaceId, conversationId]);
}

/** Until when an answer may be changed. */
export function changeUntil(answeredAt: Date): Date {
  return new Date(answeredAt.getTime() + changeHours * 3_600_000);
}

/** What a channel offers its customer: where to answer, and what they said; undefined where nothing is asked. */
export async function offerFor(
  kernel: Kernel,
  tx: Tx,
  workspaceId: Id,
  conversationId: Id,
): Promise<{ url: string; rating: number | null } | undefined> {
  const row = await requestOf(tx, workspaceId, conversationId);
  if (!row || row.is_over || row.is_settled) return undefined;
  const token = linkTokenOf(kernel.config.sealWords, { workspaceId, requestId: row.id });
  return { url: `${kernel.publicUrl()}/feedback/${token}`, rating: row.rating };
}
