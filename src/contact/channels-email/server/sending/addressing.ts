import { accessConversation } from '#contact/conversations/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { type CommandContext, handle, type QueryContext } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { addressReply, type Recipient } from '../../contract-messages.ts';
import { keyOf } from '../placing/gist.ts';
import { ownAmong } from '../placing/participants.ts';

const find = statement<{ recipients: Recipient[] }>(
  'mail_addressing_of',
  'SELECT recipients FROM mail_addressing WHERE workspace_id = $1 AND conversation_id = $2 AND account_id = $3',
);
const keep = statement(
  'mail_addressing_keep',
  `INSERT INTO mail_addressing (workspace_id, conversation_id, account_id, recipients) VALUES ($1, $2, $3, $4)
   ON CONFLICT (workspace_id, conversation_id, account_id) DO UPDATE SET recipients = excluded.recipients`,
);
const forget = statement(
  'mail_addressing_forget',
  'DELETE FROM mail_addressing WHERE workspace_id = $1 AND conversation_id = $2 AND account_id = $3',
);
// Whoever is written to openly may answer into the conversation. Who wrote there before stays what they are.
const letTakePart = statement(
  'mail_participant_addressed',
  `INSERT INTO mail_participant AS p (workspace_id, conversation_id, address_key, address, name, state)
   SELECT $1::uuid, $2::uuid, n.key, n.address, n.name, 'copied'
   FROM unnest($3::text[], $4::text[], $5::text[]) AS n(key, address, name)
   ON CONFLICT (workspace_id, conversation_id, address_key) DO UPDATE
     SET state = CASE WHEN p.state = 'writer' THEN p.state ELSE 'copied' END`,
);

/** Whom somebody here chose for their next reply; undefined where nobody was chosen. */
export async function chosenBy(
  ctx: Pick<QueryContext, 'tx' | 'workspaceId'>,
  conversationId: Id,
  byId: Id,
): Promise<Recipient[] | undefined> {
  return (await ctx.tx.first(find, [ctx.workspaceId, conversationId, byId]))?.recipients;
}

/** The choice was for one reply, which has been written; whom it names openly takes part from now on. */
export async function spendChoice(
  ctx: CommandContext,
  conversationId: Id,
  byId: Id,
  recipients: readonly Recipient[],
): Promise<void> {
  await ctx.tx.rows(forget, [ctx.workspaceId, conversationId, byId]);
  const open = recipients.filter((one) => one.how !== 'bcc');
  await ctx.tx.rows(letTakePart, [
    ...[ctx.workspaceId, conversationId, open.map((one) => one.address.trim().toLowerCase())],
    ...[open.map((one) => one.address), open.map((one) => one.name)],
  ]);
}

/**
 * The addresses, each once. @throws Problem mail.address_unreadable, mail.recipient_own
 */
export async function demandOutside<P extends { name: string; address: string }>(
  ctx: CommandContext,
  people: readonly P[],
): Promise<P[]> {
  const byKey = new Map<string, P>();
  for (const one of people) {
    const key = keyOf(one.address);
    if (!key) refuse('mail.address_unreadable', `${one.address} is not an address. Write it as kim@shop.example.`);
    else if (!byKey.has(key)) byKey.set(key, one);
  }
  const own = await ownAmong(ctx, [...byKey.values()]);
  if (own.size > 0) refuse('mail.recipient_own', `${[...own].join(', ')} is where mail arrives here. Leave it out.`);
  return [...byKey.values()];
}

export const address = handle(addressReply, async (ctx, { conversationId, recipients }) => {
  const conversation = await accessConversation(ctx, conversationId, { for: 'reply' });
  const byId = actorId(ctx.actor);
  const of = [ctx.workspaceId, conversation.id, byId];
  if (recipients === null) await ctx.tx.rows(forget, of);
  else await ctx.tx.rows(keep, [...of, JSON.stringify(await demandOutside(ctx, recipients))]);
  return { conversationId };
});
