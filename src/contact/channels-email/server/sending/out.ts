import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { deliveryChanged, type Recipient } from '../../contract-messages.ts';
import type { Delivery } from '../../contract-words.ts';
import { plain } from '../plain.ts';

/** A mail of ours on its way. */
export interface OutRecord {
  id: Id;
  message_id: Id | null;
  /** Null for one that is about no conversation. */
  conversation_id: Id | null;
  /** Where its message stands now. */
  shown_in: Id | null;
  customer_id: Id | null;
  brand_id: Id | null;
  mailbox_id: Id | null;
  /** onward: answers of a chat whose visitor has gone. automatic: of a kind that some capability composes. */
  kind: 'reply' | 'acknowledgement' | 'forward' | 'onward' | 'automatic';
  /** Of an automatic one: its kind, and what it is about there. */
  automatic: string | null;
  about: Id | null;
  /** What whoever gets it can end. */
  topic: string | null;
  /** What stands below it; null: the signature of its address. */
  signature: string | null;
  header_id: string | null;
  recipient_key: string;
  recipients: Recipient[];
  /** Addresses, in small letters, for which a relay has taken it. */
  taken: string[];
  state: Delivery;
  tries: number;
  queued_at: Date;
}

// Merging moves messages, and with them what is told of them; the address of a token stays where it was given.
export const outColumns = `o.id, o.message_id, o.conversation_id,
  (SELECT c.customer_id FROM conversation c WHERE c.workspace_id = o.workspace_id AND c.id = o.conversation_id) AS customer_id,
  (SELECT c.brand_id FROM conversation c WHERE c.workspace_id = o.workspace_id AND c.id = o.conversation_id) AS brand_id,
  coalesce((SELECT m.conversation_id FROM message m WHERE m.workspace_id = o.workspace_id AND m.id = o.message_id),
    o.conversation_id) AS shown_in,
  o.mailbox_id, o.kind, o.automatic, o.about, o.topic, o.signature, o.header_id, o.recipient_key, o.recipients, o.taken, o.state, o.tries, o.queued_at`;

const insert = statement(
  'mail_out_insert_once',
  `INSERT INTO mail_out (workspace_id, id, message_id, conversation_id, mailbox_id, kind, recipient_key, recipients, state,
     reason, automatic, about, topic, signature)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (workspace_id, id) DO NOTHING`,
);
const lock = statement<OutRecord>(
  'mail_out_lock_with_brand',
  `SELECT ${outColumns} FROM mail_out o WHERE o.workspace_id = $1 AND o.id = $2 FOR UPDATE OF o`,
);
const move = statement(
  'mail_out_move',
  `UPDATE mail_out SET state = $3, reason = $4, at = heed_now(), tries = tries + CASE WHEN $3 = 'sending' THEN 1 ELSE 0 END,
     next_at = coalesce($5, next_at), leased_until = CASE WHEN $3 = 'sending' THEN coalesce($6, leased_until) END, taken = $7
   WHERE workspace_id = $1 AND id = $2`,
);

export const sendTask = 'mail.hand-over';

/** Queues a mail in the same commit as what it is for; one that lacks something has failed already, and says what. */
export async function queueOut(
  ctx: CommandContext,
  out: Pick<OutRecord, 'id' | 'message_id' | 'conversation_id' | 'mailbox_id' | 'kind' | 'recipients'> &
    Partial<Pick<OutRecord, 'automatic' | 'about' | 'topic' | 'signature'>> & {
      recipientKey: string;
      lacks?: string | undefined;
    },
): Promise<void> {
  await ctx.tx.rows(insert, [
    ...[ctx.workspaceId, out.id, out.message_id, out.conversation_id, out.mailbox_id, out.kind, out.recipientKey],
    ...[JSON.stringify(out.recipients), out.lacks ? 'failed' : 'queued', out.lacks ?? ''],
    ...[out.automatic ?? null, out.about ?? null, out.topic ?? null, out.signature ?? null],
  ]);
  if (!out.lacks && out.mailbox_id) sendSoon(ctx, out.mailbox_id);
}

/** Lets what is due of an address be handed over. */
export function sendSoon(ctx: CommandContext, mailboxId: Id): void {
  ctx.enqueue(sendTask, { workspaceId: ctx.workspaceId, mailboxId }, `${sendTask} ${mailboxId}`);
}

/** The mail, locked; undefined where there is none. */
export function lockOut(ctx: CommandContext, outId: Id): Promise<OutRecord | undefined> {
  return ctx.tx.first(lock, [ctx.workspaceId, outId]);
}

/** When it is to be tried, until when a process has it, and who has the mail already. */
export interface Course {
  nextAt?: Date;
  leasedUntil?: Date;
  taken?: readonly string[];
}

/** Notes how far a mail has got, and says so. */
export async function setOutState(
  ctx: CommandContext,
  out: OutRecord,
  state: Delivery,
  reason: string,
  { nextAt, leasedUntil, taken = out.taken }: Course = {},
): Promise<void> {
  const course = [nextAt ?? null, leasedUntil ?? null, taken];
  await ctx.tx.rows(move, [ctx.workspaceId, out.id, state, plain(reason, 500), ...course]);
  if (!out.shown_in || !out.customer_id) return;
  const about = { conversationId: out.shown_in, customerId: out.customer_id, messageId: out.message_id };
  ctx.emit(deliveryChanged, { ...about, state });
}
