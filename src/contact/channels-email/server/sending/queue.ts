import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, Reaction } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { goOnSoon } from '../onward/go-on.ts';
import { plain } from '../plain.ts';
import { spendChoice } from './addressing.ts';
import { replySubject } from './compose.ts';
import { queueOut } from './out.ts';
import { lackWords, type Plan, plainRecipient, planReply } from './plan.ts';
import { signingOf } from './signatures.ts';

interface Replied {
  id: Id;
  customer_id: Id;
  subject: string;
  channel: string;
  brand_id: Id | null;
}
const byMail = statement<Replied>(
  'mail_conversation_of_reply_and_brand',
  'SELECT id, customer_id, subject, channel, brand_id FROM conversation WHERE workspace_id = $1 AND id = $2',
);
const writer = statement<{ author_id: Id | null }>(
  'mail_writer_of_reply',
  'SELECT author_id FROM message WHERE workspace_id = $1 AND id = $2',
);
const insert = statement(
  'mail_message_out',
  `INSERT INTO mail_message (workspace_id, message_id, mailbox_id, sender, recipients, subject, kind)
   VALUES ($1, $2, $3, $4, $5, $6, 'message')`,
);
const lastSubject = statement<{ subject: string }>(
  'mail_last_subject',
  `SELECT x.subject FROM message m JOIN mail_message x ON x.workspace_id = m.workspace_id AND x.message_id = m.id
   WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND x.mail_id IS NOT NULL AND x.subject <> ''
   ORDER BY m.number DESC LIMIT 1`,
);

/** Channels whose customers are answered by mail; those of the portal may read the answer there as well. */
const leaving = ['email', 'form', 'portal'];

/** A reply in a conversation by mail is queued in the very commit that writes it; one in a chat goes on by mail later. */
export const onReply: Reaction = {
  event: 'message.sent',
  inline: true,
  name: 'mail.queue-reply',
  run: async (ctx, { kind, conversationId, messageId }) => {
    if (kind !== 'reply') return;
    const conversation = await ctx.tx.first(byMail, [ctx.workspaceId, conversationId]);
    if (conversation?.channel === 'chat') await goOnSoon(ctx, conversation.id);
    if (conversation && leaving.includes(conversation.channel)) await queueReply(ctx, conversation, String(messageId));
  },
};

async function queueReply(ctx: CommandContext, conversation: Replied, messageId: Id): Promise<void> {
  const byId = (await ctx.tx.first(writer, [ctx.workspaceId, messageId]))?.author_id ?? null;
  const plan = await planReply(ctx, conversation, byId);
  if (plan.lacks && conversation.channel === 'portal') return;
  if (plan.isChanged && byId) await spendChoice(ctx, conversation.id, byId, plan.recipients);
  if (plan.box) await keepFacts(ctx, conversation, messageId, plan, plan.box);
  const { id: conversationId, brand_id: brandId } = conversation;
  const signing = plan.box && (await signingOf(ctx, { conversationId, brandId, byId, box: plan.box }));
  await queueOut(ctx, {
    signature: signing?.text ?? null,
    ...{ id: messageId, message_id: messageId, conversation_id: conversation.id, mailbox_id: plan.box?.id ?? null },
    ...{ kind: 'reply', recipients: plan.recipients.map(plainRecipient), recipientKey: plan.recipientKey },
    lacks: plan.lacks ? lackWords[plan.lacks] : undefined,
  });
}

async function keepFacts(
  ctx: CommandContext,
  conversation: { id: Id; subject: string },
  messageId: Id,
  plan: Plan,
  box: NonNullable<Plan['box']>,
): Promise<void> {
  const last = await ctx.tx.first(lastSubject, [ctx.workspaceId, conversation.id]);
  const subject = last ? replySubject(last.subject) : conversation.subject;
  const sender = JSON.stringify({ name: box.name, address: box.address });
  const values = [ctx.workspaceId, messageId, box.id, sender, JSON.stringify(plan.recipients.map(plainRecipient))];
  await ctx.tx.rows(insert, [...values, plain(subject, 300)]);
}
