import {
  conversationForCustomer,
  demandFiles,
  keepPrepared,
  openConversation,
  type Prepared,
  receiveMessage,
  routeSoon,
} from '#contact/conversations/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { Contents } from '#kernel/files/contents.ts';
import { type CommandHandler, handlePrepared } from '#kernel/server/capability.ts';
import { notFound } from '#kernel/server/problem.ts';
import { writeInPortal } from '../contract.ts';
import { brandOfHost } from './brands.ts';
import { demandPortal } from './session.ts';

/** Files that the page brought with the words. */
export interface Brought {
  contents: Contents;
  prepared: readonly Prepared[];
  /** Whose portal it is. */
  brandId: Id;
  /** In place of the contract's, which cannot know that there are files. */
  text: string;
}

/**
 * Writes as the customer: in one of their conversations, whatever channel it began by, or in a new one. With the files that
 * were uploaded before, or those that the page brings.
 */
export function writeWith(brought?: Brought): CommandHandler {
  return handlePrepared(
    writeInPortal,
    // A page knows whose portal it is; of a program the host says so at which it called.
    async (kernel, { conversationId }, { request }) =>
      brought || conversationId ? undefined : brandOfHost(kernel, request.header('host')),
    async (ctx, { conversationId, subject, text: said, fileIds }, found) => {
      const { customerId } = await demandPortal(ctx);
      const files = brought
        ? await keepPrepared(ctx, brought.contents, customerId, brought.prepared)
        : await demandFiles(ctx, fileIds, customerId);
      const text = brought?.text ?? said;
      const message = { id: ctx.key, channel: 'portal' as const, text, files };
      if (conversationId) {
        const going = await conversationForCustomer(ctx, conversationId);
        if (!going) return notFound('conversation of yours');
        return { conversationId: going.id, ...(await receiveMessage(ctx, going, message)) };
      }
      const opening = { customerId, channel: 'portal' as const, subject, firstText: text || files.names };
      const ofHost = found?.workspaceId === ctx.workspaceId ? found.brandId : null;
      const opened = await openConversation(ctx, { ...opening, brandId: brought?.brandId ?? ofHost });
      const written = await receiveMessage(ctx, opened, message);
      await routeSoon(ctx, null);
      return { conversationId: opened.id, ...written };
    },
  );
}
