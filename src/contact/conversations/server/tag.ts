import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { conversationTagged, mostTagsEach, tagConversation } from '../contract.ts';
import { accessConversation } from './access.ts';

const save = statement<{ version: number }>(
  'conversation_tag',
  `UPDATE conversation SET tag_ids = $3::uuid[], version = version + 1 WHERE workspace_id = $1 AND id = $2
   RETURNING version`,
);
// Shared locks: a tag that is put on somewhere cannot be taken off the list in the same moment.
const onList = statement<{ id: Id }>(
  'tag_on_list',
  'SELECT id FROM tag WHERE workspace_id = $1 AND id = ANY ($2::uuid[]) AND retired_at IS NULL FOR SHARE',
);

/**
 * Puts tags on and takes others off. It asks for no version: two people who tag at once both have what they wanted.
 * What is there already, or not there, changes nothing.
 */
export const tagOne = handle(tagConversation, async (ctx, { conversationId, add, remove }) => {
  const conversation = await accessConversation(ctx, conversationId, { for: 'tag', lock: true });
  const before = new Set(conversation.tag_ids);
  const removed = [...new Set(remove)].filter((id) => before.has(id) && !add.includes(id));
  const added = [...new Set(add)].filter((id) => !before.has(id));
  if (added.length + removed.length === 0) return { conversationId, version: conversation.version };
  await demandOnList(ctx, added);
  const next = [...conversation.tag_ids.filter((id) => !removed.includes(id)), ...added];
  if (next.length > mostTagsEach) {
    refuse('conversation.too_many_tags', `A conversation has at most ${mostTagsEach} tags. Take one off first.`);
  }
  const saved = await ctx.tx.first(save, [ctx.workspaceId, conversationId, next]);
  ctx.emit(conversationTagged, { conversationId, customerId: conversation.customer_id, added, removed });
  return { conversationId, version: saved?.version ?? conversation.version + 1 };
});

async function demandOnList(ctx: CommandContext, ids: readonly Id[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await ctx.tx.rows(onList, [ctx.workspaceId, ids]);
  if (rows.length === ids.length) return;
  refuse('conversation.unknown_tag', 'It is not on the list of this workspace (any more). Choose one that is.');
}
