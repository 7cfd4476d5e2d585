import type { OutputOf } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { listBrands } from '../contract.ts';

type Entry = OutputOf<typeof listBrands>['entries'][number];

const all = statement<Entry>(
  'brand_entries',
  `SELECT e.id, e.kind, e.name, b.brand_id AS "brandId" FROM (
     SELECT id, 'mail' AS kind, address AS name FROM mailbox WHERE workspace_id = $1 AND retired_at IS NULL
     UNION ALL SELECT id, 'chat', name FROM widget WHERE workspace_id = $1
     UNION ALL SELECT id, 'form', coalesce(published, draft)->>'title' FROM form
       WHERE workspace_id = $1 AND archived_at IS NULL
     UNION ALL SELECT id, 'call', name FROM phone_line WHERE workspace_id = $1 AND retired_at IS NULL
     UNION ALL SELECT id, 'messenger', name FROM social_account WHERE workspace_id = $1 AND retired_at IS NULL) e
   LEFT JOIN brand_entry b ON b.workspace_id = $1 AND b.entry_id = e.id ORDER BY e.kind, lower(e.name), e.id LIMIT 500`,
);

/** Everything through which conversations come in, with the brand that it is of. */
export function entriesOf(ctx: QueryContext): Promise<Entry[]> {
  return ctx.tx.rows(all, [ctx.workspaceId]);
}

/** @throws Problem portal.unknown_entry */
export async function demandEntries(ctx: QueryContext, ids: readonly Id[]): Promise<void> {
  if (ids.length === 0) return;
  const known = new Set((await entriesOf(ctx)).map((one) => one.id));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  refuse('portal.unknown_entry', `Nothing of this workspace has the id ${unknown[0]}.`);
}
