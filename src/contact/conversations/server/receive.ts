import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { type Channel, statusChanged } from '../contract.ts';
import { accessRoot } from './access.ts';
import type { Carried } from './files/attach.ts';
import { watchUnread } from './nudge.ts';
import { isOnlyThanks } from './only-thanks.ts';
import { wakeForCustomer } from './snooze.ts';
import { demandAnswered } from './unanswered.ts';
import { type Before as Written, writeMessage } from './write-message.ts';

/** The conversation before a customer's message; a new one is never snoozed. */
type Before = Written & { snoozed_until?: Date | null };

/**
 * The conversation in which a customer goes on writing, locked: the one that goes on where theirs was merged. Their
 * policy is asked. Undefined when it went into another customer's, which is not theirs to write in or to see.
 * @throws Problem limit.too_many when they wrote very often and nobody answered yet
 */
export async function conversationForCustomer(ctx: CommandContext, id: Id): Promise<Before | undefined> {
  const conversation = await accessRoot(ctx, id, { for: 'write' });
  if (!conversation) return undefined;
  await demandAnswered(ctx, conversation);
  return conversation;
}

/**
 * Stores what a customer wrote. It opens the conversation again, and the log says so when it was not open; only thanks
 * leave a resolved one as it is. A snoozed one wakes. Returns the message's number and instant.
 */
export async function receiveMessage(
  ctx: CommandContext,
  conversation: Before,
  message: { id: Id; channel: Channel; text: string; files?: Carried; assigneeId?: Id | null },
): Promise<{ messageId: Id; number: number; at: string }> {
  const { customer_id, status } = conversation;
  // A picture beside words of thanks tells something more.
  const stays = status === 'resolved' && !message.files?.ids.length && isOnlyThanks(message.text);
  const to = stays ? 'resolved' : 'open';
  const written = await writeMessage(ctx, conversation, {
    ...message,
    kind: 'customer',
    authorId: customer_id,
    status: to,
  });
  if (status !== to) {
    ctx.emit(statusChanged, { conversationId: conversation.id, customerId: customer_id, from: status, to });
  }
  await wakeForCustomer(ctx, conversation);
  if (!stays) watchUnread(ctx, conversation);
  return written;
}
