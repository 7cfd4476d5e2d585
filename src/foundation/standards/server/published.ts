import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { type ClauseBody, type SectionName, sectionNames } from '../contract-words.ts';
import { numbersOf } from './rows.ts';

/** A clause as it stands in one version that was published, and there it stands for good. */
export interface PublishedClause {
  standardId: Id;
  standardName: string;
  versionId: Id;
  major: number;
  minor: number;
  /** Of the version. */
  contentHash: string;
  isInForce: boolean;
  id: Id;
  section: SectionName;
  /** `5.2` */
  number: string;
  title: string;
  text: string;
  body: ClauseBody | null;
}

const published = statement<Omit<PublishedClause, 'number'>>(
  'standard_clauses_published',
  `SELECT v.standard_id AS "standardId", s.name AS "standardName", v.id AS "versionId", v.major, v.minor,
     v.content_hash AS "contentHash", v.state = 'published' AND s.retired_at IS NULL AS "isInForce",
     c.id, c.section, c.title, c.text, c.body
   FROM standard_version v JOIN standard s ON s.workspace_id = v.workspace_id AND s.id = v.standard_id
   JOIN standard_clause c ON c.workspace_id = v.workspace_id AND c.version_id = v.id
   WHERE v.workspace_id = $1 AND v.published_at IS NOT NULL
     AND (v.id = ANY ($2::uuid[]) OR (v.state = 'published' AND s.retired_at IS NULL))
   ORDER BY lower(s.name), s.id, v.major, v.minor, array_position($3::text[], c.section), c.place, c.id`,
);

/**
 * Every clause of the versions given, as far as they were ever published, and of all that are in force, in reading order.
 * Policy is the caller's.
 */
export async function publishedClauses(ctx: QueryContext, versionIds: readonly Id[]): Promise<PublishedClause[]> {
  const rows = await ctx.tx.rows(published, [ctx.workspaceId, versionIds, sectionNames]);
  return [...new Set(rows.map((row) => row.versionId))].flatMap((versionId) => {
    const clauses = rows.filter((row) => row.versionId === versionId);
    const numbers = numbersOf(clauses);
    return clauses.map((clause) => ({ ...clause, number: numbers.get(clause.id) ?? '' }));
  });
}
