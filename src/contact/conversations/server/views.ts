import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { can, demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { countViews, listViews, type Rule, type SavedView } from '../contract.ts';
import { holdsResolved, Values } from './condition-sql.ts';
import { wantedField, whereOf } from './conditions.ts';
import { viewPolicy } from './policy.ts';
import { type ViewRow, viewRows } from './view-access.ts';

const order = statement<{ view_ids: Id[] }>(
  'inbox_view_order_get',
  'SELECT view_ids FROM inbox_view_order WHERE workspace_id = $1 AND account_id = $2',
);
const retiredTags = statement<{ id: Id; name: string }>(
  'inbox_view_retired_tags',
  'SELECT id, name FROM tag WHERE workspace_id = $1 AND id = ANY ($2::uuid[]) AND retired_at IS NOT NULL ORDER BY name',
);

/** The views that somebody sees, in their own order. */
async function seen(ctx: QueryContext): Promise<ViewRow[]> {
  const values = [ctx.workspaceId, actorId(ctx.actor)];
  const rows = (await ctx.tx.rows(viewRows, values)).filter((row) => can(viewPolicy, ctx.actor, 'read', row) === true);
  const ids = (await ctx.tx.first(order, values))?.view_ids ?? [];
  const places = new Map(ids.map((id, index) => [id, index]));
  const placeOf = (row: ViewRow) => places.get(row.id) ?? Number.POSITIVE_INFINITY;
  return rows.sort((one, other) => (placeOf(one) === placeOf(other) ? 0 : placeOf(one) - placeOf(other)));
}

/** The views that you see, with what about their conditions no longer holds. */
export const viewList = answer(listViews, async (ctx) => {
  demand(ctx, viewPolicy, 'list_views');
  const views: SavedView[] = [];
  for (const row of await seen(ctx)) {
    views.push({
      id: row.id,
      name: row.name,
      rule: row.rule,
      sort: row.sort,
      shared: row.shared,
      teamId: row.team_id,
      ownerId: row.owner_id,
      version: row.version,
      mayChange: can(viewPolicy, ctx.actor, 'keep_view', row) === true,
      troubles: await troublesOf(ctx, row.rule),
    });
  }
  return { views };
});

/** Conditions about what was taken away since, in plain words. */
async function troublesOf(ctx: QueryContext, rule: Rule): Promise<string[]> {
  const tagIds = rule.conditions.flatMap((one) => (one.on === 'tag' ? one.of : []));
  const tags = tagIds.length === 0 ? [] : await ctx.tx.rows(retiredTags, [ctx.workspaceId, tagIds]);
  const troubles = tags.map(
    ({ name }) =>
      `The tag “${name}” was taken off the list. Conversations that have it are still found; no new one can get it.`,
  );
  for (const condition of rule.conditions) {
    if (condition.on !== 'field' || (await wantedField(ctx, condition)) !== null) continue;
    troubles.push(
      `The field “${condition.key}” is retired, has changed, or is not for your role to see. This condition finds nothing.`,
    );
  }
  return troubles;
}

/** Counting stops at 1,000 and reads one index of what is not resolved; views that also hold resolved ones have none. */
export const savedViewCounts = answer(countViews, async (ctx) => {
  demand(ctx, viewPolicy, 'list_views');
  const counts: { viewId: Id; count: number | null }[] = [];
  for (const row of await seen(ctx)) counts.push({ viewId: row.id, count: await countOf(ctx, row.rule) });
  return { counts };
});

async function countOf(ctx: QueryContext, rule: Rule): Promise<number | null> {
  if (holdsResolved(rule)) return null;
  const values = new Values();
  const workspace = values.put(ctx.workspaceId);
  const where = await whereOf(ctx, values, workspace, rule);
  // Not prepared under a name: it is planned for its own values, and there are as many as people think of.
  const count = statement<{ count: number }>(
    '',
    `SELECT count(*)::int AS count FROM (SELECT FROM conversation c WHERE c.workspace_id = ${workspace} AND ${where}
     LIMIT 1000) t`,
  );
  return (await ctx.tx.first(count, values.all))?.count ?? 0;
}
