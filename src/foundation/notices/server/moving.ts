import type { Id } from '#kernel/contract/ids.ts';
import { type CustomerRows, idsOf, rowsOf } from '#kernel/moving/customer-rows.ts';
import { statement } from '#kernel/server/sql.ts';

// By what they are about, for which there is an index; their own customer has none.
const move = statement<{ id: Id }>(
  'moving_notice_about',
  `UPDATE notice SET customer_id = $3 WHERE workspace_id = $1 AND about_id = ANY ($4::uuid[]) AND customer_id = $2
   RETURNING id`,
);

/** Notices about something of a customer; they come last, after everything that they can be about. */
export const noticeRows: CustomerRows = {
  ...rowsOf('notice', { one: 'notice', many: 'notices' }, { order: 80 }),
  move: async (ctx, { from, to, along }) => idsOf(await ctx.tx.rows(move, [ctx.workspaceId, from, to, along])),
};
