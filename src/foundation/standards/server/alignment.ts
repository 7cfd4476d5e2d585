import { offlineLines } from '#foundation/library/index.ts';
import { notAdvice, type PackLanguage } from '#foundation/packs/contract.ts';
import { checklistsInForce } from '#foundation/packs/index.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { can, demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { alignment } from '../contract-align.ts';
import { answersOf } from './align-answers.ts';
import { checkPoints } from './align-checks.ts';
import { alignedClauses, demandLinked } from './align-links.ts';
import { offlinePoints } from './align-offline.ts';
import { wordingPoints } from './align-wording.ts';
import { standardPolicy } from './policy.ts';
import { abilitiesOn, type ClauseRow, clausesOf, loadVersion, type VersionRow } from './rows.ts';

/** What the points of a version are about, beside its clauses and the answers. */
async function groundOf(ctx: QueryContext, versionId: string, language: PackLanguage = 'en') {
  return {
    answers: await answersOf(ctx, versionId),
    lists: await checklistsInForce(ctx, language),
    lines: await offlineLines(ctx),
  };
}

export const versionAlignment = answer(alignment, async (ctx, { versionId, language }) => {
  demand(ctx, standardPolicy, 'list');
  const version = await loadVersion(ctx, versionId);
  const clauses = await clausesOf(ctx, versionId);
  const { answers, lists, lines } = await groundOf(ctx, versionId, language);
  const checks = await checkPoints(ctx, clauses, lists, answers);
  // Who signs in without a second step is for those who can mend it.
  const mayMend = can(standardPolicy, ctx.actor, 'answer') === true;
  return {
    notice: notAdvice,
    standardId: version.standard_id,
    standardName: version.standard_name,
    major: version.major,
    minor: version.minor,
    state: version.state,
    clauses: await alignedClauses(ctx, versionId, clauses),
    wording: wordingPoints(clauses, lists, answers),
    offline: offlinePoints(clauses, lines, answers),
    checks: mayMend ? checks : checks.map((check) => ({ ...check, seen: null })),
    abilities: abilitiesOn(ctx, version),
  };
});

interface Named {
  path: string;
  message: string;
}

function demandNone(code: string, errors: readonly Named[]): void {
  if (errors.length === 0) return;
  const first = errors.slice(0, 3).map((one) => one.message);
  const more = errors.length > first.length ? ` And ${errors.length - first.length} more.` : '';
  refuse(code, `${first.join(' ')}${more}`, { errors: [...errors] });
}

/**
 * What stands before the submission: links, no words that take away a right, no difference without a reason.
 * @throws Problem standard.not_aligned, standard.unlawful_wording, standard.unjustified, each naming what is lacking
 */
export async function demandAligned(ctx: QueryContext, version: VersionRow, clauses: readonly ClauseRow[]) {
  await demandLinked(ctx, version.id, clauses);
  const { answers, lists, lines } = await groundOf(ctx, version.id);
  const wording = wordingPoints(clauses, lists, answers).filter((one) => one.isOpen);
  demandNone(
    'standard.unlawful_wording',
    wording.map(({ point, number, found, rule }) => ({ path: point, message: `${number} says “${found}”: ${rule}` })),
  );
  const offline = offlinePoints(clauses, lines, answers).filter((one) => one.isOpen);
  demandNone(
    'standard.unjustified',
    offline.map(({ point, topic, seen, itemTitle }) => ({
      path: point,
      message: `${topic}, “${itemTitle}” / online: ${seen}.`,
    })),
  );
}

/** @throws Problem standard.unchecked, naming each point */
export async function demandChecked(ctx: QueryContext, version: VersionRow, clauses: readonly ClauseRow[]) {
  const { answers, lists } = await groundOf(ctx, version.id);
  const open = (await checkPoints(ctx, clauses, lists, answers)).filter((one) => ['open', 'fails'].includes(one.state));
  demandNone(
    'standard.unchecked',
    open.map(({ point, words, state }) => ({
      path: point,
      message:
        state === 'fails'
          ? `${words}: it is not so. Mend it, or say under Alignment why not.`
          : `${words}: no clause, no reason. Give one under Alignment.`,
    })),
  );
}

/** The point of this name, and what an answer to it now is an answer to. @throws Problem standard.unknown_point */
export async function subjectOf(
  ctx: QueryContext,
  version: VersionRow,
  point: string,
  clauseId: string | null,
): Promise<{ about: 'check' | 'wording' | 'offline'; seen: string }> {
  const clauses = await clausesOf(ctx, version.id);
  const { answers, lists, lines } = await groundOf(ctx, version.id);
  const wording = wordingPoints(clauses, lists, answers).find((one) => one.point === point);
  if (wording) return { about: 'wording', seen: wording.seen };
  const check = (await checkPoints(ctx, clauses, lists, answers)).find((one) => one.point === point);
  if (check) return { about: 'check', seen: check.is };
  const chosen = new Map(answers).set(point, {
    ...{ point, clause_id: clauseId, reason: null, seen: '', answered_by: null },
  });
  const offline = offlinePoints(clauses, lines, chosen).find((one) => one.point === point);
  if (offline) return { about: 'offline', seen: offline.seen };
  return refuse('standard.unknown_point', 'The alignment of this version lists its points.');
}
