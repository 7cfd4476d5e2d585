import type { Id } from '#kernel/contract/ids.ts';
import { type CustomerRows, rowsOf } from '#kernel/moving/customer-rows.ts';
import { statement } from '#kernel/server/sql.ts';

const messages = statement(
  'moving_messages',
  `UPDATE message SET customer_id = $3, author_id = CASE WHEN kind = 'customer' AND author_id = $2 THEN $3 ELSE author_id END
   WHERE workspace_id = $1 AND conversation_id = ANY ($4::uuid[]) AND customer_id = $2`,
);
/** Who uploaded it; which message it goes with says the message. */
export const fileRows = rowsOf('file', { one: 'file', many: 'files' }, { order: 12 });
const rows = rowsOf('conversation', { one: 'conversation', many: 'conversations' }, { order: 10 });

/** Conversations go along with their messages, also with those written after a merge. */
export const conversationRows: CustomerRows = {
  ...rows,
  tables: ['conversation', 'message'],
  areContacts: true,
  move: async (ctx, move) => {
    const ids = await rows.move(ctx, move);
    await ctx.tx.rows(messages, [ctx.workspaceId, move.from, move.to, ids]);
    return ids;
  },
  moveBack: async (ctx, move, ids) => {
    const back: Id[] = await rows.moveBack(ctx, move, ids);
    await ctx.tx.rows(messages, [ctx.workspaceId, move.from, move.to, back]);
    return back;
  },
};
