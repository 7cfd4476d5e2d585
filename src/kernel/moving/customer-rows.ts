import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, Slot } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';

/** Whom rows leave and whom they join when two customers turn out to be one, or two after all. */
export interface Move {
  from: Id;
  to: Id;
  /** Ids of everything that moved before, in the order of the sources: what a promise or a notice can be about. */
  along: readonly Id[];
}

/**
 * Rows that belong to a customer and go along when two turn out to be one. Whoever keeps a table with `customer_id` fills
 * this slot; a test walks the schema and fails for one that nobody names.
 */
export interface CustomerRows {
  /** Names the source in the journal of a merge. */
  name: string;
  /** Tables of which this takes care. */
  tables: readonly string[];
  words: { one: string; many: string };
  /** Lower ones move first. */
  order: number;
  /** Whether each row is a contact, which the customer's record counts. */
  areContacts?: boolean;
  /** Returns the ids of what moved, by which each finds its way back. */
  move(ctx: CommandContext, move: Move): Promise<Id[]>;
  /** Moves those of the ids back that are still there. Returns which. */
  moveBack(ctx: CommandContext, move: Move, ids: readonly Id[]): Promise<Id[]>;
}

/** Tables whose rows belong to a customer, filled by the capabilities that keep them. */
export const customerRows: Slot<CustomerRows> = { slot: 'moving.customer-rows' };

/** Rows found by their `customer_id`, known by a column of their own. */
export function rowsOf(
  table: string,
  words: CustomerRows['words'],
  { order = 50, id = 'id' }: { order?: number; id?: string } = {},
): CustomerRows {
  const move = statement<{ id: Id }>(
    `moving_${table}`,
    `UPDATE ${table} SET customer_id = $3 WHERE workspace_id = $1 AND customer_id = $2 RETURNING ${id} AS id`,
  );
  const back = statement<{ id: Id }>(
    `moving_${table}_back`,
    `UPDATE ${table} SET customer_id = $3 WHERE workspace_id = $1 AND customer_id = $2 AND ${id} = ANY ($4::uuid[])
     RETURNING ${id} AS id`,
  );
  return {
    name: table,
    tables: [table],
    words,
    order,
    move: async (ctx, { from, to }) => idsOf(await ctx.tx.rows(move, [ctx.workspaceId, from, to])),
    moveBack: async (ctx, { from, to }, ids) => idsOf(await ctx.tx.rows(back, [ctx.workspaceId, from, to, ids])),
  };
}

export function idsOf(rows: readonly { id: Id }[]): Id[] {
  return rows.map((row) => row.id);
}
