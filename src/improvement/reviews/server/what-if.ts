import { demandSoundTarget, replayable } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { answer, handle, type QueryContext } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { abilities, demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import {
  getWhatIf,
  listWhatIfs,
  lookBackDays,
  placeWhatIf,
  stopTrying,
  tryTarget,
  type WhatIfResult,
  whatIfAsked,
  whatIfEnded,
  whatIfPlaced,
} from '../contract.ts';
import { reviewPolicy } from './policy.ts';

/** The job that looks back. */
export const lookingBack = 'reviews.look-back';

const insert = statement(
  'what_if_insert',
  `INSERT INTO what_if (workspace_id, id, measure, channel, team_id, brand_id, minutes, calendar_id, warn_percent,
     share_percent, version_id, clause_id, review_id, from_at, to_at, asked_by)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
);
const knownClause = statement(
  'what_if_clause',
  'SELECT id FROM standard_clause WHERE workspace_id = $1 AND version_id = $2 AND id = $3',
);
const knownReview = statement('what_if_review_known', 'SELECT id FROM review WHERE workspace_id = $1 AND id = $2');

export const tryOneTarget = handle(tryTarget, async (ctx, input) => {
  demand(ctx, reviewPolicy, 'try');
  const { measure, channel, teamId, brandId, minutes, calendarId, warnPercent, sharePercent } = input;
  const { versionId, clauseId, reviewId } = input;
  if (!replayable.some((name) => name === measure)) {
    refuse('what_if.not_replayable', `${measure} needs more than messages and states. Try: ${replayable.join(', ')}.`);
  }
  await demandSoundTarget(ctx, { measure, teamId, brandId, calendarId, minutes });
  const isOfClause = versionId !== null && clauseId !== null;
  if (isOfClause && !(await ctx.tx.first(knownClause, [ctx.workspaceId, versionId, clauseId]))) notFound('clause');
  if (reviewId && !(await ctx.tx.first(knownReview, [ctx.workspaceId, reviewId]))) notFound('review');
  const from = new Date(ctx.now.getTime() - lookBackDays * 86_400_000);
  await ctx.tx.rows(insert, [
    ...[ctx.workspaceId, ctx.key, measure, channel, teamId, brandId, minutes, calendarId, warnPercent, sharePercent],
    ...[isOfClause ? versionId : null, isOfClause ? clauseId : null, reviewId, from, ctx.now, actorId(ctx.actor)],
  ]);
  ctx.enqueue(lookingBack, { workspaceId: ctx.workspaceId, whatIfId: ctx.key }, ctx.key);
  ctx.emit(whatIfAsked, { whatIfId: ctx.key, measure, minutes });
  return { whatIfId: ctx.key };
});

const cancel = statement<{ id: Id }>(
  'what_if_cancel',
  `UPDATE what_if SET state = 'cancelled', ended_at = heed_now()
   WHERE workspace_id = $1 AND id = $2 AND state = 'running' RETURNING id`,
);

/** The job sees it at its next page. */
export const stopOneTrying = handle(stopTrying, async (ctx, { whatIfId }) => {
  demand(ctx, reviewPolicy, 'try');
  const { state } = await load(ctx, whatIfId);
  if (!(await ctx.tx.first(cancel, [ctx.workspaceId, whatIfId]))) {
    refuse('what_if.over', `It has ended already: ${state}.`);
  }
  ctx.emit(whatIfEnded, { whatIfId, state: 'cancelled' });
  return { whatIfId };
});

const place = statement('what_if_place', 'UPDATE what_if SET beside_approval = $3 WHERE workspace_id = $1 AND id = $2');

export const placeOneWhatIf = handle(placeWhatIf, async (ctx, { whatIfId, besideApproval }) => {
  demand(ctx, reviewPolicy, 'place');
  const { state, version_id } = await load(ctx, whatIfId);
  if (state !== 'done' || !version_id) {
    refuse('what_if.no_draft', 'Ask from a clause of a draft, and wait for the result.');
  }
  await ctx.tx.rows(place, [ctx.workspaceId, whatIfId, besideApproval]);
  ctx.emit(whatIfPlaced, { whatIfId, besideApproval });
  return { whatIfId };
});

export interface WhatIfRow {
  id: Id;
  measure: string;
  channel: string | null;
  team_id: Id | null;
  team_name: string | null;
  brand_id: Id | null;
  brand_name: string | null;
  minutes: number;
  calendar_id: Id | null;
  calendar_name: string | null;
  warn_percent: number;
  share_percent: number;
  version_id: Id | null;
  clause_id: Id | null;
  review_id: Id | null;
  beside_approval: boolean;
  from_at: Date;
  to_at: Date;
  state: 'running' | 'done' | 'cancelled' | 'failed';
  looked_at: number;
  of_all: number | null;
  result: WhatIfResult | null;
  asked_name: string | null;
  asked_at: Date;
  asked: string;
}
const columns = `w.id, w.measure, w.channel, w.team_id, t.name AS team_name, w.brand_id, b.name AS brand_name, w.minutes, w.calendar_id,
  c.name AS calendar_name, w.warn_percent, w.share_percent, w.version_id, w.clause_id, w.review_id, w.beside_approval,
  w.from_at, w.to_at, w.state, w.looked_at, w.of_all, w.result, a.name AS asked_name, w.asked_at, w.asked_at::text AS asked`;
const source = `FROM what_if w LEFT JOIN account a ON a.id = w.asked_by
  LEFT JOIN team t ON t.workspace_id = w.workspace_id AND t.id = w.team_id
  LEFT JOIN brand b ON b.workspace_id = w.workspace_id AND b.id = w.brand_id
  LEFT JOIN calendar c ON c.workspace_id = w.workspace_id AND c.id = w.calendar_id`;
const one = statement<WhatIfRow>('what_if_one', `SELECT ${columns} ${source} WHERE w.workspace_id = $1 AND w.id = $2`);
const page = statement<WhatIfRow>(
  'what_if_list',
  `SELECT ${columns} ${source} WHERE w.workspace_id = $1 AND ($2::uuid IS NULL OR w.version_id = $2)
     AND ($3::uuid IS NULL OR w.review_id = $3) AND ($4::timestamptz IS NULL OR (w.asked_at, w.id) < ($4, $5::uuid))
   ORDER BY w.asked_at DESC, w.id DESC LIMIT $6`,
);

/** Policy is the caller's. @throws Problem record.not_found */
async function load(ctx: QueryContext, id: Id): Promise<WhatIfRow> {
  return (await ctx.tx.first(one, [ctx.workspaceId, id])) ?? notFound('look back');
}

function present(row: WhatIfRow) {
  return {
    id: row.id,
    measure: row.measure,
    channel: row.channel,
    teamId: row.team_id,
    teamName: row.team_name,
    brandId: row.brand_id,
    brandName: row.brand_name,
    minutes: row.minutes,
    calendarId: row.calendar_id,
    calendarName: row.calendar_name,
    warnPercent: row.warn_percent,
    sharePercent: row.share_percent,
    versionId: row.version_id,
    clauseId: row.clause_id,
    reviewId: row.review_id,
    besideApproval: row.beside_approval,
    from: row.from_at.toISOString(),
    to: row.to_at.toISOString(),
    state: row.state,
    result: row.result,
    askedBy: row.asked_name,
    askedAt: row.asked_at.toISOString(),
  };
}

export const oneWhatIf = answer(getWhatIf, async (ctx, { whatIfId }) => {
  demand(ctx, reviewPolicy, 'try');
  const row = await load(ctx, whatIfId);
  const progress = { lookedAt: row.looked_at, ofAll: row.of_all };
  return { ...present(row), ...progress, abilities: abilities(reviewPolicy, ctx.actor, undefined) };
});

export const whatIfList = answer(listWhatIfs, async (ctx, { versionId, reviewId, after, limit }) => {
  demand(ctx, reviewPolicy, 'try');
  const [asked, id] = after ? readCursor(after, ['instant', 'id']) : [null, null];
  const of = [ctx.workspaceId, versionId ?? null, reviewId ?? null];
  const rows = await ctx.tx.rows(page, [...of, asked, id, limit + 1]);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { whatIfs: shown.map(present), next: last ? cursorOf([last.asked, last.id]) : null };
});
