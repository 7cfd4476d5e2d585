import { isDeepStrictEqual } from 'node:util';
import { type ItemRow, itemsNamed } from '#foundation/library/index.ts';
import type { PublishedClause } from '#foundation/standards/index.ts';
import type { OutputOf } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import type { getAssessment } from '../contract.ts';
import { type LinkRow, linksOf } from './links.ts';
import { type ConditionRow, conditionsOf } from './rows.ts';
import { type Offer, offerOf, suggestedFor } from './suggest.ts';

export type Condition = OutputOf<typeof getAssessment>['checklist'][number];
type Link = Condition['links'][number];
type Item = ItemRow & { text: string };

const isLater = (one: PublishedClause, than: PublishedClause) =>
  one.major > than.major || (one.major === than.major && one.minor > than.minor);
const wordsOf = ({ title, text, body }: PublishedClause) => [title, text, body];

/** The version in force of the same standard where it is a later one, and what it made of the clause. */
function newerThan(clause: PublishedClause, clauses: readonly PublishedClause[]): Link['newer'] {
  const inForce = clauses.filter((one) => one.isInForce && one.standardId === clause.standardId);
  const [first] = inForce;
  if (!first || !isLater(first, clause)) return null;
  const { versionId, major, minor } = first;
  const now = inForce.find((one) => one.id === clause.id);
  if (!now) return { versionId, major, minor, clauseIs: 'gone' };
  return { versionId, major, minor, clauseIs: isDeepStrictEqual(wordsOf(now), wordsOf(clause)) ? 'same' : 'changed' };
}

function presentClause(clause: PublishedClause, contentHash: string): Link['clause'] {
  const { standardId, standardName, versionId, major, minor, isInForce, id, number, title, text, body } = clause;
  return {
    ...{ standardId, standardName, versionId, major, minor, contentHash, isInForce },
    ...{ clauseId: id, number, title, text, body },
  };
}

function presentItem(item: Item): Link['item'] {
  const { id, kind, title, address, text, dated_on, is_stale, retired_at } = item;
  return {
    ...{ itemId: id, kind, title, address, text },
    ...{ datedOn: dated_on, isStale: is_stale, isRetired: retired_at !== null },
  };
}

function presentLink(row: LinkRow, clauses: readonly PublishedClause[], items: readonly Item[]): Link {
  const clause = clauses.find((one) => one.versionId === row.version_id && one.id === row.clause_id);
  const item = items.find((one) => one.id === row.item_id);
  return {
    id: row.id,
    linkedAt: row.linked_at.toISOString(),
    linkedBy: row.linked_by,
    clause: clause ? presentClause(clause, row.content_hash ?? '') : null,
    newer: clause ? newerThan(clause, clauses) : null,
    item: item ? presentItem(item) : null,
  };
}

const inOrder = new Intl.Collator('en', { numeric: true });
/** By which links are read in the order of their standard; `5.10` comes after `5.9`. */
const placeOf = ({ clause, item }: Link) => (clause ? `${clause.standardName} ${clause.number}` : (item?.title ?? ''));

function presentCondition({ id, kind, title }: ConditionRow, links: Link[], offer: Offer): Condition {
  const linked = new Set(links.map((one) => one.clause?.clauseId ?? one.item?.itemId));
  const suggestions = suggestedFor(kind, offer).filter(
    ({ to }) => !linked.has(to.is === 'clause' ? to.clauseId : to.itemId),
  );
  return {
    ...{ id, kind, title },
    links: links.toSorted((a, b) => inOrder.compare(placeOf(a), placeOf(b))),
    isMet: links.some((one) => one.clause !== null || one.item?.isRetired === false),
    suggestions: suggestions.map(({ to, where, title: words }) => ({ to, where, title: words })),
  };
}

/** The conditions of an assessment, each with what is linked and what could be. Policy is the caller's. */
export async function checklistOf(ctx: QueryContext, assessmentId: Id): Promise<Condition[]> {
  const conditions = await conditionsOf(ctx, assessmentId);
  const rows = await linksOf(ctx, assessmentId);
  const given = (ids: readonly (Id | null)[]) => [...new Set(ids.filter((id) => id !== null))];
  const offer = await offerOf(ctx, given(rows.map((row) => row.version_id)));
  const items = await itemsNamed(ctx, given(rows.map((row) => row.item_id)));
  return conditions.map((condition) => {
    const own = rows.filter((row) => row.condition_id === condition.id);
    return presentCondition(
      condition,
      own.map((row) => presentLink(row, offer.clauses, items)),
      offer,
    );
  });
}
