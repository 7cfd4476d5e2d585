import { setWaiting } from '#contact/conversations/contract.ts';
import { accessRoot } from '#contact/conversations/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, Reaction } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { type SocialDelivery, socialDelivered } from '../../contract.ts';
import { contactOf } from '../contacts.ts';
import { sendSoon } from './soon.ts';

/** An answer on its way. */
export interface OutRecord {
  message_id: Id;
  account_id: Id;
  contact_id: Id;
  conversation_id: Id;
  customer_id: Id;
  chat_ref: string;
  blocked_at: Date | null;
  state: SocialDelivery;
  /** What of it is there already, by the names of the service. */
  refs: string[];
  tries: number;
  queued_at: Date;
}
const outColumns = `o.message_id, o.account_id, o.contact_id, m.conversation_id, m.customer_id, k.chat_ref, k.blocked_at,
  o.state, o.refs, o.tries, o.queued_at`;
const outSource = `FROM social_out o
  JOIN message m ON m.workspace_id = o.workspace_id AND m.id = o.message_id
  JOIN social_contact k ON k.workspace_id = o.workspace_id AND k.id = o.contact_id`;

const lock = statement<OutRecord>(
  'social_out_lock',
  `SELECT ${outColumns} ${outSource} WHERE o.workspace_id = $1 AND o.message_id = $2 FOR UPDATE OF o`,
);
const insert = statement(
  'social_out_insert',
  'INSERT INTO social_out (workspace_id, message_id, account_id, contact_id) VALUES ($1, $2, $3, $4)',
);
const move = statement(
  'social_out_move',
  `UPDATE social_out SET state = $3, reason = $4, at = heed_now(), next_at = coalesce($5, next_at), leased_until = $6,
     tries = tries + CASE WHEN $3 = 'sending' THEN 1 ELSE 0 END WHERE workspace_id = $1 AND message_id = $2`,
);
const channel = statement<{ channel: string }>(
  'social_conversation_channel',
  'SELECT channel FROM conversation WHERE workspace_id = $1 AND id = $2',
);

/** A reply in a conversation by messenger is queued in the very commit that writes it. */
export const onReply: Reaction = {
  event: 'message.sent',
  inline: true,
  name: 'social.queue-reply',
  run: async (ctx, { kind, conversationId, messageId }) => {
    if (kind !== 'reply') return;
    const conversation = await ctx.tx.first(channel, [ctx.workspaceId, conversationId]);
    if (conversation?.channel !== 'messenger') return;
    const contact = await contactOf(ctx, String(conversationId));
    if (!contact) return;
    await ctx.tx.rows(insert, [ctx.workspaceId, messageId, contact.account_id, contact.id]);
    sendSoon(ctx, contact.account_id);
  },
};

export function lockOut(ctx: CommandContext, messageId: Id): Promise<OutRecord | undefined> {
  return ctx.tx.first(lock, [ctx.workspaceId, messageId]);
}

/** Notes how far an answer has got, and says so. One that failed is owed again. */
export async function setOutState(
  ctx: CommandContext,
  out: OutRecord,
  state: SocialDelivery,
  reason = '',
  { nextAt, leasedUntil }: { nextAt?: Date; leasedUntil?: Date } = {},
): Promise<void> {
  const values = [state, reason.replaceAll('\0', '').slice(0, 500), nextAt ?? null, leasedUntil ?? null];
  await ctx.tx.rows(move, [ctx.workspaceId, out.message_id, ...values]);
  const about = { conversationId: out.conversation_id, customerId: out.customer_id, messageId: out.message_id };
  ctx.emit(socialDelivered, { ...about, state });
  if (state === 'failed') await owe(ctx, out.conversation_id);
}

async function owe(ctx: CommandContext, conversationId: Id): Promise<void> {
  const conversation = await accessRoot(ctx, conversationId, { for: 'read' });
  if (conversation?.status !== 'waiting') return;
  await ctx.inner(setWaiting, { conversationId: conversation.id, version: conversation.version, waiting: false });
}
