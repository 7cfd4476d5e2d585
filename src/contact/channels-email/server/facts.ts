import { accessConversation } from '#contact/conversations/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { answer } from '#kernel/server/capability.ts';
import { notFound } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import {
  type Checks,
  type MailFacts,
  mailsOfConversation,
  originalOfMessage,
  type Party,
  type Recipient,
  recipientsOfReply,
} from '../contract-messages.ts';
import type { Delivery, Flag } from '../contract-words.ts';
import { planReply } from './sending/plan.ts';
import { signingOf } from './sending/signatures.ts';

interface Row {
  message_id: Id;
  kind: string | null;
  mail_id: Id | null;
  sender: Party | null;
  recipients: Recipient[] | null;
  subject: string | null;
  flag: Flag | null;
  has_more: boolean;
  left_out: { name: string; reason: string }[] | null;
  checks: Checks | null;
  state: Delivery | null;
  reason: string | null;
  at: Date | null;
  out_recipients: Recipient[] | null;
}

const facts = statement<Row>(
  'mail_facts_with_onward',
  `SELECT m.id AS message_id, x.kind, x.mail_id, x.sender, x.recipients, x.subject, x.flag,
     x.whole_text IS NOT NULL OR x.html IS NOT NULL AS has_more, x.left_out, x.checks, o.state, o.reason, o.at,
     o.recipients AS out_recipients
   FROM (SELECT workspace_id, id, number FROM message WHERE workspace_id = $1 AND conversation_id = $2
     ORDER BY number DESC LIMIT 200) m
   LEFT JOIN mail_message x ON x.workspace_id = m.workspace_id AND x.message_id = m.id
   LEFT JOIN mail_onward_message w ON w.workspace_id = m.workspace_id AND w.message_id = m.id
   LEFT JOIN mail_out o ON o.workspace_id = m.workspace_id AND o.id = coalesce(w.out_id, m.id)
   WHERE x.message_id IS NOT NULL OR o.id IS NOT NULL ORDER BY m.number`,
);

const nobody: Party = { name: '', address: '' };

function present(row: Row): MailFacts {
  return {
    messageId: row.message_id,
    way: row.mail_id === null ? 'out' : 'in',
    from: row.sender ?? nobody,
    recipients: row.out_recipients ?? row.recipients ?? [],
    subject: row.subject ?? '',
    kind: row.kind ?? 'message',
    flag: row.flag,
    hasMore: row.mail_id !== null && row.has_more,
    leftOut: row.left_out ?? [],
    checks: row.checks,
    mailId: row.mail_id,
    delivery: row.state && { state: row.state, reason: row.reason ?? '', at: row.at?.toISOString() ?? '' },
  };
}

export const mails = answer(mailsOfConversation, async (ctx, { conversationId }) => {
  await accessConversation(ctx, conversationId, { for: 'read' });
  return { mails: (await ctx.tx.rows(facts, [ctx.workspaceId, conversationId])).map(present) };
});

const whole = statement<{ text: string; html: string | null }>(
  'mail_original',
  `SELECT coalesce(x.whole_text, m.text) AS text, x.html FROM message m
   LEFT JOIN mail_message x ON x.workspace_id = m.workspace_id AND x.message_id = m.id
   WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND m.id = $3`,
);

export const original = answer(originalOfMessage, async (ctx, { conversationId, messageId }) => {
  await accessConversation(ctx, conversationId, { for: 'read' });
  const row = await ctx.tx.first(whole, [ctx.workspaceId, conversationId, messageId]);
  return row ?? notFound('message in this conversation');
});

export const recipients = answer(recipientsOfReply, async (ctx, { conversationId }) => {
  const conversation = await accessConversation(ctx, conversationId, { for: 'read' });
  const byId = actorId(ctx.actor);
  const plan = await planReply(ctx, conversation, byId);
  const { box, recipients: planned, isChanged, proposed, lacks } = plan;
  const signing = box && (await signingOf(ctx, { conversationId, brandId: conversation.brand_id, byId, box }));
  const from = box ? { name: box.name, address: box.address } : null;
  const signature = { id: signing?.chosenId ?? null, text: signing?.text ?? '' };
  return { from, recipients: planned, isChanged, proposed, lacks, signature, signatures: signing?.offered ?? [] };
});
