import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { type Status, statusChanged } from '../contract.ts';
import { accessConversation } from './access.ts';

interface Received {
  id: Id;
  customer_id: Id;
  status: Status;
}

/** The conversation in which a customer goes on writing, locked. Their policy is asked. */
export async function conversationForCustomer(ctx: CommandContext, id: Id): Promise<Received> {
  return accessConversation(ctx, id, { for: 'write', lock: true });
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
