import { accessConversation, writeMessage } from '#contact/conversations/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { forwardMessage, type Recipient } from '../../contract-messages.ts';
import { plain } from '../plain.ts';
import { demandOutside } from './addressing.ts';
import { queueOut } from './out.ts';
import { lackWords, planReply } from './plan.ts';

const find = statement<{ subject: string }>(
  'mail_to_forward',
  `SELECT coalesce(nullif(x.subject, ''), c.subject) AS subject FROM message m
   JOIN conversation c ON c.workspace_id = m.workspace_id AND c.id = m.conversation_id
   LEFT JOIN mail_message x ON x.workspace_id = m.workspace_id AND x.message_id = m.id
   WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND m.id = $3 AND m.kind <> 'note'`,
);
const keepFacts = statement(
  'mail_message_forward',
  `INSERT INTO mail_message (workspace_id, message_id, mailbox_id, sender, recipients, subject, kind)
   VALUES ($1, $2, $3, $4, $5, $6, 'message')`,
);
// Whoever takes part goes on taking part.
const consult = statement(
  'mail_participant_consult',
  `INSERT INTO mail_participant (workspace_id, conversation_id, address_key, address, state)
   SELECT $1::uuid, $2::uuid, lower(a), a, 'consulted' FROM unnest($3::text[]) AS a
   ON CONFLICT (workspace_id, conversation_id, address_key) DO UPDATE SET state = 'consulted'
     WHERE mail_participant.state IN ('proposed', 'declined')`,
);
const noteSource = statement(
  'mail_out_source',
  'UPDATE mail_out SET forwards = $3 WHERE workspace_id = $1 AND id = $2',
);

/** Sends a message on to somebody outside. A note says so; what they answer becomes a note as well. */
export const forward = handle(forwardMessage, async (ctx, { conversationId, messageId, to, text }) => {
  const conversation = await accessConversation(ctx, conversationId, { for: 'reply', lock: true });
  const source = await ctx.tx.first(find, [ctx.workspaceId, conversation.id, messageId]);
  if (!source) return notFound('message in this conversation');
  const people = await demandOutside(
    ctx,
    to.map((address) => ({ name: '', address })),
  );
  const { box } = await planReply(ctx, conversation, null);
  if (!box || box.relay_host === '') return refuse('mail.not_possible', lackWords[box ? 'relay' : 'address']);
  const id = ctx.key;
  const recipients: Recipient[] = people.map((one) => ({ ...one, how: 'to' }));
  await writeMessage(ctx, conversation, {
    ...{ id, kind: 'note', channel: 'email', authorId: actorId(ctx.actor), status: conversation.status },
    text: `${people.map((one) => one.address).join(', ')}: ${text}`.slice(0, 10_000),
  });
  const sender = JSON.stringify({ name: box.name, address: box.address });
  const subject = plain(`Fwd: ${source.subject}`, 300);
  await ctx.tx.rows(keepFacts, [ctx.workspaceId, id, box.id, sender, JSON.stringify(recipients), subject]);
  await ctx.tx.rows(consult, [ctx.workspaceId, conversation.id, people.map((one) => one.address)]);
  await queueOut(ctx, {
    ...{ id, message_id: id, conversation_id: conversation.id, mailbox_id: box.id, kind: 'forward', recipients },
    recipientKey: people[0]?.address.toLowerCase() ?? '',
  });
  await ctx.tx.rows(noteSource, [ctx.workspaceId, id, messageId]);
  return { messageId: id };
});

interface Forwarded {
  text: string;
  at: Date;
  sender: { name: string; address: string } | null;
  files: { name: string; type: string; sha256: string }[] | null;
  note: string;
}
const forwarded = statement<Forwarded>(
  'mail_forwarded',
  `SELECT coalesce(x.whole_text, m.text) AS text, m.at, x.sender, n.text AS note,
     (SELECT json_agg(json_build_object('name', f.name, 'type', f.type, 'sha256', encode(f.sha256, 'hex')) ORDER BY f.place)
      FROM file f WHERE f.workspace_id = m.workspace_id AND f.message_id = m.id) AS files
   FROM mail_out o
   JOIN message m ON m.workspace_id = o.workspace_id AND m.id = o.forwards
   JOIN message n ON n.workspace_id = o.workspace_id AND n.id = o.message_id
   LEFT JOIN mail_message x ON x.workspace_id = m.workspace_id AND x.message_id = m.id
   WHERE o.workspace_id = $1 AND o.id = $2`,
);

/** What a forwarded mail says: the colleague's words, then whose message follows, then the message. */
export async function forwardedContent(
  ctx: CommandContext,
  outId: Id,
): Promise<{ text: string; files: NonNullable<Forwarded['files']> } | undefined> {
  const found = await ctx.tx.first(forwarded, [ctx.workspaceId, outId]);
  if (!found) return undefined;
  const { name = '', address = '' } = found.sender ?? {};
  const words = found.note.slice(found.note.indexOf(': ') + 2);
  const from = address === '' ? '' : `From: ${name === '' ? address : `${name} <${address}>`}\n`;
  const head = `---------- Forwarded message ----------\n${from}Date: ${found.at.toUTCString()}`;
  return { text: `${words}\n\n${head}\n\n${found.text}`, files: found.files ?? [] };
}
