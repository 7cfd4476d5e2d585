import { accessCustomer, countContact } from '#contact/customers/index.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { type Channel, conversationStarted, startConversation } from '../contract.ts';
import { demandTeam } from './assign.ts';
import { conversationPolicy } from './policy.ts';
import { routeSoon } from './route.ts';
import { authorOf, type Before, messageId, type NewMessage, writeMessage } from './write-message.ts';

const insert = statement<{ number: number }>(
  'conversation_insert',
  `INSERT INTO conversation (workspace_id, id, number, customer_id, channel, subject, status, team_id)
   VALUES ($1, $2, heed_next('conversation'), $3, $4, $5, 'open', $6) RETURNING number`,
);

export interface Opening {
  /** Where the caller writes into it before it is answered. */
  id?: Id;
  customerId: Id;
  channel: Channel;
  subject: string | undefined;
  firstText: string;
  teamId?: Id | null;
}

/** Makes the row of a conversation. Without a subject, the first words of the first message serve. */
export async function openConversation(ctx: CommandContext, opening: Opening): Promise<Before & { reference: string }> {
  const id = opening.id ?? newId();
  const subject = opening.subject?.trim() || firstWords(opening.firstText);
  const values = [ctx.workspaceId, id, opening.customerId, opening.channel, subject, opening.teamId ?? null];
  ctx.emit(conversationStarted, { conversationId: id, customerId: opening.customerId, channel: opening.channel });
  // Sent together; they take effect in this order, and the second fails with the first.
  const [row] = await Promise.all([ctx.tx.first(insert, values), countContact(ctx, opening.customerId)]);
  const team_id = opening.teamId ?? null;
  return { ...justOpened, id, customer_id: opening.customerId, team_id, reference: `H-${row?.number}` };
}

/** What a message finds in a conversation that has none yet. */
export const justOpened = { status: 'open', assignee_id: null, last_number: 0, last_inbound_number: 0 } as const;

/** The first sentence or 80 signs, whichever is shorter. */
export function firstWords(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const sentence = line.match(/^.{12,80}?[.!?…](?=\s|$)/u)?.[0] ?? line;
  const signs = [...sentence.slice(0, 200)];
  return signs.length <= 80
    ? sentence
    : `${signs
        .slice(0, 79)
        .join('')
        .replace(/\s\S*$/, '')}…`;
}

/** Starts a conversation with a customer: what they said, or a first message from us. */
export const start = handle(startConversation, async (ctx, input) => {
  demand(ctx, conversationPolicy, 'start');
  const { id: customerId } = await accessCustomer(ctx, input.customerId, { for: 'read' });
  if (input.teamId) await demandTeam(ctx, input.teamId);
  const id = newId();
  const isInbound = input.from === 'customer';
  const opening = {
    id,
    customerId,
    channel: input.channel,
    subject: input.subject,
    firstText: input.text,
    teamId: input.teamId ?? null,
  };
  const message: NewMessage = {
    id: messageId(ctx),
    kind: isInbound ? 'customer' : 'reply',
    channel: input.channel,
    authorId: isInbound ? customerId : authorOf(ctx),
    text: input.text,
    status: isInbound ? 'open' : 'waiting',
    assigneeId: isInbound ? null : authorOf(ctx),
  };
  // The message is sent and emitted right behind the conversation it belongs to.
  const [{ reference }, written] = await Promise.all([
    openConversation(ctx, opening),
    writeMessage(ctx, { ...justOpened, id, customer_id: customerId, team_id: opening.teamId }, message),
  ]);
  if (isInbound) await routeSoon(ctx, opening.teamId);
  return { conversationId: id, reference, ...written };
});
