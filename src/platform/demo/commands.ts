import { z } from 'zod';
import { conversationForCustomer, openConversation, receiveMessage } from '#contact/conversations/index.ts';
import { command } from '#kernel/contract/contract.ts';
import { Id } from '#kernel/contract/ids.ts';
import { type CommandHandler, handle } from '#kernel/server/capability.ts';

// The demo's customers have no browser, so these two commands stand in for the widget's. They are on no route; they
// use the same steps, run as the customer and are checked by the same policy and row-level security.
const about = { customerId: Id, text: z.string() };
const written = z.object({ conversationId: Id });

export const openAsCustomer: CommandHandler = handle(
  command('demo.open-as-customer', {
    path: '/demo/open',
    summary: 'A demo customer starts a chat',
    for: ['customer'],
    keyed: false,
    input: z.strictObject({ ...about, subject: z.string(), teamId: Id, brandId: Id }),
    output: written,
    emits: ['conversation.started', 'message.sent'],
  }),
  async (ctx, { customerId, text, subject, teamId, brandId }) => {
    ctx.decided = true;
    const opened = await openConversation(ctx, {
      ...{ customerId, channel: 'chat', subject, firstText: text, teamId, brandId },
    });
    await receiveMessage(ctx, opened, { id: ctx.key, channel: 'chat', text });
    return { conversationId: opened.id };
  },
);

export const writeAsCustomer: CommandHandler = handle(
  command('demo.write-as-customer', {
    path: '/demo/write',
    summary: 'A demo customer writes on',
    for: ['customer'],
    keyed: false,
    input: z.strictObject({ ...about, conversationId: Id }),
    output: written,
    emits: ['message.sent', 'conversation.status_changed'],
  }),
  async (ctx, { conversationId, text }) => {
    const conversation = await conversationForCustomer(ctx, conversationId);
    if (!conversation) throw new Error('nobody merges the demo’s conversations while it is filled');
    await receiveMessage(ctx, conversation, { id: ctx.key, channel: 'chat', text });
    return { conversationId };
  },
);
