import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Rule, Shared, Sort } from '../contract.ts';
import { viewPolicy } from './policy.ts';

export interface ViewRow {
  id: Id;
  name: string;
  owner_id: Id;
  shared: Shared;
  team_id: Id | null;
  rule: Rule;
  sort: Sort;
  is_retired: boolean;
  version: number;
}

const columns = 'id, name, owner_id, shared, team_id, rule, sort, retired_at IS NOT NULL AS is_retired, version';
const load = statement<ViewRow>(
  'inbox_view_load',
  `SELECT ${columns} FROM inbox_view WHERE workspace_id = $1 AND id = $2`,
);
const lock = statement<ViewRow>(
  'inbox_view_lock',
  `SELECT ${columns} FROM inbox_view WHERE workspace_id = $1 AND id = $2 FOR UPDATE`,
);
/** Those that somebody may see at all; `read` of the policy decides. */
export const viewRows = statement<ViewRow>(
  'inbox_view_list',
  `SELECT ${columns} FROM inbox_view WHERE workspace_id = $1 AND retired_at IS NULL
     AND (owner_id = $2 OR shared <> 'nobody')
   ORDER BY shared <> 'nobody', created_at, id`,
);

/** The only way to one view. @throws Problem record.not_found, access.forbidden */
export async function accessView(ctx: QueryContext, id: Id, options: { for: 'read' | 'keep_view'; lock?: boolean }) {
  const row = await ctx.tx.first(options.lock ? lock : load, [ctx.workspaceId, id]);
  if (!row) {
    ctx.decided = true;
    notFound('view');
  }
  demand(ctx, viewPolicy, options.for, row);
  return row;
}

/** What a view holds and how it is sorted. @throws Problem record.not_found, also for one that was deleted */
export async function ruleOfView(ctx: QueryContext, id: Id): Promise<{ rule: Rule; sort: Sort }> {
  const row = await accessView(ctx, id, { for: 'read' });
  if (row.is_retired) notFound('view');
  return row;
}
