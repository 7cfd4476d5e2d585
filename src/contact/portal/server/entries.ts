import type { OutputOf } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { listBrands } from '../contract.ts';

type Entry = OutputOf<typeof listBrands>['entries'][number];

const entries = `SELECT e.id, e.kind, e.name, b.brand_id AS "brandId" FROM (
     SELECT id, 'mail' AS kind, address AS name FROM mailbox WHERE workspace_id = $1 AND retired_at IS NULL
     UNION ALL SELECT id, 'chat', name FROM widget WHERE workspace_id = $1
     UNION ALL SELECT id, 'form', coalesce(published, draft)->>'title' FROM form
       WHERE workspace_id = $1 AND archived_at IS NULL
     UNION ALL SELECT id, 'call', name FROM phone_line WHERE workspace_id = $1 AND retired_at IS NULL
     UNION ALL SELECT id, 'messenger', name FROM social_account WHERE workspace_id = $1 AND retired_at IS NULL) e
   LEFT JOIN brand_entry b ON b.workspace_id = $1 AND b.entry_id = e.id`;
const order = 'ORDER BY e.kind, lower(e.name), e.id';
const some = statement<Entry>('brand_entries', `${entries} ${order} LIMIT 500`);
const ofBrands = statement<Entry>('brand_entries_of', `${entries} WHERE b.brand_id = ANY ($2::uuid[]) ${order}`);
const named = statement<Entry>('brand_entries_named', `${entries} WHERE e.id = ANY ($2::uuid[])`);

/** What there is to choose among, with the brand that it is of: everything through which conversations come in. */
export function entriesOf(ctx: QueryContext): Promise<Entry[]> {
  return ctx.tx.rows(some, [ctx.workspaceId]);
}

/** All entries of some brands. */
export function entriesOfBrands(ctx: QueryContext, brands: readonly { id: Id }[]): Promise<Entry[]> {
  return ctx.tx.rows(ofBrands, [ctx.workspaceId, brands.map((one) => one.id)]);
}

/** @throws Problem portal.unknown_entry */
export async function demandEntries(ctx: QueryContext, ids: readonly Id[]): Promise<void> {
  if (ids.length === 0) return;
  const known = new Set((await ctx.tx.rows(named, [ctx.workspaceId, ids])).map((one) => one.id));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  refuse('portal.unknown_entry', `Nothing of this workspace has the id ${unknown[0]}.`);
}
