import type { Id } from '#kernel/contract/ids.ts';
import { type CustomerRows, customerRows } from '#kernel/moving/customer-rows.ts';
import type { CommandContext, QueryContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Mergeable } from './choose.ts';

/** What is kept beside the record for undoing: which first choices of address stepped back. */
export interface Before extends Mergeable {
  steppedBack: Id[];
}
export interface MergeRow {
  id: Id;
  customer_id: Id;
  other_id: Id;
  merged_by: Id | null;
  merged_at: Date;
  undo_until: Date;
  undone_at: Date | null;
  before: Before;
  after: Mergeable;
}

const columns = 'id, customer_id, other_id, merged_by, merged_at, undo_until, undone_at, before, after';
const insert = statement(
  'customer_merge_insert',
  `INSERT INTO customer_merge (workspace_id, id, customer_id, other_id, merged_by, merged_at, undo_until, before, after)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9::jsonb)`,
);
const insertRows = statement(
  'customer_merge_rows_insert',
  `INSERT INTO customer_merge_row (workspace_id, merge_id, source, row_id)
   SELECT $1, $2, $3, id FROM unnest($4::uuid[]) AS id`,
);
const load = statement<MergeRow>(
  'customer_merge_load_one',
  `SELECT ${columns} FROM customer_merge WHERE workspace_id = $1 AND id = $2`,
);
const rows = statement<{ row_id: Id }>(
  'customer_merge_rows',
  'SELECT row_id FROM customer_merge_row WHERE workspace_id = $1 AND merge_id = $2 AND source = $3',
);
const end = statement<{ id: Id }>(
  'customer_merge_end',
  `UPDATE customer_merge SET undone_at = $3, undone_by = $4 WHERE workspace_id = $1 AND id = $2 AND undone_at IS NULL
   RETURNING id`,
);

/** Whose rows move, lower ones first. */
export function sources(ctx: QueryContext): CustomerRows[] {
  return [...ctx.contributed(customerRows)].sort((one, other) => one.order - other.order);
}

export function mergeOf(ctx: QueryContext, mergeId: Id): Promise<MergeRow | undefined> {
  return ctx.tx.first(load, [ctx.workspaceId, mergeId]);
}

type NewMerge = Pick<MergeRow, 'id' | 'customer_id' | 'other_id' | 'merged_by' | 'undo_until' | 'before' | 'after'>;

/** Opens the journal of a merge. */
export async function openJournal(ctx: CommandContext, merge: NewMerge): Promise<void> {
  await ctx.tx.rows(insert, [
    ...[ctx.workspaceId, merge.id, merge.customer_id, merge.other_id, merge.merged_by, ctx.now, merge.undo_until],
    ...[JSON.stringify(merge.before), JSON.stringify(merge.after)],
  ]);
}

/** Moves everything that anybody keeps of the other customer, and writes down each row. Returns how many contacts. */
export async function moveAll(ctx: CommandContext, mergeId: Id, from: Id, to: Id): Promise<number> {
  const along: Id[] = [from];
  let contacts = 0;
  for (const source of sources(ctx)) {
    const ids = await source.move(ctx, { from, to, along });
    if (ids.length > 0) await ctx.tx.rows(insertRows, [ctx.workspaceId, mergeId, source.name, ids]);
    along.push(...ids);
    if (source.areContacts) contacts += ids.length;
  }
  return contacts;
}

/** Moves everything back that is still there. Returns how many contacts went back, and what could not, by source. */
export async function moveAllBack(ctx: CommandContext, merge: MergeRow) {
  const along: Id[] = [merge.customer_id];
  let contacts = 0;
  const missing = new Map<string, number>();
  for (const source of sources(ctx)) {
    const ids = (await ctx.tx.rows(rows, [ctx.workspaceId, merge.id, source.name])).map((row) => row.row_id);
    if (ids.length === 0) continue;
    const moved = await source.moveBack(ctx, { from: merge.customer_id, to: merge.other_id, along }, ids);
    along.push(...moved);
    if (source.areContacts) contacts += moved.length;
    if (moved.length < ids.length) missing.set(source.name, ids.length - moved.length);
  }
  return { contacts, missing };
}

/** Ends a merge; false where somebody else did at the same time. */
export async function endMerge(ctx: CommandContext, mergeId: Id, by: Id | null): Promise<boolean> {
  return (await ctx.tx.first(end, [ctx.workspaceId, mergeId, ctx.now, by])) !== undefined;
}
