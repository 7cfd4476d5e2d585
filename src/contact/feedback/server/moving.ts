import type { Id } from '#kernel/contract/ids.ts';
import { type CustomerRows, idsOf, rowsOf } from '#kernel/moving/customer-rows.ts';
import { statement } from '#kernel/server/sql.ts';

const move = statement<{ id: Id }>(
  'moving_feedback_silence',
  `UPDATE feedback_silence s SET customer_id = $3 WHERE s.workspace_id = $1 AND s.customer_id = $2
     AND NOT EXISTS (SELECT FROM feedback_silence o WHERE o.workspace_id = $1 AND o.customer_id = $3)
   RETURNING s.customer_id AS id`,
);
const back = statement<{ id: Id }>(
  'moving_feedback_silence_back',
  `UPDATE feedback_silence SET customer_id = $3 WHERE workspace_id = $1 AND customer_id = $2
     AND customer_id = ANY ($4::uuid[]) RETURNING $2::uuid AS id`,
);

/** Whoever did not want to be asked is not asked as whom they became either. */
const silences: CustomerRows = {
  name: 'feedback_silence',
  tables: ['feedback_silence'],
  words: { one: 'wish not to be asked', many: 'wishes not to be asked' },
  order: 50,
  move: async (ctx, { from, to }) => idsOf(await ctx.tx.rows(move, [ctx.workspaceId, from, to])),
  moveBack: async (ctx, { from, to }, ids) => idsOf(await ctx.tx.rows(back, [ctx.workspaceId, from, to, ids])),
};

export const feedbackRows: CustomerRows[] = [
  rowsOf('feedback_request', { one: 'request for feedback', many: 'requests for feedback' }),
  silences,
];
