import { answer } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { compareVersions } from '../contract.ts';
import { wordDiff } from '../contract-diff.ts';
import { standardPolicy } from './policy.ts';
import { type ClauseRow, clausesOf, loadVersion, numbersOf } from './rows.ts';

const reasons = statement<{ clause_id: string; reason: string }>(
  'standard_drop_reasons',
  'SELECT clause_id, reason FROM standard_dropped WHERE workspace_id = $1 AND version_id = $2',
);

const taken = statement<{ clause_id: string; id: string; text: string; name: string }>(
  'standard_taken_into',
  `SELECT g.clause_id, g.id, g.text, a.name FROM standard_suggestion g JOIN account a ON a.id = g.author_id
   WHERE g.workspace_id = $1 AND g.taken_into = $2 ORDER BY g.written_at, g.id LIMIT 500`,
);

/** What a clause says, without the place it stands at. */
const contentOf = ({ section, title, text, kind, body, owner_id, review_on }: ClauseRow) =>
  JSON.stringify([section, title, text, kind, body, owner_id, review_on]);

function change(is: 'added' | 'changed' | 'dropped', number: string, old: ClauseRow | null, now: ClauseRow | null) {
  return {
    is,
    id: (now ?? old)?.id ?? '',
    number,
    title: wordDiff(old?.title ?? '', now?.title ?? ''),
    text: wordDiff(old?.text ?? '', now?.text ?? ''),
    before: old?.body ?? null,
    after: now?.body ?? null,
    reason: now?.reason ?? null,
  };
}

/** Clause by clause, as the newer version reads; what it has dropped stands at the end. */
export const comparison = answer(compareVersions, async (ctx, { versionId, since }) => {
  demand(ctx, standardPolicy, 'list');
  const version = await loadVersion(ctx, versionId);
  const fromId = since ?? version.based_on;
  const from = fromId ? await loadVersion(ctx, fromId) : null;
  if (from && from.standard_id !== version.standard_id) {
    refuse('input.invalid', 'Compare two versions of the same standard.');
  }
  const [before, after] = [from ? await clausesOf(ctx, from.id) : [], await clausesOf(ctx, versionId)];
  const [oldNumbers, numbers] = [numbersOf(before), numbersOf(after)];
  const why = await ctx.tx.rows(reasons, [ctx.workspaceId, versionId]);
  const changed = after.flatMap((now) => {
    const old = before.find((one) => one.id === now.id) ?? null;
    if (old && contentOf(old) === contentOf(now)) return [];
    return [change(old ? 'changed' : 'added', numbers.get(now.id) ?? '', old, now)];
  });
  const dropped = before
    .filter((old) => !after.some((one) => one.id === old.id))
    .map((old) => ({
      ...change('dropped', oldNumbers.get(old.id) ?? '', old, null),
      reason: why.find((one) => one.clause_id === old.id)?.reason ?? null,
    }));
  const suggested = await ctx.tx.rows(taken, [ctx.workspaceId, versionId]);
  const withSuggestions = (one: ReturnType<typeof change>) => ({
    ...one,
    suggestions: suggested
      .filter((row) => row.clause_id === one.id)
      .map(({ id, text, name }) => ({ id, text, authorName: name })),
  });
  return {
    from: from ? { major: from.major, minor: from.minor } : null,
    to: { major: version.major, minor: version.minor },
    clauses: [...changed, ...dropped].map(withSuggestions),
  };
});
