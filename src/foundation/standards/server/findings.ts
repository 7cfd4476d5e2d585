import type { InputOf } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { type CommandContext, handle, type QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { addFinding, changeFinding, dropFinding, versionResearched } from '../contract.ts';
import { demandSources, type KeptSource } from './evidence-sources.ts';
import { standardPolicy } from './policy.ts';
import { accessVersion, clausesOf, type VersionRow } from './rows.ts';

type Fields = Omit<InputOf<typeof addFinding>, 'versionId'>;

export interface FindingRow {
  id: Id;
  version_id: Id;
  learnt: string;
  need: string;
  sources: KeptSource[];
  clause_ids: Id[];
  author_name: string | null;
  written_at: Date;
  carried_from: string | null;
  version: number;
}
const select = `SELECT f.id, f.version_id, f.learnt, f.need, f.sources, f.clause_ids, a.name AS author_name, f.written_at,
    o.major || '.' || o.minor AS carried_from, f.version
  FROM standard_finding f LEFT JOIN account a ON a.id = f.author_id
  LEFT JOIN standard_version o ON o.workspace_id = f.workspace_id AND o.id = f.carried_from`;
const ofVersion = statement<FindingRow>(
  'standard_findings',
  `${select} WHERE f.workspace_id = $1 AND f.version_id = $2 ORDER BY f.written_at, f.id LIMIT 500`,
);
const one = statement<FindingRow>('standard_finding_one', `${select} WHERE f.workspace_id = $1 AND f.id = $2`);
const insert = statement(
  'standard_finding_insert',
  `INSERT INTO standard_finding (workspace_id, version_id, id, learnt, need, sources, clause_ids, author_id)
   VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8)`,
);
const update = statement(
  'standard_finding_update',
  `UPDATE standard_finding SET learnt = $4, need = $5, sources = $6::jsonb, clause_ids = $7, author_id = $8,
     version = version + 1
   WHERE workspace_id = $1 AND version_id = $2 AND id = $3`,
);
const remove = statement('standard_finding_remove', 'DELETE FROM standard_finding WHERE workspace_id = $1 AND id = $2');

/** What a version knows about customers, in the order in which it was written down. */
export function findingsOf(ctx: QueryContext, versionId: Id): Promise<FindingRow[]> {
  return ctx.tx.rows(ofVersion, [ctx.workspaceId, versionId]);
}

/** The row to write, its sources being there and its clauses of this version. */
async function valuesOf(ctx: CommandContext, versionId: Id, id: Id, fields: Fields): Promise<unknown[]> {
  const { learnt, need, sources, clauseIds } = fields;
  const kept = await demandSources(ctx, sources);
  const clauses = await clausesOf(ctx, versionId);
  const answering = [...new Set(clauseIds)];
  if (!answering.every((clauseId) => clauses.some((clause) => clause.id === clauseId))) notFound('clause');
  return [ctx.workspaceId, versionId, id, learnt, need, JSON.stringify(kept), answering, actorId(ctx.actor)];
}

function emitResearch(ctx: CommandContext, version: VersionRow, how: 'added' | 'changed' | 'dropped'): void {
  ctx.emit(versionResearched, { standardId: version.standard_id, versionId: version.id, what: 'finding', how });
}

export const addOneFinding = handle(addFinding, async (ctx, { versionId, ...fields }) => {
  const version = await accessVersion(ctx, versionId, 'research');
  await ctx.tx.rows(insert, await valuesOf(ctx, versionId, ctx.key, fields));
  emitResearch(ctx, version, 'added');
  return { versionId, findingId: ctx.key, version: 1 };
});

async function findingOf(ctx: QueryContext, id: Id): Promise<FindingRow> {
  return (await ctx.tx.first(one, [ctx.workspaceId, id])) ?? notFound('finding');
}

export const changeOneFinding = handle(changeFinding, async (ctx, { findingId, version: seen, ...fields }) => {
  demand(ctx, standardPolicy, 'research');
  const { version_id } = await findingOf(ctx, findingId);
  const version = await accessVersion(ctx, version_id, 'research');
  // Read again under the lock of its version, through which every change goes.
  const row = await findingOf(ctx, findingId);
  if (row.version !== seen) {
    refuse('record.stale', 'Somebody has changed this finding meanwhile. You see the newest now.', {
      facts: { version: row.version },
    });
  }
  await ctx.tx.rows(update, await valuesOf(ctx, version.id, findingId, fields));
  emitResearch(ctx, version, 'changed');
  return { versionId: version.id, findingId, version: seen + 1 };
});

export const dropOneFinding = handle(dropFinding, async (ctx, { findingId }) => {
  demand(ctx, standardPolicy, 'research');
  const { version_id } = await findingOf(ctx, findingId);
  const version = await accessVersion(ctx, version_id, 'research');
  await ctx.tx.rows(remove, [ctx.workspaceId, findingId]);
  emitResearch(ctx, version, 'dropped');
  return { versionId: version.id, findingId };
});
