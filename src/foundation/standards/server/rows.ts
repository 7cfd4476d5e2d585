import type { Role } from '#foundation/people/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { abilities, demand } from '#kernel/server/policy.ts';
import { notFound } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { ClauseBody, ClauseKind, SectionName, VersionState } from '../contract-words.ts';
import { sectionNames } from '../contract-words.ts';
import { demandStep, mayStep, type Step, steps } from './lifecycle.ts';
import { standardPolicy } from './policy.ts';

export interface StandardRow {
  id: Id;
  name: string;
  about: string;
  audience: Role[];
  version: number;
  retired_at: Date | null;
}
export interface VersionRow {
  id: Id;
  standard_id: Id;
  standard_name: string;
  audience: Role[];
  major: number;
  minor: number;
  state: VersionState;
  based_on: Id | null;
  reason: string | null;
  author_id: Id | null;
  author_name: string | null;
  created_at: Date;
  consulted_at: Date | null;
  consult_until: string | null;
  submitted_at: Date | null;
  approved_at: Date | null;
  approver_name: string | null;
  content_hash: string | null;
  effective_from: Date | null;
  published_at: Date | null;
  retired_at: Date | null;
  at: Date;
}
export interface ClauseRow {
  id: Id;
  section: SectionName;
  place: number;
  title: string;
  text: string;
  kind: ClauseKind;
  body: ClauseBody | null;
  owner_id: Id | null;
  review_on: string | null;
  reason: string | null;
  changed_by: Id | null;
  version: number;
}

const standardColumns = 'id, name, about, audience, version, retired_at';
const standard = statement<StandardRow>(
  'standard_one',
  `SELECT ${standardColumns} FROM standard WHERE workspace_id = $1 AND id = $2`,
);
const standardLocked = statement<StandardRow>(
  'standard_lock',
  `SELECT ${standardColumns} FROM standard WHERE workspace_id = $1 AND id = $2 FOR UPDATE`,
);

const versionColumns = `v.id, v.standard_id, s.name AS standard_name, s.audience, v.major, v.minor, v.state, v.based_on,
  v.reason, v.author_id, a.name AS author_name, v.created_at, v.consulted_at, v.consult_until::text AS consult_until,
  v.submitted_at, v.approved_at, p.name AS approver_name, v.content_hash, v.effective_from, v.published_at, v.retired_at,
  heed_now() AS at`;
const versionSource = `FROM standard_version v
  JOIN standard s ON s.workspace_id = v.workspace_id AND s.id = v.standard_id
  LEFT JOIN account a ON a.id = v.author_id LEFT JOIN account p ON p.id = v.approved_by`;
const one = statement<VersionRow>(
  'standard_version_one',
  `SELECT ${versionColumns} ${versionSource} WHERE v.workspace_id = $1 AND v.id = $2`,
);
const locked = statement<VersionRow>(
  'standard_version_lock',
  `SELECT ${versionColumns} ${versionSource} WHERE v.workspace_id = $1 AND v.id = $2 FOR UPDATE OF v`,
);
const all = statement<VersionRow>(
  'standard_versions',
  `SELECT ${versionColumns} ${versionSource} WHERE v.workspace_id = $1 AND v.standard_id = $2
   ORDER BY v.major DESC, v.minor DESC LIMIT 200`,
);
const clauses = statement<ClauseRow>(
  'standard_clauses',
  `SELECT id, section, place, title, text, kind, body, owner_id, review_on::text AS review_on, reason, changed_by, version
   FROM standard_clause WHERE workspace_id = $1 AND version_id = $2
   ORDER BY array_position($3::text[], section), place, id`,
);

/** A standard, locked where it is to change. Policy is the caller's. @throws Problem record.not_found */
export async function loadStandard(ctx: QueryContext, id: Id, how: { lock?: boolean } = {}): Promise<StandardRow> {
  return (await ctx.tx.first(how.lock ? standardLocked : standard, [ctx.workspaceId, id])) ?? notFound('standard');
}

/** One version with its standard's name. Policy is the caller's. @throws Problem record.not_found */
export async function loadVersion(ctx: QueryContext, id: Id): Promise<VersionRow> {
  return (await ctx.tx.first(one, [ctx.workspaceId, id])) ?? notFound('version');
}

/** Every version of a standard, the newest first; the latest 200. */
export function versionsOf(ctx: QueryContext, standardId: Id): Promise<VersionRow[]> {
  return ctx.tx.rows(all, [ctx.workspaceId, standardId]);
}

/** The clauses of a version in the order in which they are read. */
export function clausesOf(ctx: QueryContext, versionId: Id): Promise<ClauseRow[]> {
  return ctx.tx.rows(clauses, [ctx.workspaceId, versionId, sectionNames]);
}

/**
 * The only way to change a version: asks policy, locks it, and asks the life cycle.
 * @throws Problem access.forbidden, record.not_found, and the refusals of `demandStep`
 */
export async function accessVersion(ctx: QueryContext, id: Id, step: Step): Promise<VersionRow> {
  demand(ctx, standardPolicy, step);
  const row = (await ctx.tx.first(locked, [ctx.workspaceId, id])) ?? notFound('version');
  demandStep(row.state, step);
  return row;
}

/** A version for what happens by itself. @throws Problem record.not_found */
export async function lockVersion(ctx: QueryContext, id: Id): Promise<VersionRow> {
  return (await ctx.tx.first(locked, [ctx.workspaceId, id])) ?? notFound('version');
}

/** What the reader may do with a version as it stands. */
export function abilitiesOn(ctx: QueryContext, version: VersionRow): string[] {
  const mine = abilities(standardPolicy, ctx.actor, undefined);
  return mine.filter((action) => !(steps as string[]).includes(action) || mayStep(version.state, action as Step));
}

/** `5.2`: number of the section, place in it. @param rows in reading order */
export function numbersOf(rows: readonly Pick<ClauseRow, 'id' | 'section'>[]): Map<Id, string> {
  const counts = new Map<string, number>();
  return new Map(
    rows.map(({ id, section }) => {
      const place = (counts.get(section) ?? 0) + 1;
      counts.set(section, place);
      return [id, `${sectionNames.indexOf(section) + 1}.${place}`];
    }),
  );
}
