import { filterOf } from '#foundation/fields/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { changeView, orderViews, type Rule, retireView, type Shared, saveView, viewChanged } from '../contract.ts';
import { demandVersion } from './access.ts';
import { demandTeam } from './assign.ts';
import { viewPolicy } from './policy.ts';
import { accessView } from './view-access.ts';

const insert = statement(
  'inbox_view_insert',
  `INSERT INTO inbox_view (workspace_id, id, name, owner_id, shared, team_id, rule, sort)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);
const update = statement<{ version: number }>(
  'inbox_view_update',
  `UPDATE inbox_view SET name = $3, shared = $4, team_id = $5, rule = $6, sort = $7, version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);
const retire = statement<{ version: number }>(
  'inbox_view_retire',
  `UPDATE inbox_view SET retired_at = CASE WHEN $3 THEN heed_now() END, version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);
const putOrder = statement(
  'inbox_view_order_put',
  `INSERT INTO inbox_view_order (workspace_id, account_id, view_ids) VALUES ($1, $2, $3::uuid[])
   ON CONFLICT (workspace_id, account_id) DO UPDATE SET view_ids = excluded.view_ids`,
);
// Of two who save at the same time the second counts the first.
const oneByOne = statement('inbox_view_one_by_one', `SELECT pg_advisory_xact_lock(hashtext('inbox_view ' || $1))`);
const mine = statement<{ own: number; shared: number }>(
  'inbox_view_count',
  `SELECT count(*) FILTER (WHERE shared = 'nobody' AND owner_id = $2)::int AS own,
     count(*) FILTER (WHERE shared <> 'nobody')::int AS shared
   FROM inbox_view WHERE workspace_id = $1 AND retired_at IS NULL`,
);
const unknownTag = statement<{ id: Id }>(
  'inbox_view_unknown_tag',
  `SELECT g.id FROM unnest($2::uuid[]) AS g (id)
   WHERE NOT EXISTS (SELECT FROM tag t WHERE t.workspace_id = $1 AND t.id = g.id) LIMIT 1`,
);
const unknownPerson = statement<{ id: Id }>(
  'inbox_view_unknown_person',
  `SELECT g.id FROM unnest($2::uuid[]) AS g (id)
   WHERE NOT EXISTS (SELECT FROM membership m WHERE m.workspace_id = $1 AND m.account_id = g.id) LIMIT 1`,
);
const most = 50;

interface Wanted {
  rule: Rule;
  shared: Shared;
  teamId: Id | null;
}

/** Keeps conditions under a name. Who may not share keeps views of their own only. */
export const saveNewView = handle(saveView, async (ctx, { name, rule, sort, shared, teamId }) => {
  demand(ctx, viewPolicy, 'keep_view');
  await demandFit(ctx, { rule, shared, teamId });
  await demandRoom(ctx, shared);
  const values = [ctx.workspaceId, ctx.key, name, actorId(ctx.actor), shared, teamOf(shared, teamId)];
  await ctx.tx.rows(insert, [...values, JSON.stringify(rule), sort]);
  ctx.emit(viewChanged, { viewId: ctx.key, what: 'made' });
  return { viewId: ctx.key, version: 1 };
});

/** Changes a view. What was shared and is so no longer stays with whoever made it. */
export const changeOneView = handle(changeView, async (ctx, { viewId, version, name, rule, sort, shared, teamId }) => {
  const view = await accessView(ctx, viewId, { for: 'keep_view', lock: true });
  demandVersion(view, version);
  await demandFit(ctx, { rule, shared, teamId });
  if ((view.shared === 'nobody') !== (shared === 'nobody')) await demandRoom(ctx, shared);
  const values = [ctx.workspaceId, viewId, name, shared, teamOf(shared, teamId), JSON.stringify(rule), sort];
  const saved = await ctx.tx.first(update, values);
  ctx.emit(viewChanged, { viewId, what: 'changed' });
  return { viewId, version: saved?.version ?? version + 1 };
});

/** Deletes a view or restores it; conversations are not touched. */
export const retireOneView = handle(retireView, async (ctx, { viewId, version, retired }) => {
  const view = await accessView(ctx, viewId, { for: 'keep_view', lock: true });
  demandVersion(view, version);
  if (view.is_retired === retired) return { viewId, version };
  if (!retired) await demandRoom(ctx, view.shared);
  const saved = await ctx.tx.first(retire, [ctx.workspaceId, viewId, retired]);
  ctx.emit(viewChanged, { viewId, what: retired ? 'deleted' : 'restored' });
  return { viewId, version: saved?.version ?? version + 1 };
});

/** Keeps the order in which somebody wants their views. Ids of others do no harm: they find nothing. */
export const orderMyViews = handle(orderViews, async (ctx, { viewIds }) => {
  demand(ctx, viewPolicy, 'list_views');
  const ids = [...new Set(viewIds)];
  await ctx.tx.rows(putOrder, [ctx.workspaceId, actorId(ctx.actor), ids]);
  ctx.emit(viewChanged, { viewId: null, what: 'ordered' });
  return { count: ids.length };
});

const teamOf = (shared: Shared, teamId: Id | null) => (shared === 'team' ? teamId : null);

/** What a view names must be there, and who shares it must be allowed to. */
async function demandFit(ctx: CommandContext, { rule, shared, teamId }: Wanted): Promise<void> {
  if (shared !== 'nobody') demand(ctx, viewPolicy, 'share_view');
  if (shared === 'team') {
    if (!teamId) refuse('input.invalid', 'Say with which team to share it: `teamId`.');
    await demandTeam(ctx, teamId);
  }
  for (const condition of rule.conditions) {
    if (condition.on === 'field') {
      await filterOf(ctx, condition.subject, JSON.stringify({ [condition.key]: condition.value }));
    }
    if (condition.on === 'tag' && (await ctx.tx.first(unknownTag, [ctx.workspaceId, condition.of]))) {
      refuse('conversation.unknown_tag', 'A condition names a tag that this workspace does not have.');
    }
    if (condition.on === 'team') {
      for (const id of condition.of) if (id !== 'mine' && id !== 'none') await demandTeam(ctx, id);
    }
    if (condition.on !== 'assignee') continue;
    const people = condition.of.filter((id) => id !== 'me' && id !== 'nobody');
    if (people.length > 0 && (await ctx.tx.first(unknownPerson, [ctx.workspaceId, people]))) {
      refuse('conversation.unknown_assignee', 'A condition names somebody who does not work here.');
    }
  }
}

async function demandRoom(ctx: CommandContext, shared: Shared): Promise<void> {
  await ctx.tx.rows(oneByOne, [ctx.workspaceId]);
  const row = await ctx.tx.first(mine, [ctx.workspaceId, actorId(ctx.actor)]);
  const count = (shared === 'nobody' ? row?.own : row?.shared) ?? 0;
  if (count < most) return;
  const whose = shared === 'nobody' ? 'You have' : 'The workspace shares';
  refuse('conversation.too_many_views', `${whose} ${most} views, which is the most. Delete one first.`);
}
