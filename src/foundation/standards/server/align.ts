import { handle } from '#kernel/server/capability.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { answerPoint, beginAlignment, pointAnswered, versionAligning } from '../contract-align.ts';
import { writeAnswer } from './align-answers.ts';
import { subjectOf } from './alignment.ts';
import { endRound } from './rounds.ts';
import { accessVersion, clausesOf } from './rows.ts';

const aligning = statement(
  'standard_align',
  `UPDATE standard_version SET state = 'aligning' WHERE workspace_id = $1 AND id = $2`,
);

/** The consultation is over; nobody is asked to comment any more. */
export const alignVersion = handle(beginAlignment, async (ctx, { versionId }) => {
  const version = await accessVersion(ctx, versionId, 'align');
  await endRound(ctx, version);
  await ctx.tx.rows(aligning, [ctx.workspaceId, versionId]);
  ctx.emit(versionAligning, { standardId: version.standard_id, versionId });
  return { versionId, state: 'aligning' as const };
});

export const answerOnePoint = handle(answerPoint, async (ctx, { versionId, point, clauseId, reason }) => {
  const version = await accessVersion(ctx, versionId, 'answer');
  const isOwn = clauseId === null || (await clausesOf(ctx, versionId)).some((clause) => clause.id === clauseId);
  if (!isOwn) notFound('clause');
  const { about, seen } = await subjectOf(ctx, version, point, clauseId);
  if (about === 'wording' && clauseId !== null && reason === null) {
    refuse('standard.reason_missing', 'Write the clause anew, or say why these words stay.');
  }
  await writeAnswer(ctx, versionId, { point, clauseId, reason, seen });
  const isAnswered = clauseId !== null || reason !== null;
  ctx.emit(pointAnswered, { standardId: version.standard_id, versionId, about, isAnswered });
  return { versionId };
});
