import { itemsNamed } from '#foundation/library/index.ts';
import { publishedClauses } from '#foundation/standards/index.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { type CommandContext, handle, type QueryContext } from '#kernel/server/capability.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import {
  conditionLinked,
  conditionUnlinked,
  type LinkTarget,
  linkCondition,
  most,
  unlinkCondition,
} from '../contract.ts';
import { accessCondition, type ConditionRow, nothing } from './rows.ts';
import { type Offer, suggestedFor } from './suggest.ts';

export interface LinkRow {
  id: Id;
  condition_id: Id;
  version_id: Id | null;
  clause_id: Id | null;
  content_hash: string | null;
  item_id: Id | null;
  linked_by: string | null;
  linked_at: Date;
}

const ofAssessment = statement<LinkRow>(
  'assessment_links',
  `SELECT k.id, k.condition_id, k.version_id, k.clause_id, k.content_hash, k.item_id, a.name AS linked_by, k.linked_at
   FROM assessment_link k
   JOIN assessment_condition c ON c.workspace_id = k.workspace_id AND c.id = k.condition_id
   LEFT JOIN account a ON a.id = k.linked_by
   WHERE k.workspace_id = $1 AND c.assessment_id = $2 ORDER BY k.id`,
);

/** Every link of an assessment's conditions. */
export function linksOf(ctx: QueryContext, assessmentId: Id): Promise<LinkRow[]> {
  return ctx.tx.rows(ofAssessment, [ctx.workspaceId, assessmentId]);
}

const toClause = statement<{ id: Id }>(
  'assessment_link_clause',
  `INSERT INTO assessment_link (workspace_id, id, condition_id, version_id, clause_id, content_hash, linked_by)
   VALUES ($1, $2, $3, $4, $5, $6, $7)
   ON CONFLICT (workspace_id, condition_id, clause_id) WHERE clause_id IS NOT NULL
   DO UPDATE SET version_id = excluded.version_id, content_hash = excluded.content_hash,
     linked_by = excluded.linked_by, linked_at = excluded.linked_at
   RETURNING id`,
);
const toItem = statement<{ id: Id }>(
  'assessment_link_item',
  `INSERT INTO assessment_link (workspace_id, id, condition_id, item_id, linked_by) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (workspace_id, condition_id, item_id) WHERE item_id IS NOT NULL
   DO UPDATE SET linked_by = excluded.linked_by RETURNING id`,
);

interface NewLink {
  id: Id;
  to: LinkTarget;
  /** Of the version of a clause. */
  contentHash: string | null;
  by: Id | null;
}

async function writeLink(ctx: CommandContext, condition: ConditionRow, { id, to, contentHash, by }: NewLink) {
  const row =
    to.is === 'clause'
      ? await ctx.tx.first(toClause, [ctx.workspaceId, id, condition.id, to.versionId, to.clauseId, contentHash, by])
      : await ctx.tx.first(toItem, [ctx.workspaceId, id, condition.id, to.itemId, by]);
  const linkId = row?.id ?? id;
  const named = { versionId: null, clauseId: null, itemId: null, ...withoutIs(to) };
  const { id: conditionId, assessment_id: assessmentId } = condition;
  ctx.emit(conditionLinked, { assessmentId, conditionId, linkId, what: to.is, ...named });
  return linkId;
}

function withoutIs({ is: _, ...named }: LinkTarget) {
  return named;
}

/** Links what obviously meets a new condition. */
export async function linkSuggested(ctx: CommandContext, condition: ConditionRow, offer: Offer): Promise<void> {
  for (const { to, contentHash } of suggestedFor(condition.kind, offer)) {
    await writeLink(ctx, condition, { id: newId(), to, contentHash, by: null });
  }
}

/** The hash of what was published; null for an item. @throws Problem assessment.unknown_link */
async function demandTarget(ctx: QueryContext, to: LinkTarget): Promise<string | null> {
  if (to.is === 'item') {
    const [item] = await itemsNamed(ctx, [to.itemId]);
    if (!item) return refuse('assessment.unknown_link', 'There is no such item in the library.');
    if (item.retired_at) refuse('assessment.unknown_link', `“${item.title}” is retired. Choose one that holds.`);
    return null;
  }
  const clauses = await publishedClauses(ctx, [to.versionId]);
  const clause = clauses.find((one) => one.versionId === to.versionId && one.id === to.clauseId);
  return clause?.contentHash ?? refuse('assessment.unknown_link', 'No version that was published has this clause.');
}

// Without the one that would move to another version.
const count = statement<{ links: number }>(
  'assessment_link_count',
  `SELECT count(*)::int AS links FROM assessment_link
   WHERE workspace_id = $1 AND condition_id = $2 AND coalesce(clause_id, item_id) <> $3`,
);

export const linkOne = handle(linkCondition, async (ctx, { conditionId, to }) => {
  const condition = await accessCondition(ctx, conditionId);
  const contentHash = await demandTarget(ctx, to);
  const named = to.is === 'clause' ? to.clauseId : to.itemId;
  const there = await ctx.tx.first(count, [ctx.workspaceId, conditionId, named]);
  if (there && there.links >= most) refuse('assessment.full', `It has ${most} links already. Take one off first.`);
  const linkId = await writeLink(ctx, condition, { id: ctx.key, to, contentHash, by: actorId(ctx.actor) });
  return { assessmentId: condition.assessment_id, linkId };
});

const one = statement<{ condition_id: Id }>(
  'assessment_link_one',
  'SELECT condition_id FROM assessment_link WHERE workspace_id = $1 AND id = $2',
);
const remove = statement<{ id: Id }>(
  'assessment_link_remove',
  'DELETE FROM assessment_link WHERE workspace_id = $1 AND id = $2 RETURNING id',
);

export const unlinkOne = handle(unlinkCondition, async (ctx, { linkId }) => {
  const link = await ctx.tx.first(one, [ctx.workspaceId, linkId]);
  if (!link) return nothing(ctx, 'link');
  const { id: conditionId, assessment_id: assessmentId } = await accessCondition(ctx, link.condition_id);
  if (!(await ctx.tx.first(remove, [ctx.workspaceId, linkId]))) notFound('link');
  ctx.emit(conditionUnlinked, { assessmentId, conditionId, linkId });
  return { assessmentId, linkId };
});
