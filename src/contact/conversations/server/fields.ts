import { checkValues, type FieldSubject, type Held } from '#foundation/fields/index.ts';
import { handle } from '#kernel/server/capability.ts';
import { can } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { conversationFieldsChanged, setConversationFields } from '../contract.ts';
import { accessConversation, demandVersion } from './access.ts';
import { conversationPolicy } from './policy.ts';

const load = statement<{ fields: Held }>(
  'conversation_fields_load',
  'SELECT fields FROM conversation WHERE workspace_id = $1 AND id = $2',
);
const save = statement<{ version: number }>(
  'conversation_fields_save',
  `UPDATE conversation SET fields = (fields || $3::jsonb) - $4::text[], version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);

/** Conversations have fields, also after they are resolved. */
export const conversationFields: FieldSubject = {
  name: 'conversation',
  words: { one: 'conversation', many: 'conversations' },
  read: async (ctx, id) => {
    const conversation = await accessConversation(ctx, id, { for: 'read' });
    const row = await ctx.tx.first(load, [ctx.workspaceId, id]);
    return {
      held: row?.fields ?? {},
      version: conversation.version,
      mayChange: can(conversationPolicy, ctx.actor, 'set_fields', conversation) === true,
    };
  },
};

/** Sets fields of a conversation; the event names which, never what they hold. */
export const setFields = handle(setConversationFields, async (ctx, { conversationId, version, values }) => {
  const conversation = await accessConversation(ctx, conversationId, { for: 'set_fields', lock: true });
  demandVersion(conversation, version);
  const row = await ctx.tx.first(load, [ctx.workspaceId, conversationId]);
  const { set, empty, changed } = await checkValues(ctx, 'conversation', values, row?.fields ?? {});
  if (changed.length === 0) return { conversationId, version };
  const saved = await ctx.tx.first(save, [ctx.workspaceId, conversationId, JSON.stringify(set), empty]);
  ctx.emit(conversationFieldsChanged, { conversationId, customerId: conversation.customer_id, fieldIds: changed });
  return { conversationId, version: saved?.version ?? version + 1 };
});
