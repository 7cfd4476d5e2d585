import { reopen, resolve, setWaiting } from '#contact/conversations/contract.ts';
import { accessConversation } from '#contact/conversations/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';

/** Leaves the conversation as was said: resolved with a reason, open, or waiting for the customer. */
export async function leaveAs(
  ctx: CommandContext,
  conversationId: Id,
  { status, wrapUpReasonId }: { status?: 'open' | 'waiting' | undefined; wrapUpReasonId?: Id | undefined },
): Promise<void> {
  if (!wrapUpReasonId && !status) return;
  const now = await accessConversation(ctx, conversationId, { for: 'read' });
  const { version } = now;
  if (wrapUpReasonId) await ctx.inner(resolve, { conversationId, version, wrapUpReasonId });
  else if (now.status === 'resolved') await ctx.inner(reopen, { conversationId, version });
  else if (now.status !== status)
    await ctx.inner(setWaiting, { conversationId, version, waiting: status === 'waiting' });
}
