import { accessCustomer, countContact } from '#contact/customers/index.ts';
import { demandBrand } from '#foundation/promises/index.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { type Channel, conversationStarted, startConversation } from '../contract.ts';
import { demandTeam } from './assign.ts';
import { conversationPolicy } from './policy.ts';
import { routeSoon } from './route.ts';
import { authorOf, type Before, messageId, type NewMessage, writeMessage } from './write-message.ts';

const insert = statement<{ number: number; brand_id: Id | null }>(
  'conversation_insert',
  `INSERT INTO conversation (workspace_id, id, number, customer_id, channel, subject, status, team_id, brand_id)
   VALUES ($1, $2, heed_next('conversation'), $3, $4, $5, 'open', $6, coalesce($7::uuid,
     (SELECT brand_id FROM brand_entry WHERE workspace_id = $1 AND entry_id = $8::uuid))) RETURNING number, brand_id`,
);

export interface Opening {
  /** Where the caller writes into it before it is answered. */
  id?: Id;
  customerId: Id;
  channel: Channel;
  subject: string | undefined;
  firstText: string;
  teamId?: Id | null;
  /** Through which entry it came: an address for mail, a widget, a form, a line, an account. That says the brand. */
  entryId?: Id | null;
  /** In place of what the entry says. */
  brandId?: Id | null;
}

/** Makes the row of a conversation. Without a subject, the first words of the first message serve. */
export async function openConversation(ctx: CommandContext, opening: Opening): Promise<Before & { reference: string }> {
  const id = opening.id ?? newId();
  const subject = opening.subject?.trim() || firstWords(opening.firstText);
  const { customerId, channel, teamId: team_id = null, brandId = null, entryId = null } = opening;
  const values = [ctx.workspaceId, id, customerId, channel, subject, team_id, brandId, entryId];
  ctx.emit(conversationStarted, { conversationId: id, customerId, channel });
  // Sent together; they take effect in this order, and the second fails with the first.
  const [row] = await Promise.all([ctx.tx.first(insert, values), countContact(ctx, customerId)]);
  const brand_id = row?.brand_id ?? null;
  return { ...justOpened, id, customer_id: customerId, team_id, brand_id, reference: `H-${row?.number}` };
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
  if (input.brandId) await demandBrand(ctx, input.brandId);
  const id = newId();
  const isInbound = input.from === 'customer';
  const opening = {
    id,
    customerId,
    channel: input.channel,
    subject: input.subject,
    firstText: input.text,
    teamId: input.teamId ?? null,
    brandId: input.brandId ?? null,
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
  const before = { ...justOpened, id, customer_id: customerId, team_id: opening.teamId, brand_id: opening.brandId };
  // The message is sent and emitted right behind the conversation it belongs to.
  const [{ reference }, written] = await Promise.all([
    openConversation(ctx, opening),
    writeMessage(ctx, before, message),
  ]);
  if (isInbound) await routeSoon(ctx, opening.teamId);
  return { conversationId: id, reference, ...written };
});
