import { chatOf } from '#contact/channels-chat/index.ts';
import { accessConversation } from '#contact/conversations/index.ts';
import { emailOf } from '#contact/customers/index.ts';
import { answer } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { onwardOfConversation } from '../../contract-onward.ts';
import type { Delivery } from '../../contract-words.ts';
import { boxFor } from '../sending/plan.ts';
import { type OnwardRecord, onwardColumns } from './rows.ts';

const load = statement<OnwardRecord>(
  'mail_onward_of',
  `SELECT ${onwardColumns} FROM mail_onward WHERE workspace_id = $1 AND conversation_id = $2`,
);
const asking = statement<{ state: Delivery; reason: string }>(
  'mail_onward_asking',
  'SELECT state, reason FROM mail_out WHERE workspace_id = $1 AND about = $2 ORDER BY queued_at DESC LIMIT 1',
);

export const onward = answer(onwardOfConversation, async (ctx, { conversationId }) => {
  const conversation = await accessConversation(ctx, conversationId, { for: 'read' });
  const chat = await chatOf(ctx.tx, ctx.workspaceId, conversation.id);
  const row = await ctx.tx.first(load, [ctx.workspaceId, conversation.id]);
  const minutes = chat?.minutes ?? 0;
  const nothing = { state: 'none' as const, address: null, isClaim: false, since: null, minutes, asking: null };
  if (row && row.state !== 'watched') {
    const asked = row.state === 'asked' ? await ctx.tx.first(asking, [ctx.workspaceId, row.ask_id]) : undefined;
    return {
      ...{ state: row.state, address: row.address, isClaim: row.state === 'asked', minutes },
      ...{ since: row.since.toISOString(), asking: asked ?? null },
    };
  }
  const box = chat?.goesOn ? await boxFor(ctx, conversation.id) : undefined;
  if (!chat?.goesOn || !box || box.relay_host === '') return nothing;
  const own = await emailOf(ctx, conversation.customer_id);
  const address = own?.address ?? chat.typedAddress;
  return address ? { ...nothing, state: 'ready' as const, address, isClaim: own === undefined } : nothing;
});
