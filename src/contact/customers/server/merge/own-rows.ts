import type { Id } from '#kernel/contract/ids.ts';
import { type CustomerRows, idsOf, rowsOf } from '#kernel/moving/customer-rows.ts';
import { statement } from '#kernel/server/sql.ts';

/** A link that both may have moves only where the other one lacks it; it stays with the merged row otherwise. */
function linksOf(table: string, id: string, words: CustomerRows['words']): CustomerRows {
  const move = statement<{ id: Id }>(
    `moving_${table}`,
    `UPDATE ${table} l SET customer_id = $3 WHERE l.workspace_id = $1 AND l.customer_id = $2
       AND NOT EXISTS (SELECT FROM ${table} o WHERE o.workspace_id = $1 AND o.customer_id = $3 AND o.${id} = l.${id})
     RETURNING l.${id} AS id`,
  );
  return {
    ...rowsOf(table, words, { id }),
    move: async (ctx, { from, to }) => idsOf(await ctx.tx.rows(move, [ctx.workspaceId, from, to])),
  };
}

const stepBack = statement(
  'moving_organisation_step_back',
  `UPDATE organisation_member l SET is_primary = false WHERE l.workspace_id = $1 AND l.customer_id = $2 AND l.is_primary
     AND EXISTS (SELECT FROM organisation_member o WHERE o.workspace_id = $1 AND o.customer_id = $3 AND o.is_primary)`,
);
const stepForth = statement(
  'moving_organisation_step_forth',
  `UPDATE organisation_member SET is_primary = true WHERE workspace_id = $1 AND (customer_id, organisation_id) IN (
     SELECT customer_id, organisation_id FROM organisation_member m WHERE m.workspace_id = $1 AND m.customer_id = $2
       AND NOT EXISTS (SELECT FROM organisation_member o WHERE o.workspace_id = $1 AND o.customer_id = $2 AND o.is_primary)
     ORDER BY m.since, m.organisation_id LIMIT 1)`,
);
const memberships = linksOf('organisation_member', 'organisation_id', { one: 'organisation', many: 'organisations' });
const organisations: CustomerRows = {
  ...memberships,
  move: async (ctx, move) => {
    await ctx.tx.rows(stepBack, [ctx.workspaceId, move.from, move.to]);
    return memberships.move(ctx, move);
  },
  moveBack: async (ctx, move, ids) => {
    const back = await memberships.moveBack(ctx, move, ids);
    for (const id of [move.from, move.to]) await ctx.tx.rows(stepForth, [ctx.workspaceId, id]);
    return back;
  },
};

const aliasMove = statement<{ id: Id }>(
  'moving_alias',
  `UPDATE customer SET merged_into = $3 WHERE workspace_id = $1 AND merged_into = $2 RETURNING id`,
);
const aliasBack = statement<{ id: Id }>(
  'moving_alias_back',
  `UPDATE customer SET merged_into = $3 WHERE workspace_id = $1 AND merged_into = $2 AND id = ANY ($4::uuid[])
   RETURNING id`,
);
/** Who was merged into the one that goes now leads to the one that stays. */
const aliases: CustomerRows = {
  name: 'alias',
  tables: [],
  words: { one: 'earlier merge', many: 'earlier merges' },
  order: 90,
  move: async (ctx, { from, to }) => idsOf(await ctx.tx.rows(aliasMove, [ctx.workspaceId, from, to])),
  moveBack: async (ctx, { from, to }, ids) => idsOf(await ctx.tx.rows(aliasBack, [ctx.workspaceId, from, to, ids])),
};

/** What a customer has of this capability's own. */
export const ownRows: CustomerRows[] = [
  rowsOf('customer_address', { one: 'address', many: 'addresses' }),
  rowsOf('customer_identity', { one: 'sign-in', many: 'sign-ins' }, { order: 5 }),
  rowsOf('customer_note', { one: 'note', many: 'notes' }),
  linksOf('customer_tagged', 'tag_id', { one: 'tag', many: 'tags' }),
  organisations,
  aliases,
];
