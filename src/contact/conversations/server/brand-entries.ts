import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';

const leave = statement(
  'brand_entry_leave',
  'DELETE FROM brand_entry WHERE workspace_id = $1 AND brand_id = $2 AND entry_id <> ALL ($3::uuid[])',
);
const take = statement(
  'brand_entry_take',
  `INSERT INTO brand_entry (workspace_id, entry_id, brand_id) SELECT $1, unnest($3::uuid[]), $2
   ON CONFLICT (workspace_id, entry_id) DO UPDATE SET brand_id = excluded.brand_id`,
);

/**
 * Through which entries what begins from now on is of a brand; an entry of another brand changes over. Policy is the
 * caller's, and so is whether there are such entries.
 */
export async function setBrandEntries(ctx: CommandContext, brandId: Id, entryIds: readonly Id[]): Promise<void> {
  const ids = [...new Set(entryIds)].toSorted();
  await ctx.tx.rows(leave, [ctx.workspaceId, brandId, ids]);
  await ctx.tx.rows(take, [ctx.workspaceId, brandId, ids]);
}
