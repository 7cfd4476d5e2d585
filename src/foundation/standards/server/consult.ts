import { notify, settleNotices } from '#foundation/notices/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { comment, commentDisposed, commentWritten, consult, disposeComment, versionConsulted } from '../contract.ts';
import { demandEvidence } from './evidence.ts';
import { demandStep } from './lifecycle.ts';
import { demandMembers } from './people.ts';
import { standardPolicy } from './policy.ts';
import { openRound, openRoundOf } from './rounds.ts';
import { accessVersion, clausesOf, lockVersion } from './rows.ts';

const isOver = statement<{ over: boolean }>(
  'standard_day_over',
  `SELECT $2::date < (heed_now() AT TIME ZONE w.time_zone)::date AS over FROM workspace w WHERE w.id = $1`,
);
const invite = statement<{ person_id: Id }>(
  'standard_invite',
  `INSERT INTO standard_invitee (workspace_id, version_id, person_id) SELECT $1, $2, unnest($3::uuid[])
   ON CONFLICT DO NOTHING RETURNING person_id`,
);
const begin = statement(
  'standard_consult',
  `UPDATE standard_version SET state = 'consulting', consulted_at = coalesce(consulted_at, heed_now()), consult_until = $3
   WHERE workspace_id = $1 AND id = $2`,
);

export const consultPeople = handle(consult, async (ctx, { versionId, personIds, until }) => {
  const version = await accessVersion(ctx, versionId, 'consult');
  await demandMembers(ctx, personIds);
  if ((await ctx.tx.first(isOver, [ctx.workspaceId, until]))?.over) {
    refuse('standard.past_date', 'Let people comment until today or a later day.');
  }
  if (version.state !== 'consulting') await demandEvidence(ctx, version);
  await openRound(ctx, version, until);
  const asked = await ctx.tx.rows(invite, [ctx.workspaceId, versionId, [...new Set(personIds)]]);
  await ctx.tx.rows(begin, [ctx.workspaceId, versionId, until]);
  ctx.emit(versionConsulted, { standardId: version.standard_id, versionId, people: asked.length });
  await notify(ctx, {
    kind: 'standard.consulted',
    to: { people: asked.map((one) => one.person_id) },
    about: { kind: 'standard', id: version.standard_id },
    data: { until },
  });
  return { versionId, state: 'consulting' as const };
});

const write = statement(
  'standard_comment_insert',
  `INSERT INTO standard_comment (workspace_id, id, version_id, clause_id, author_id, text, round)
   VALUES ($1, $2, $3, $4, $5, $6, $7)`,
);

/** Whoever was asked has answered with a first comment. */
export const writeComment = handle(comment, async (ctx, { versionId, clauseId, text }) => {
  const version = await accessVersion(ctx, versionId, 'comment');
  const author = actorId(ctx.actor);
  const isKnown = clauseId === null || (await clausesOf(ctx, versionId)).some((one) => one.id === clauseId);
  if (!isKnown) notFound('clause');
  const round = version.state === 'consulting' ? await openRoundOf(ctx, versionId) : null;
  await ctx.tx.rows(write, [ctx.workspaceId, ctx.key, versionId, clauseId, author, text, round]);
  ctx.emit(commentWritten, { standardId: version.standard_id, versionId, commentId: ctx.key, clauseId });
  if (author) await settleNotices(ctx, ['standard.consulted'], [version.standard_id], [author]);
  return { commentId: ctx.key, versionId };
});

const find = statement<{ version_id: Id; author_id: Id }>(
  'standard_comment_find',
  'SELECT version_id, author_id FROM standard_comment WHERE workspace_id = $1 AND id = $2',
);
const dispose = statement(
  'standard_comment_dispose',
  `UPDATE standard_comment SET disposition = $3, disposition_reason = $4, disposed_by = $5, disposed_at = heed_now()
   WHERE workspace_id = $1 AND id = $2`,
);

/** Whoever commented hears what became of it. */
export const disposeOneComment = handle(disposeComment, async (ctx, { commentId, disposition, reason }) => {
  demand(ctx, standardPolicy, 'dispose');
  const found = (await ctx.tx.first(find, [ctx.workspaceId, commentId])) ?? notFound('comment');
  const version = await lockVersion(ctx, found.version_id);
  demandStep(version.state, 'dispose');
  if (disposition !== 'taken' && !reason) {
    refuse('standard.reason_missing', 'Say why it was not taken in, or not all of it.');
  }
  await ctx.tx.rows(dispose, [ctx.workspaceId, commentId, disposition, reason, actorId(ctx.actor)]);
  ctx.emit(commentDisposed, { standardId: version.standard_id, versionId: version.id, commentId, disposition });
  await notify(ctx, {
    kind: 'standard.comment_disposed',
    to: { people: [found.author_id] },
    about: { kind: 'standard', id: version.standard_id },
    data: { disposition },
  });
  return { commentId, versionId: version.id };
});
