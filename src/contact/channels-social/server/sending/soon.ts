import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';

export const sendTask = 'social.send';

/** Lets what is due of an account be sent. */
export function sendSoon(ctx: CommandContext, accountId: Id): void {
  ctx.enqueue(sendTask, { workspaceId: ctx.workspaceId, accountId }, `${sendTask} ${accountId}`);
}
