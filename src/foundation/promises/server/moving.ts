import type { Id } from '#kernel/contract/ids.ts';
import { type CustomerRows, idsOf } from '#kernel/moving/customer-rows.ts';
import { statement } from '#kernel/server/sql.ts';

// One statement each for what is open and what has ended, because each half has an index of its own by subject.
const halves = ['IS NULL', 'IS NOT NULL'];
const moved = halves.map((half, i) =>
  statement<{ id: Id }>(
    `promise_move_${i}`,
    `UPDATE promise SET customer_id = $3,
       subject_id = CASE WHEN subject_kind = 'customer' AND subject_id = $2 THEN $3 ELSE subject_id END
     WHERE workspace_id = $1 AND subject_id = ANY ($4::uuid[]) AND customer_id = $2 AND ended_at ${half} RETURNING id`,
  ),
);
const back = statement<{ id: Id }>(
  'promise_move_back',
  `UPDATE promise SET customer_id = $3,
     subject_id = CASE WHEN subject_kind = 'customer' AND subject_id = $2 THEN $3 ELSE subject_id END
   WHERE workspace_id = $1 AND id = ANY ($4::uuid[]) AND customer_id = $2 RETURNING id`,
);

/** What was promised to a customer goes along with them, whatever it is about. */
export const promiseRows: CustomerRows = {
  name: 'promise',
  tables: ['promise'],
  words: { one: 'promise', many: 'promises' },
  order: 20,
  move: async (ctx, { from, to, along }) => {
    const ids: Id[] = [];
    for (const half of moved) ids.push(...idsOf(await ctx.tx.rows(half, [ctx.workspaceId, from, to, along])));
    return ids;
  },
  moveBack: async (ctx, { from, to }, ids) => idsOf(await ctx.tx.rows(back, [ctx.workspaceId, from, to, ids])),
};
