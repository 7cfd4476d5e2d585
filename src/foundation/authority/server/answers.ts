import type { Id } from '#kernel/contract/ids.ts';
import type { PersonActor } from '#kernel/server/actor.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse as refuseWith } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { refuse, withdraw } from '../contract.ts';
import { refused, withdrawn } from '../contract-events.ts';
import { type ApprovalRow, accessApproval, caseOf, demandOpen, endApproval, factsOf } from './approvals.ts';
import { authorityPolicy } from './policy.ts';
import { type Reach, reachOf } from './reach.ts';
import { findApprovers } from './require.ts';
import { rulesAt } from './rows.ts';
import { caseFor } from './weighing.ts';
import { approverWords } from './words.ts';

export interface AnswerRow {
  account_id: Id;
  holder_id: Id;
}
const answers = statement<AnswerRow>(
  'authority_answers',
  'SELECT account_id, holder_id FROM approval_answer WHERE workspace_id = $1 AND approval_id = $2',
);
const insert = statement(
  'authority_answer_insert',
  `INSERT INTO approval_answer (workspace_id, approval_id, account_id, holder_id, rule_id, answer, note, at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

/** Who has answered a request so far. */
export function answersOf(ctx: CommandContext, approvalId: Id): Promise<AnswerRow[]> {
  return ctx.tx.rows(answers, [ctx.workspaceId, approvalId]);
}

/** Keeps an answer with the row under which it was given. */
export async function keepAnswer(
  ctx: CommandContext,
  approvalId: Id,
  by: { accountId: Id; holderId: Id; ruleId: Id },
  answer: 'approved' | 'refused',
  note: string | null,
): Promise<void> {
  await ctx.tx.rows(insert, [ctx.workspaceId, approvalId, by.accountId, by.holderId, by.ruleId, answer, note, ctx.now]);
}

/** Says who may answer instead. @throws Problem authority.own_request, authority.not_yours */
export async function refuseUnreached(
  ctx: CommandContext,
  row: ApprovalRow,
  reach: Exclude<Reach, { how: 'reaches' }>,
): Promise<never> {
  const rules = await rulesAt(ctx, row.kind);
  const it = caseFor(ctx, caseOf(row), { id: row.requester_id, role: row.requester_role });
  const who =
    approverWords(await findApprovers(ctx, rules, it)) ?? 'nobody yet; an owner sets that under Settings, Authority';
  if (reach.how !== 'beyond') {
    return refuseWith('authority.own_request', `Somebody else has to answer it: ${who}. You may take it back.`);
  }
  return refuseWith('authority.not_yours', `This may be approved by ${who}.`);
}

/** Refuses a request for good; its asker reads the reason. */
export const refuseRequest = handle(refuse, async (ctx, { approvalId, version, reason }) => {
  demand(ctx, authorityPolicy, 'refuse');
  const row = await accessApproval(ctx, approvalId);
  const { id } = ctx.actor as PersonActor;
  demandOpen(ctx, row, version);
  const before = await answersOf(ctx, row.id);
  if (before.some((one) => one.account_id === id)) {
    return refuseWith('authority.answered', 'You have approved it. Somebody else answers it now.');
  }
  const spent = before.map((one) => one.holder_id);
  const reach = await reachOf(ctx, id, row.requester_id, caseOf(row), spent);
  if (reach.how !== 'reaches') return refuseUnreached(ctx, row, reach);
  const by = { accountId: id, holderId: reach.holder.id, ruleId: reach.rule.id };
  await keepAnswer(ctx, row.id, by, 'refused', reason);
  const ended = await endApproval(ctx, row, 'refused');
  ctx.emit(refused, { ...factsOf(row), approverId: id, inPlaceOfId: by.holderId === id ? null : by.holderId });
  return { approvalId, version: ended, state: 'refused' as const };
});

/** Takes an own request back. */
export const withdrawRequest = handle(withdraw, async (ctx, { approvalId, version }) => {
  demand(ctx, authorityPolicy, 'withdraw');
  const row = await accessApproval(ctx, approvalId);
  if (ctx.actor.kind !== 'person' || row.requester_id !== ctx.actor.id) {
    return refuseWith('access.forbidden', 'Only whoever asked takes a request back. You may refuse it.');
  }
  demandOpen(ctx, row, version);
  const ended = await endApproval(ctx, row, 'withdrawn');
  ctx.emit(withdrawn, factsOf(row));
  return { approvalId, version: ended, state: 'withdrawn' as const };
});
