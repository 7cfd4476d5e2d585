import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { getStandard } from '../contract.ts';
import type { Disposition } from '../contract-words.ts';
import { isReader, presentBrief, signedBy } from './list.ts';
import { standardPolicy } from './policy.ts';
import { roundsOf } from './rounds.ts';
import {
  abilitiesOn,
  type ClauseRow,
  clausesOf,
  loadStandard,
  numbersOf,
  type VersionRow,
  versionsOf,
} from './rows.ts';

const droppedOf = statement<{ id: Id; title: string; reason: string }>(
  'standard_dropped',
  `SELECT clause_id AS id, title, reason FROM standard_dropped WHERE workspace_id = $1 AND version_id = $2
   ORDER BY title, clause_id LIMIT 500`,
);
const inviteesOf = statement<{ id: Id; name: string; hasCommented: boolean }>(
  'standard_invitees',
  `SELECT a.id, a.name, EXISTS (SELECT FROM standard_comment c WHERE c.workspace_id = i.workspace_id
     AND c.version_id = i.version_id AND c.author_id = i.person_id) AS "hasCommented"
   FROM standard_invitee i JOIN account a ON a.id = i.person_id
   WHERE i.workspace_id = $1 AND i.version_id = $2 ORDER BY lower(a.name), a.id LIMIT 500`,
);
interface CommentRow {
  id: Id;
  clause_id: Id | null;
  author_name: string;
  text: string;
  written_at: Date;
  round: number | null;
  disposition: Disposition | null;
  disposition_reason: string | null;
}
const commentsOf = statement<CommentRow>(
  'standard_comments',
  `SELECT c.id, c.clause_id, a.name AS author_name, c.text, c.written_at, c.round, c.disposition, c.disposition_reason
   FROM standard_comment c JOIN account a ON a.id = c.author_id
   WHERE c.workspace_id = $1 AND c.version_id = $2 ORDER BY c.written_at, c.id LIMIT 1000`,
);
const founded = statement<{ findings: number; benchmarks: number; carriedFrom: string | null }>(
  'standard_founded',
  `SELECT (SELECT count(*)::int FROM standard_finding f WHERE f.workspace_id = $1 AND f.version_id = $2) AS findings,
     (SELECT count(*)::int FROM standard_benchmark b WHERE b.workspace_id = $1 AND b.version_id = $2) AS benchmarks,
     (SELECT o.major || '.' || o.minor FROM standard_finding f
       JOIN standard_version o ON o.workspace_id = f.workspace_id AND o.id = f.carried_from
       WHERE f.workspace_id = $1 AND f.version_id = $2 ORDER BY o.major DESC, o.minor DESC LIMIT 1) AS "carriedFrom"`,
);
const signature = statement<{ signed_at: Date }>(
  'standard_own_signature',
  'SELECT signed_at FROM standard_signature WHERE workspace_id = $1 AND version_id = $2 AND person_id = $3',
);

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** The version asked for; else the one that is worked on, the one in force, the latest. */
function chosen(versions: readonly VersionRow[], versionId: Id | undefined): VersionRow {
  const found =
    versionId === undefined
      ? (versions.find((one) => !['published', 'retired'].includes(one.state)) ??
        versions.find((one) => one.state === 'published') ??
        versions[0])
      : versions.find((one) => one.id === versionId);
  return found ?? notFound('version');
}

export function presentClauses(rows: readonly ClauseRow[]) {
  const numbers = numbersOf(rows);
  return rows.map((row) => ({
    id: row.id,
    section: row.section,
    number: numbers.get(row.id) ?? '',
    title: row.title,
    text: row.text,
    kind: row.kind,
    body: row.body,
    ownerId: row.owner_id,
    reviewOn: row.review_on,
    reason: row.reason,
    isChanged: row.changed_by !== null,
    version: row.version,
  }));
}

function presentVersion(row: VersionRow) {
  return {
    ...presentBrief(row),
    basedOn: row.based_on,
    reason: row.reason,
    authorName: row.author_name,
    consultedAt: iso(row.consulted_at),
    consultUntil: row.consult_until,
    submittedAt: iso(row.submitted_at),
    approvedAt: iso(row.approved_at),
    approverName: row.approver_name,
    contentHash: row.content_hash,
  };
}

function presentComment(row: CommentRow) {
  return {
    id: row.id,
    clauseId: row.clause_id,
    authorName: row.author_name,
    text: row.text,
    writtenAt: row.written_at.toISOString(),
    round: row.round,
    disposition: row.disposition,
    dispositionReason: row.disposition_reason,
  };
}

async function signingOf(ctx: QueryContext, version: VersionRow) {
  const hasSigned = await signedBy(ctx, [version.standard_id]);
  const own = await ctx.tx.first(signature, [ctx.workspaceId, version.id, actorId(ctx.actor)]);
  const mustSign = version.state === 'published' && isReader(ctx, version.audience) && !hasSigned(version);
  return { mustSign, signedAt: iso(own?.signed_at ?? null) };
}

/** What belongs to one version: its clauses, who was asked, and who said what. Policy is the caller's. */
export async function versionParts(ctx: QueryContext, version: VersionRow) {
  const of = [ctx.workspaceId, version.id];
  return {
    version: presentVersion(version),
    clauses: presentClauses(await clausesOf(ctx, version.id)),
    dropped: await ctx.tx.rows(droppedOf, of),
    founded: (await ctx.tx.first(founded, of)) ?? { findings: 0, benchmarks: 0, carriedFrom: null },
    rounds: (await roundsOf(ctx, version.id)).map(({ number, until, closed_at }) => ({
      ...{ number, until, closedAt: iso(closed_at) },
    })),
    invitees: await ctx.tx.rows(inviteesOf, of),
    comments: (await ctx.tx.rows(commentsOf, of)).map(presentComment),
  };
}

/** A standard with one of its versions, whole: people read it from top to bottom. */
export const standardDocument = answer(getStandard, async (ctx, { standardId, versionId }) => {
  demand(ctx, standardPolicy, 'list');
  const standard = await loadStandard(ctx, standardId);
  const versions = await versionsOf(ctx, standardId);
  const version = chosen(versions, versionId);
  return {
    id: standard.id,
    name: standard.name,
    about: standard.about,
    audience: standard.audience,
    isRetired: standard.retired_at !== null,
    revision: standard.version,
    versions: versions.map(presentBrief),
    ...(await versionParts(ctx, version)),
    ...(await signingOf(ctx, version)),
    abilities: standard.retired_at ? [] : abilitiesOn(ctx, version),
  };
});
