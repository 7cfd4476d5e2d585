import type { Id } from '#kernel/contract/ids.ts';
import type { PersonActor } from '#kernel/server/actor.ts';
import { type CommandContext, handlePrepared } from '#kernel/server/capability.ts';
import { demandFreshProof } from '#kernel/server/fresh.ts';
import { demand } from '#kernel/server/policy.ts';
import { Problem, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { approve } from '../contract.ts';
import { approved, failed } from '../contract-events.ts';
import { answersOf, keepAnswer, refuseUnreached } from './answers.ts';
import {
  type ApprovalRow,
  accessApproval,
  caseOf,
  demandOpen,
  endApproval,
  factsOf,
  refuseChanged,
} from './approvals.ts';
import { attempt } from './attempt.ts';
import { tellOwnApproval } from './breach.ts';
import { type AuthorityCase, governed } from './kinds.ts';
import { authorityPolicy } from './policy.ts';
import { type Reach, reachOf } from './reach.ts';
import { withGrant } from './require.ts';
import { activeMembers, historyOf, lockCase, type Member, memberOf, rulesAt } from './rows.ts';
import { missingAnswers, splitDays } from './rules/decide.ts';
import { caseFor, holdersOf } from './weighing.ts';

/** Approves a request. The last approval it needs carries it out, in this write and as whoever asked. */
export const approveRequest = handlePrepared(approve, tellOwnApproval, async (ctx, { approvalId, version, note }) => {
  demand(ctx, authorityPolicy, 'approve');
  const row = await accessApproval(ctx, approvalId);
  const approver = ctx.actor as PersonActor;
  demandOpen(ctx, row, version);
  // What asks for proof of whoever does it asks for that of whoever lets it be done, too.
  if (ctx.contributed(governed).some((one) => one.name === row.command && one.contract.fresh)) demandFreshProof(ctx);
  const requester = await memberOf(ctx, row.requester_id);
  if (!requester?.active || requester.role !== row.requester_role) return refuseChanged();
  const answers = await answersOf(ctx, row.id);
  if (answers.some((one) => one.account_id === approver.id)) {
    return refuse('authority.answered', 'You have approved it. It needs somebody else besides you.');
  }
  const again = await weighAgain(ctx, row, requester);
  const weighed = again instanceof Problem ? caseOf(row) : again;
  const spent = answers.map((one) => one.holder_id);
  const reach = await reachWithLock(ctx, approver.id, row.requester_id, weighed, spent);
  if (reach.how !== 'reaches') return refuseUnreached(ctx, row, reach);
  if (again instanceof Problem) return fail(ctx, row, again.code);
  const by = { accountId: approver.id, holderId: reach.holder.id, ruleId: reach.rule.id };
  await keepAnswer(ctx, row.id, by, 'approved', note ?? null);
  const missing = await missingAfter(ctx, row, weighed, reach, answers.length + 1);
  const told = { approverId: approver.id, inPlaceOfId: by.holderId === approver.id ? null : by.holderId, missing };
  if (missing > 0) {
    ctx.emit(approved, { ...factsOf(row), ...told, outcome: 'waits' });
    return { approvalId, version: await touch(ctx, row), state: 'asked' as const, missing, problem: null };
  }
  const problem = await carryOut(ctx, row, weighed, requester, reach);
  ctx.emit(approved, { ...factsOf(row), ...told, outcome: problem ? 'failed' : 'carried_out' });
  if (problem) return fail(ctx, row, problem.code);
  const ended = await endApproval(ctx, row, 'carried_out');
  return { approvalId, version: ended, state: 'carried_out' as const, missing: 0, problem: null };
});

/** Whoever decides under the same row at the same time waits, so that both count each other. */
async function reachWithLock(
  ctx: CommandContext,
  personId: Id,
  requesterId: Id,
  it: AuthorityCase,
  spent: readonly Id[],
): Promise<Reach> {
  await lockCase(ctx, it.kind, it.customerId ?? null, personId);
  const reach = await reachOf(ctx, personId, requesterId, it, spent);
  if (reach.how !== 'reaches' || reach.holder.id === personId) return reach;
  await lockCase(ctx, it.kind, null, reach.holder.id);
  return reachOf(ctx, personId, requesterId, it, spent);
}

/** What the same input would be as a case now: amounts and people may have changed since it was asked. */
async function weighAgain(ctx: CommandContext, row: ApprovalRow, requester: Member): Promise<AuthorityCase | Problem> {
  const entry = ctx.contributed(governed).find((one) => one.name === row.command);
  const input = entry?.contract.input.safeParse(row.input);
  if (!entry || !input?.success) return new Problem('input.invalid', 'This version of Heed cannot carry it out.');
  try {
    return (await entry.weigh({ ...ctx, actor: actorOf(requester) }, input.data)) ?? caseOf(row);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

async function missingAfter(
  ctx: CommandContext,
  row: ApprovalRow,
  it: AuthorityCase,
  reach: Extract<Reach, { how: 'reaches' }>,
  answered: number,
): Promise<number> {
  const isFourEyes = reach.rule.fourEyes || row.because === 'four_eyes';
  if (!isFourEyes) return missingAnswers({ isFourEyes, because: row.because, answered, others: 1 });
  const rules = await rulesAt(ctx, it.kind);
  const asked = caseFor(ctx, it, { id: row.requester_id, role: row.requester_role });
  const holders = holdersOf(rules, asked, await historyOf(ctx, asked, splitDays), await activeMembers(ctx));
  const others = holders.filter((one) => one.member.id !== row.requester_id).length;
  return missingAnswers({ isFourEyes, because: row.because, answered, others });
}

/** Nobody is signed in as the asker here, so nothing that needs fresh proof can be done in their name. */
function actorOf(person: Member): PersonActor {
  const none = { teamIds: [], sessionId: '', provedAt: new Date(0) };
  return { kind: 'person', id: person.id, name: person.name, role: person.role, ...none };
}

/** Runs the command as the asker would. Returns the refusal, of which nothing stays. */
async function carryOut(
  ctx: CommandContext,
  row: ApprovalRow,
  it: AuthorityCase,
  requester: Member,
  reach: Extract<Reach, { how: 'reaches' }>,
): Promise<Problem | null> {
  const entry = ctx.contributed(governed).find((one) => one.name === row.command);
  if (!entry) throw new Error(`${row.command} is not governed`);
  const approver = ctx.actor;
  const grant = {
    ...{ case: it, requesterId: requester.id, holderId: reach.holder.id, ruleId: reach.rule.id, approvalId: row.id },
  };
  const problem = await attempt(ctx, async () => {
    await ctx.enter(ctx.workspaceId, actorOf(requester));
    const input = entry.contract.input.parse(row.input);
    await withGrant(ctx, grant, () => ctx.inner(entry.contract, input));
  });
  await ctx.enter(ctx.workspaceId, approver);
  return problem;
}

async function fail(ctx: CommandContext, row: ApprovalRow, problem: string) {
  const version = await endApproval(ctx, row, 'failed', problem);
  ctx.emit(failed, { ...factsOf(row), problem });
  return { approvalId: row.id, version, state: 'failed' as const, missing: 0, problem };
}

const bump = statement<{ version: number }>(
  'authority_approval_touch',
  'UPDATE approval SET version = version + 1 WHERE workspace_id = $1 AND id = $2 RETURNING version',
);

async function touch(ctx: CommandContext, row: { id: Id; version: number }): Promise<number> {
  const after = await ctx.tx.first(bump, [ctx.workspaceId, row.id]);
  return after?.version ?? row.version + 1;
}
