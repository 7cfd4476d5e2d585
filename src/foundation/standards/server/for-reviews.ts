import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, QueryContext } from '#kernel/server/capability.ts';
import { notFound } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { beginVersion } from '../contract.ts';
import type { ClauseBody, Disposition } from '../contract-words.ts';
import { clausesOf, loadStandard, loadVersion, numbersOf, versionsOf } from './rows.ts';

/** A version of a standard as those who review it need it. */
export interface StandardRead {
  id: Id;
  name: string;
  isRetired: boolean;
  versionId: Id;
  major: number;
  minor: number;
  /** Since when some version of it has been in force; null: never. */
  since: Date | null;
  authorId: Id | null;
  /** The version that is worked on. */
  openId: Id | null;
  clauses: { id: Id; number: string; title: string; body: ClauseBody | null }[];
}

/**
 * A standard in the version given, else in the one in force. Policy is the caller's.
 * @throws Problem record.not_found when there is no such version, or none is in force
 */
export async function standardRead(ctx: QueryContext, standardId: Id, versionId?: Id): Promise<StandardRead> {
  const standard = await loadStandard(ctx, standardId);
  const versions = await versionsOf(ctx, standardId);
  const version = versions.find((one) => (versionId ? one.id === versionId : one.state === 'published'));
  if (!version) return notFound('version in force');
  const rows = await clausesOf(ctx, version.id);
  const numbers = numbersOf(rows);
  const times = versions.flatMap((one) => (one.published_at ? [one.published_at.getTime()] : []));
  return {
    id: standard.id,
    name: standard.name,
    isRetired: standard.retired_at !== null,
    versionId: version.id,
    major: version.major,
    minor: version.minor,
    since: times.length > 0 ? new Date(Math.min(...times)) : null,
    authorId: version.author_id,
    openId: versions.find((one) => !['published', 'retired'].includes(one.state))?.id ?? null,
    clauses: rows.map(({ id, title, body }) => ({ id, title, body, number: numbers.get(id) ?? '' })),
  };
}

/** Whether some version of a standard is in force. Policy is the caller's. @throws Problem record.not_found */
export async function isInForce(ctx: QueryContext, standardId: Id): Promise<boolean> {
  await loadStandard(ctx, standardId);
  return (await versionsOf(ctx, standardId)).some((one) => one.state === 'published');
}

const changed = statement<{ id: Id }>(
  'standard_clauses_changed',
  `SELECT id FROM standard_clause WHERE workspace_id = $1 AND version_id = $2 AND changed_by IS NOT NULL
   UNION SELECT clause_id FROM standard_dropped WHERE workspace_id = $1 AND version_id = $2`,
);

/** Clauses that a version writes anew or leaves out. */
export async function changedClauses(tx: Tx, workspaceId: Id, versionId: Id): Promise<Set<Id>> {
  return new Set((await tx.rows(changed, [workspaceId, versionId])).map((row) => row.id));
}

/**
 * Begins the next version, or gives the one that is worked on, and its number. Policy is the caller's.
 * @throws Problem as `standards.begin-version`
 */
export async function nextVersion(
  ctx: CommandContext,
  standardId: Id,
  step: 'major' | 'minor',
  reason: string,
): Promise<{ versionId: Id; major: number; minor: number }> {
  const open = (await versionsOf(ctx, standardId)).find((one) => !['published', 'retired'].includes(one.state));
  if (!open) return ctx.inner(beginVersion, { standardId, step, reason });
  const { id: versionId, major, minor } = await loadVersion(ctx, open.id);
  return { versionId, major, minor };
}

const suggest = statement(
  'standard_clause_suggest',
  `UPDATE standard_clause c SET reason = g.reason
   FROM unnest($3::uuid[], $4::text[]) AS g (id, reason)
   WHERE c.workspace_id = $1 AND c.version_id = $2 AND c.id = g.id AND c.changed_by IS NULL`,
);

/** Reasons that wait in a draft for whoever changes the clauses; until then they say nothing of them. */
export async function suggestReasons(
  ctx: CommandContext,
  versionId: Id,
  reasons: ReadonlyMap<Id, string>,
): Promise<void> {
  if (reasons.size === 0) return;
  await ctx.tx.rows(suggest, [ctx.workspaceId, versionId, [...reasons.keys()], [...reasons.values()]]);
}

