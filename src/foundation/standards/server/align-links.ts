import { itemsOfKinds } from '#foundation/library/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, handle, type QueryContext } from '#kernel/server/capability.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { AgreesWith, clausesLinked, linkClauses } from '../contract-align.ts';
import { accessVersion, type ClauseRow, clausesOf, numbersOf } from './rows.ts';

const kinds = AgreesWith.options;

interface LinkRow {
  clause_id: Id;
  agrees_with: AgreesWith;
  item_id: Id | null;
  words: string | null;
}
const linksOf = statement<LinkRow>(
  'standard_links',
  `SELECT clause_id, agrees_with, item_id, words FROM standard_link WHERE workspace_id = $1 AND version_id = $2
   ORDER BY clause_id, agrees_with, place`,
);

/** The matrix: each clause with what it agrees with, and what it still has to name. */
export async function alignedClauses(ctx: QueryContext, versionId: Id, clauses: readonly ClauseRow[]) {
  const items = new Map((await itemsOfKinds(ctx, kinds)).map((item) => [item.id, item]));
  const rows = await ctx.tx.rows(linksOf, [ctx.workspaceId, versionId]);
  const numbers = numbersOf(clauses);
  return clauses.map(({ id, title }) => {
    const links = rows
      .filter((row) => row.clause_id === id)
      .map(({ agrees_with, item_id, words }) => {
        const item = item_id === null ? undefined : items.get(item_id);
        const isDoubtful = item_id !== null && (!item || item.is_stale || item.retired_at !== null);
        return { agreesWith: agrees_with, itemId: item_id, words: words ?? item?.title ?? '', isDoubtful };
      });
    const gaps = kinds.filter((kind) => !links.some((link) => link.agreesWith === kind));
    return { clauseId: id, number: numbers.get(id) ?? '', title, links, gaps };
  });
}

const called: Record<AgreesWith, string> = { policy: 'policy', procedure: 'procedure', brand: 'brand value' };

/** @throws Problem standard.not_aligned, naming each gap */
export async function demandLinked(ctx: QueryContext, versionId: Id, clauses: readonly ClauseRow[]): Promise<void> {
  const lacking = (await alignedClauses(ctx, versionId, clauses)).filter((one) => one.gaps.length > 0);
  if (lacking.length === 0) return;
  const errors = lacking.map(({ number, title, gaps }) => ({
    path: number,
    message: `“${title}” names no ${gaps.map((gap) => called[gap]).join(', no ')}.`,
  }));
  const first = errors.slice(0, 3).map((one) => `${one.path} ${one.message}`);
  const more = errors.length > first.length ? ` And ${errors.length - first.length} more.` : '';
  refuse('standard.not_aligned', `${first.join(' ')}${more}`, { errors });
}

const clear = statement(
  'standard_links_clear',
  `DELETE FROM standard_link WHERE workspace_id = $1 AND version_id = $2 AND agrees_with = $3
     AND clause_id = ANY($4::uuid[])`,
);
const insert = statement(
  'standard_links_insert',
  `INSERT INTO standard_link (workspace_id, version_id, clause_id, agrees_with, place, item_id, words)
   SELECT $1, $2, c, $3, n, item, said FROM unnest($4::uuid[]) AS c,
     unnest($5::uuid[], $6::text[]) WITH ORDINALITY AS l (item, said, n)`,
);

export type Link = { itemId: Id } | { words: string };

/** Replaces what these clauses name of one kind. Policy and checks are the caller's. */
export async function writeLinks(
  ctx: CommandContext,
  versionId: Id,
  clauseIds: readonly Id[],
  agreesWith: AgreesWith,
  links: readonly Link[],
): Promise<void> {
  await ctx.tx.rows(clear, [ctx.workspaceId, versionId, agreesWith, clauseIds]);
  const items = links.map((link) => ('itemId' in link ? link.itemId : null));
  const words = links.map((link) => ('words' in link ? link.words : null));
  await ctx.tx.rows(insert, [ctx.workspaceId, versionId, agreesWith, clauseIds, items, words]);
}

/** @throws Problem standard.unknown_link */
async function demandItems(ctx: QueryContext, agreesWith: AgreesWith, links: readonly Link[]): Promise<void> {
  const inUse = (await itemsOfKinds(ctx, [agreesWith])).filter((item) => item.retired_at === null);
  const unknown = links.find((link) => 'itemId' in link && !inUse.some((item) => item.id === link.itemId));
  if (unknown) refuse('standard.unknown_link', `Choose a ${called[agreesWith]} of the library that is in use.`);
}

export const linkSomeClauses = handle(linkClauses, async (ctx, { versionId, clauseIds, agreesWith, links }) => {
  const version = await accessVersion(ctx, versionId, 'link');
  const own = new Set((await clausesOf(ctx, versionId)).map((clause) => clause.id));
  const named = [...new Set(clauseIds)];
  if (named.some((id) => !own.has(id))) notFound('clause');
  await demandItems(ctx, agreesWith, links);
  await writeLinks(ctx, versionId, named, agreesWith, links);
  ctx.emit(clausesLinked, { standardId: version.standard_id, versionId, agreesWith, clauses: named.length });
  return { versionId, clauses: named.length };
});
