import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { type Status, statusChanged } from '../contract.ts';
import { accessConversation } from './access.ts';
import { demandAnswered } from './unanswered.ts';

interface Received {
  id: Id;
  customer_id: Id;
  status: Status;
}

/**
 * The conversation in which a customer goes on writing, locked. Their policy is asked.
 * @throws Problem limit.too_many when they wrote very often and nobody answered yet
 */
export async function conversationForCustomer(ctx: CommandContext, id: Id): Promise<Received> {
  const conversation = await accessConversation(ctx, id, { for: 'write', lock: true });
  await demandAnswered(ctx, conversation);
  return conversation;
}

/** A customer's message opens the conversation again; the log says so when it was not open. */
export function statusChangedByCustomer(ctx: CommandContext, conversation: Received): void {
  if (conversation.status === 'open') return;
  ctx.emit(statusChanged, {
    conversationId: conversation.id,
    customerId: conversation.customer_id,
    from: conversation.status,
    to: 'open',
  });
}
