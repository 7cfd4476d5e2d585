import { measureNames, measureOf } from '#foundation/measures/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { addClause, changeClause, clauseChanged, dropClause } from '../contract.ts';
import { type ClauseBody, type ClauseKind, kindsWithBody } from '../contract-words.ts';
import { demandMembers } from './people.ts';
import { accessVersion, type ClauseRow, clausesOf, type VersionRow } from './rows.ts';
import { takeUp } from './suggestions.ts';
import { demandKeepable, promisedBy } from './targets.ts';

export interface ClauseText {
  section: string;
  title: string;
  text: string;
  kind: ClauseKind;
  body: ClauseBody | null;
  ownerId: Id | null;
  reviewOn: string | null;
  reason: string | null;
}

const insert = statement(
  'standard_clause_insert',
  `INSERT INTO standard_clause (workspace_id, version_id, id, section, place, title, text, kind, body, owner_id, review_on,
     reason, changed_by)
   SELECT $1, $2, $3, $4, coalesce(max(place), 0) + 1, $5, $6, $7, $8::jsonb, $9::uuid, $10::date, $11,
     $12::uuid FROM standard_clause
   WHERE workspace_id = $1 AND version_id = $2 AND section = $4`,
);
const update = statement(
  'standard_clause_update',
  `UPDATE standard_clause c SET section = $4, title = $5, text = $6, kind = $7, body = $8, owner_id = $9, review_on = $10,
     reason = $11, changed_by = $12, version = version + 1,
     place = CASE WHEN section = $4 THEN place ELSE (SELECT coalesce(max(o.place), 0) + 1 FROM standard_clause o
       WHERE o.workspace_id = $1 AND o.version_id = $2 AND o.section = $4) END
   WHERE workspace_id = $1 AND version_id = $2 AND id = $3`,
);

/** Writes a new clause at the end of its section. Policy and checks are the caller's. */
export async function insertClause(ctx: CommandContext, versionId: Id, id: Id, clause: ClauseText): Promise<void> {
  await ctx.tx.rows(insert, valuesOf(ctx, versionId, id, clause));
}

function valuesOf(ctx: CommandContext, versionId: Id, id: Id, clause: ClauseText): unknown[] {
  const { section, title, text, kind, body, ownerId, reviewOn, reason } = clause;
  const json = body === null ? null : JSON.stringify(body);
  return [
    ctx.workspaceId,
    versionId,
    id,
    section,
    title,
    text,
    kind,
    json,
    ownerId,
    reviewOn,
    reason,
    actorId(ctx.actor),
  ];
}

/** @throws Problem standard.wrong_body */
function demandBody({ kind, body }: Pick<ClauseText, 'kind' | 'body'>): void {
  const needed = kindsWithBody.includes(kind) ? kind : null;
  if ((body?.does ?? null) !== needed) {
    refuse(
      'standard.wrong_body',
      needed ? `A ${needed} needs a body that does “${needed}”.` : `A ${kind} is text only.`,
    );
  }
  if (body?.does !== 'metric') return;
  const unknown = body.lines.find((line) => !measureNames.includes(line.measure));
  if (unknown) refuse('standard.wrong_body', `There is no measure ${unknown.measure}. GET /measures lists them.`);
  const apart = body.lines.find((line) => line.channel && !measureOf(line.measure).dimensions.includes('channel'));
  if (apart) {
    refuse('standard.wrong_body', `${measureOf(apart.measure).words} is not known by channel. Leave the channel out.`);
  }
}

async function demandSound(ctx: CommandContext, version: VersionRow, clause: ClauseText, others: ClauseRow[]) {
  demandBody(clause);
  if (clause.ownerId) await demandMembers(ctx, [clause.ownerId]);
  const own = { id: '', title: clause.title, body: clause.body };
  if (clause.kind === 'promise') await demandKeepable(ctx, promisedBy([...others, own]));
  if (version.based_on && !clause.reason) {
    refuse('standard.reason_missing', 'The version before says it otherwise: give the reason for the change.');
  }
}

function emitChange(ctx: CommandContext, version: VersionRow, clauseId: Id, what: 'added' | 'changed' | 'dropped') {
  ctx.emit(clauseChanged, { standardId: version.standard_id, versionId: version.id, clauseId, what });
}

export const addOneClause = handle(addClause, async (ctx, { versionId, ...clause }) => {
  const version = await accessVersion(ctx, versionId, 'edit');
  await demandSound(ctx, version, clause, await clausesOf(ctx, versionId));
  await insertClause(ctx, versionId, ctx.key, clause);
  emitChange(ctx, version, ctx.key, 'added');
  return { versionId, clauseId: ctx.key, version: 1 };
});

/** The clause as the screen saw it. @throws Problem record.not_found, record.stale */
function demandSeen(clauses: readonly ClauseRow[], clauseId: Id, seen: number): ClauseRow {
  const clause = clauses.find((one) => one.id === clauseId) ?? notFound('clause');
  if (clause.version === seen) return clause;
  return refuse('record.stale', 'Somebody has changed this clause meanwhile. You see the newest now.', {
    facts: { version: clause.version },
  });
}

export const changeOneClause = handle(changeClause, async (ctx, input) => {
  const { versionId, clauseId, version: seen, suggestionId, ...clause } = input;
  const version = await accessVersion(ctx, versionId, 'edit');
  const clauses = await clausesOf(ctx, versionId);
  demandSeen(clauses, clauseId, seen);
  await demandSound(
    ctx,
    version,
    clause,
    clauses.filter((one) => one.id !== clauseId),
  );
  await ctx.tx.rows(update, valuesOf(ctx, versionId, clauseId, clause));
  if (suggestionId) await takeUp(ctx, suggestionId, clauseId, versionId);
  emitChange(ctx, version, clauseId, 'changed');
  return { versionId, clauseId, version: seen + 1 };
});

const remove = statement(
  'standard_clause_remove',
  'DELETE FROM standard_clause WHERE workspace_id = $1 AND version_id = $2 AND id = $3',
);
const remember = statement(
  'standard_clause_dropped',
  `INSERT INTO standard_dropped (workspace_id, version_id, clause_id, title, reason, dropped_by)
   VALUES ($1, $2, $3, $4, $5, $6)`,
);

export const dropOneClause = handle(dropClause, async (ctx, { versionId, clauseId, version: seen, reason }) => {
  const version = await accessVersion(ctx, versionId, 'edit');
  const clause = demandSeen(await clausesOf(ctx, versionId), clauseId, seen);
  await ctx.tx.rows(remove, [ctx.workspaceId, versionId, clauseId]);
  await ctx.tx.rows(remember, [ctx.workspaceId, versionId, clauseId, clause.title, reason, actorId(ctx.actor)]);
  emitChange(ctx, version, clauseId, 'dropped');
  return { versionId, clauseId };
});
