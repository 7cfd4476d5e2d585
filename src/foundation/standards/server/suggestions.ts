import { notify } from '#foundation/notices/index.ts';
import { demandSubject } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { can, demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { answerSuggestion, changeSuggested, suggestChange, suggestionAnswered } from '../contract.ts';
import type { SuggestionState } from '../contract-suggestions.ts';
import { standardPolicy, suggestionPolicy } from './policy.ts';
import { clausesOf, loadStandard, loadVersion } from './rows.ts';

const insert = statement(
  'standard_suggest',
  `INSERT INTO standard_suggestion (workspace_id, id, standard_id, version_id, clause_id, clause_title, conversation_id,
     author_id, text) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);

/** Who owns a clause: as it stands in the newest version that has it. */
export const ownerNow = (clause: string, standard: string, workspace: string) =>
  `(SELECT c.owner_id FROM standard_clause c JOIN standard_version v ON v.workspace_id = c.workspace_id AND v.id = c.version_id
    WHERE c.workspace_id = ${workspace} AND c.id = ${clause} AND v.standard_id = ${standard}
    ORDER BY v.major DESC, v.minor DESC LIMIT 1)`;
const owner = statement<{ id: Id | null }>('standard_clause_owner', `SELECT ${ownerNow('$3', '$2', '$1')} AS id`);

/** The owner of the clause is told; where it has none, owners and managers are. */
export const suggestOne = handle(suggestChange, async (ctx, { versionId, clauseId, text, conversationId }) => {
  demand(ctx, standardPolicy, 'suggest');
  const version = await loadVersion(ctx, versionId);
  const standard = await loadStandard(ctx, version.standard_id);
  if (standard.retired_at) refuse('standard.retired', `“${standard.name}” is retired; nothing in it changes any more.`);
  const clause = (await clausesOf(ctx, versionId)).find((one) => one.id === clauseId) ?? notFound('clause');
  if (conversationId) await demandSubject(ctx, 'conversation', conversationId);
  await ctx.tx.rows(insert, [
    ...[ctx.workspaceId, ctx.key, version.standard_id, versionId, clauseId, clause.title, conversationId],
    ...[actorId(ctx.actor), text],
  ]);
  ctx.emit(changeSuggested, { standardId: version.standard_id, versionId, clauseId, suggestionId: ctx.key });
  const ownerId = (await ctx.tx.first(owner, [ctx.workspaceId, version.standard_id, clauseId]))?.id;
  await notify(ctx, {
    kind: 'standard.suggested',
    to: ownerId ? { people: [ownerId], otherwise: ['owner', 'manager'] } : { roles: ['owner', 'manager'] },
    about: { kind: 'standard', id: version.standard_id },
    group: ctx.key,
  });
  return { suggestionId: ctx.key, standardId: version.standard_id };
});

interface Found {
  standard_id: Id;
  author_id: Id;
  clause_id: Id;
  state: SuggestionState;
  owner_id: Id | null;
  /** The version that is being written. */
  draft_id: Id | null;
}
const find = statement<Found>(
  'standard_suggestion_find',
  `SELECT g.standard_id, g.author_id, g.clause_id, g.state,
     ${ownerNow('g.clause_id', 'g.standard_id', 'g.workspace_id')} AS owner_id,
     (SELECT v.id FROM standard_version v WHERE v.workspace_id = g.workspace_id AND v.standard_id = g.standard_id
       AND standard_is_open(v.workspace_id, v.id)) AS draft_id
   FROM standard_suggestion g WHERE g.workspace_id = $1 AND g.id = $2 FOR UPDATE OF g`,
);
const write = statement(
  'standard_suggestion_answer',
  `UPDATE standard_suggestion SET state = $3, answer = $4, answered_by = $5, answered_at = heed_now(), taken_into = $6
   WHERE workspace_id = $1 AND id = $2`,
);

interface Answer {
  state: Exclude<SuggestionState, 'new'>;
  answer: string | null;
  takenInto: Id | null;
}

/** Writes the answer and tells the author. Policy is the caller's. @throws Problem standard.answered */
async function answerWith(ctx: CommandContext, suggestionId: Id, found: Found, given: Answer): Promise<void> {
  if (found.state === 'taken' || found.state === 'declined') {
    refuse('standard.answered', `It was ${found.state === 'taken' ? 'taken into the draft' : 'declined'} before.`);
  }
  const { state, answer, takenInto } = given;
  await ctx.tx.rows(write, [ctx.workspaceId, suggestionId, state, answer, actorId(ctx.actor), takenInto]);
  ctx.emit(suggestionAnswered, { standardId: found.standard_id, suggestionId, state });
  await notify(ctx, {
    kind: 'standard.suggestion_answered',
    to: { people: [found.author_id] },
    about: { kind: 'standard', id: found.standard_id },
    data: { state },
    group: suggestionId,
  });
}

export const answerOneSuggestion = handle(answerSuggestion, async (ctx, { suggestionId, state, answer }) => {
  demand(ctx, standardPolicy, 'suggest');
  const found = (await ctx.tx.first(find, [ctx.workspaceId, suggestionId])) ?? notFound('suggestion');
  demand(ctx, suggestionPolicy, 'answer', { ownerId: found.owner_id });
  if (state === 'declined' && !answer) refuse('standard.reason_missing', 'Say why: its author took the trouble.');
  if (state === 'taken' && !found.draft_id) {
    refuse('standard.no_draft', 'Begin the next version, or mark it as considered until there is one.');
  }
  await answerWith(ctx, suggestionId, found, { state, answer, takenInto: state === 'taken' ? found.draft_id : null });
  return { suggestionId, state };
});

/**
 * A change of a clause takes a suggestion up. Policy is the caller's.
 * @throws Problem standard.answered, record.not_found for one about another clause
 */
export async function takeUp(ctx: CommandContext, suggestionId: Id, clauseId: Id, versionId: Id): Promise<void> {
  const found = (await ctx.tx.first(find, [ctx.workspaceId, suggestionId])) ?? notFound('suggestion');
  if (found.clause_id !== clauseId) notFound('suggestion');
  // Marked as taken by hand before the clause was changed: nothing more is to be said.
  if (found.state === 'taken') return;
  await answerWith(ctx, suggestionId, found, { state: 'taken', answer: null, takenInto: versionId });
}

/** Whether the reader may answer suggestions about a clause of this owner. */
export function mayAnswer(ctx: Pick<CommandContext, 'actor'>, ownerId: Id | null): boolean {
  return can(suggestionPolicy, ctx.actor, 'answer', { ownerId }) === true;
}
