import type { Id } from '#kernel/contract/ids.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { type ClauseBody, type ClauseKind, type SectionName, sectionNames } from '../contract-words.ts';
import { numbersOf } from './rows.ts';

/** A clause of a version in force, as whoever measures or tells of it needs it. */
export interface ClauseInForce {
  standardId: Id;
  standardName: string;
  versionId: Id;
  major: number;
  minor: number;
  id: Id;
  section: SectionName;
  /** `5.2` */
  number: string;
  title: string;
  kind: ClauseKind;
  body: ClauseBody | null;
  ownerId: Id | null;
}

const inForce = statement<Omit<ClauseInForce, 'number'>>(
  'standard_clauses_in_force',
  `SELECT v.standard_id AS "standardId", s.name AS "standardName", v.id AS "versionId", v.major, v.minor, c.id, c.section,
     c.title, c.kind, c.body, c.owner_id AS "ownerId"
   FROM standard_version v JOIN standard s ON s.workspace_id = v.workspace_id AND s.id = v.standard_id
   JOIN standard_clause c ON c.workspace_id = v.workspace_id AND c.version_id = v.id
   WHERE v.workspace_id = $1 AND v.state = 'published'
   ORDER BY lower(s.name), s.id, array_position($2::text[], c.section), c.place, c.id`,
);

/** Every clause of every version in force, standard by standard in reading order. Policy is the caller's. */
export async function clausesInForce(tx: Tx, workspaceId: Id): Promise<ClauseInForce[]> {
  const rows = await tx.rows(inForce, [workspaceId, sectionNames]);
  const numbers = new Map<Id, Map<Id, string>>();
  for (const { versionId } of rows) {
    if (numbers.has(versionId)) continue;
    numbers.set(versionId, numbersOf(rows.filter((row) => row.versionId === versionId)));
  }
  return rows.map((row) => ({ ...row, number: numbers.get(row.versionId)?.get(row.id) ?? '' }));
}