/** Promises of a line of a clause that were decided in one week, in whatever version they began. */
export interface Kept {
  clause_id: Id;
  measure: string;
  channel: string | null;
  team_id: Id | null;
  brand_id: Id | null;
  /** The Monday. */
  week: string;
  kept: number;
  broken: number;
  waived: number;
}
// Started within half a year before: what was decided in the period, found by the index of measures.
const kept = statement<Kept>(
  'standard_kept',
  `WITH own AS MATERIALIZED (
     SELECT o.target_id, o.clause_id, t.measure, t.channel, t.team_id, t.brand_id FROM standard_target o
     JOIN standard_version v ON v.workspace_id = o.workspace_id AND v.id = o.version_id
     JOIN target t ON t.workspace_id = o.workspace_id AND t.id = o.target_id
     WHERE o.workspace_id = $1 AND v.standard_id = $2),
   decided AS (
     SELECT p.target_id, coalesce(p.broken_at, p.ended_at) AS at, p.broken_at IS NOT NULL AS is_broken, p.state
     FROM promise p WHERE p.workspace_id = $1 AND p.measure IN (SELECT measure FROM own)
       AND p.started_at >= ($3::date::timestamp AT TIME ZONE $5) - interval '183 days'
       AND p.started_at < ($4::date + 1)::timestamp AT TIME ZONE $5
       AND p.target_id IN (SELECT target_id FROM own) AND p.state IN ('kept', 'kept_late', 'broken', 'waived'))
   SELECT own.clause_id, own.measure, own.channel, own.team_id, own.brand_id,
     date_trunc('week', d.at AT TIME ZONE $5)::date::text AS week,
     (count(*) FILTER (WHERE NOT d.is_broken AND d.state = 'kept'))::int AS kept,
     (count(*) FILTER (WHERE d.is_broken))::int AS broken,
     (count(*) FILTER (WHERE NOT d.is_broken AND d.state = 'waived'))::int AS waived
   FROM decided d JOIN own ON own.target_id = d.target_id
   WHERE d.at >= $3::date::timestamp AT TIME ZONE $5 AND d.at < ($4::date + 1)::timestamp AT TIME ZONE $5
   GROUP BY 1, 2, 3, 4, 5, 6`,
);

/** How the promises of a standard's clauses were kept from one day to another, week by week. Policy is the caller's. */
export function keptByClause(
  ctx: QueryContext,
  standardId: Id,
  { from, to, timeZone }: { from: string; to: string; timeZone: string },
): Promise<Kept[]> {
  return ctx.tx.rows(kept, [ctx.workspaceId, standardId, from, to, timeZone]);
}

const comments = statement<{ id: Id; at: Date; disposition: Disposition | null; title: string | null }>(
  'standard_comments_in',
  `SELECT c.id, c.written_at AS at, c.disposition, l.title FROM standard_comment c
   JOIN standard_version v ON v.workspace_id = c.workspace_id AND v.id = c.version_id
   LEFT JOIN standard_clause l ON l.workspace_id = c.workspace_id AND l.version_id = c.version_id AND l.id = c.clause_id
   WHERE c.workspace_id = $1 AND v.standard_id = $2 AND c.written_at >= $3::date::timestamp AT TIME ZONE $5
     AND c.written_at < ($4::date + 1)::timestamp AT TIME ZONE $5 ORDER BY c.written_at DESC, c.id DESC LIMIT 200`,
);

/** What people said of a standard from one day to another, the newest first; the words by `commentWords`. */
export function commentsIn(
  ctx: QueryContext,
  standardId: Id,
  { from, to, timeZone }: { from: string; to: string; timeZone: string },
) {
  return ctx.tx.rows(comments, [ctx.workspaceId, standardId, from, to, timeZone]);
}

const words = statement<{ id: Id; text: string }>(
  'standard_comment_words',
  'SELECT id, text FROM standard_comment WHERE workspace_id = $1 AND id = ANY ($2::uuid[])',
);

/** The words of comments, by their id. */
export async function commentWords(ctx: QueryContext, ids: readonly Id[]): Promise<Map<Id, string>> {
  const rows = ids.length > 0 ? await ctx.tx.rows(words, [ctx.workspaceId, ids]) : [];
  return new Map(rows.map((row) => [row.id, row.text]));
}
