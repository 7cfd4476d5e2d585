import { accessConversation } from '#contact/conversations/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { decideParticipant, participantChanged, type Recipient, sendAgain } from '../../contract-messages.ts';
import { family } from '../placing/thread.ts';
import { openRecipients } from './compose.ts';
import { lockOut, type OutRecord, sendSoon, setOutState } from './out.ts';
import { lackWords, plainRecipient, planReply } from './plan.ts';

const repoint = statement(
  'mail_out_repoint',
  `UPDATE mail_out SET mailbox_id = $3, recipients = $4, recipient_key = $5, queued_at = heed_now(), next_at = heed_now()
   WHERE workspace_id = $1 AND id = $2`,
);
const keepFacts = statement(
  'mail_message_repoint',
  `INSERT INTO mail_message AS x (workspace_id, message_id, mailbox_id, sender, recipients, subject, kind)
   SELECT $1, $2, $3, $4, $5, left(c.subject, 300), 'message' FROM conversation c WHERE c.workspace_id = $1 AND c.id = $6
   ON CONFLICT (workspace_id, message_id) DO UPDATE SET mailbox_id = $3, sender = $4, recipients = $5`,
);
const placeOf = statement<{ conversation_id: Id }>(
  'mail_message_place',
  'SELECT conversation_id FROM message WHERE workspace_id = $1 AND id = $2',
);

// A chat's answer goes with others in a mail of their own.
const mailOf = statement<{ out_id: Id }>(
  'mail_out_of_message',
  `SELECT coalesce(w.out_id, m.id) AS out_id FROM message m
   LEFT JOIN mail_onward_message w ON w.workspace_id = m.workspace_id AND w.message_id = m.id
   WHERE m.workspace_id = $1 AND m.id = $2`,
);

/** Sends a failed reply once more, by whatever address and to whomever a reply would go now, unless they have it. */
export const again = handle(sendAgain, async (ctx, { conversationId, messageId }) => {
  const conversation = await accessConversation(ctx, conversationId, { for: 'reply', lock: true });
  const place = await ctx.tx.first(placeOf, [ctx.workspaceId, messageId]);
  const mail = place?.conversation_id === conversation.id && (await ctx.tx.first(mailOf, [ctx.workspaceId, messageId]));
  const out = mail ? await lockOut(ctx, mail.out_id) : undefined;
  if (!out) return notFound('mail of ours');
  if (out.state !== 'failed') refuse('mail.not_possible', `It has not failed: it is ${out.state}.`);
  if (out.kind !== 'reply') {
    await asItWas(ctx, out);
    return { messageId };
  }
  const plan = await planReply(ctx, conversation, null);
  if (plan.lacks || !plan.box) return refuse('mail.not_possible', lackWords[plan.lacks ?? 'address']);
  const all = withCopies(plan.recipients.map(plainRecipient), out.recipients);
  demandOpen(all, out.taken);
  const recipients = JSON.stringify(all);
  const sender = JSON.stringify({ name: plan.box.name, address: plan.box.address });
  await ctx.tx.rows(keepFacts, [ctx.workspaceId, messageId, plan.box.id, sender, recipients, conversation.id]);
  await ctx.tx.rows(repoint, [ctx.workspaceId, messageId, plan.box.id, recipients, plan.recipientKey]);
  await setOutState(ctx, out, 'queued', '');
  sendSoon(ctx, plan.box.id);
  return { messageId };
});

/** Whom the reply was to reach in copy it still reaches, beside whom it would reach now. */
function withCopies(planned: readonly Recipient[], before: readonly Recipient[]): Recipient[] {
  const has = (one: Recipient) => planned.some(({ address }) => address.toLowerCase() === one.address.toLowerCase());
  return [...planned, ...before.filter((one) => one.how !== 'to' && !has(one))];
}

function demandOpen(recipients: readonly Recipient[], done: readonly string[]): void {
  if (openRecipients({ recipients, done }).length > 0) return;
  refuse('mail.not_possible', 'Everybody whom it would reach has it already.');
}

async function asItWas(ctx: CommandContext, out: OutRecord): Promise<void> {
  demandOpen(out.recipients, out.taken);
  await setOutState(ctx, out, 'queued', '', { nextAt: ctx.now });
  if (out.mailbox_id) sendSoon(ctx, out.mailbox_id);
}

const decide = statement<{ state: 'copied' | 'declined' }>(
  'mail_participant_decide',
  `UPDATE mail_participant SET state = CASE WHEN $4 THEN 'copied' ELSE 'declined' END
   WHERE workspace_id = $1 AND conversation_id IN ${family('$2')} AND address_key = $3 AND state <> 'writer'
   RETURNING state`,
);

/** Lets somebody take part who was only named, or no longer. */
export const decidePart = handle(decideParticipant, async (ctx, { conversationId, address, accepted }) => {
  const conversation = await accessConversation(ctx, conversationId, { for: 'reply', lock: true });
  const key = address.trim().toLowerCase();
  const decided = await ctx.tx.first(decide, [ctx.workspaceId, conversation.id, key, accepted]);
  if (!decided) return notFound('proposed participant');
  ctx.emit(participantChanged, {
    conversationId,
    customerId: conversation.customer_id,
    state: accepted ? 'accepted' : 'declined',
  });
  return { conversationId };
});
