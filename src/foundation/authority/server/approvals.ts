import type { z } from 'zod';
import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, QueryContext } from '#kernel/server/capability.ts';
import { clearDeadline } from '#kernel/server/deadlines.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { ApprovalState, Because } from '../contract.ts';
import { delegatorsOf } from './delegations.ts';
import { type AuthorityCase, type DecisionKind, decisionKinds } from './kinds.ts';
import type { Here } from './rows.ts';
import { rulesAt } from './rows.ts';
import { ruleFor } from './rules/decide.ts';

export const approvalExpiry = 'authority.approval';

export interface ApprovalRow {
  id: Id;
  kind: string;
  command: string;
  input: Record<string, unknown>;
  words: string;
  reason: string;
  requester_id: Id;
  requester_role: string;
  customer_id: Id | null;
  cause: string | null;
  subject_kind: string;
  subject_id: Id;
  amount: number;
  currency: string | null;
  because: Because;
  state: z.output<typeof ApprovalState>;
  problem: string | null;
  asked_at: Date;
  expires_at: Date;
  ended_at: Date | null;
  version: number;
}

export const approvalColumns = `p.id, p.kind, p.command, p.input, p.words, p.reason, p.requester_id, p.requester_role,
  p.customer_id, p.cause, p.subject_kind, p.subject_id, p.amount, p.currency, p.because, p.state, p.problem, p.asked_at,
  p.expires_at, p.ended_at, p.version`;
const locked = statement<ApprovalRow>(
  'authority_approval_lock',
  `SELECT ${approvalColumns} FROM approval p WHERE p.workspace_id = $1 AND p.id = $2 FOR UPDATE`,
);

/** A request, locked, for those who may know of it: its asker, whoever may decide its kind, owners and managers. */
export async function accessApproval(ctx: QueryContext, id: Id): Promise<ApprovalRow> {
  const row = await ctx.tx.first(locked, [ctx.workspaceId, id]);
  if (!row || ctx.actor.kind !== 'person') return notFound('request');
  const { id: personId, role } = ctx.actor;
  if (row.requester_id === personId || role === 'owner' || role === 'manager') return row;
  const rules = await rulesAt(ctx, row.kind);
  const standsFor = await delegatorsOf(ctx, personId, row.kind);
  const people = [{ id: personId, role }, ...standsFor];
  const decides = people.some((person) => ruleFor(rules, { kind: row.kind, person, at: ctx.now })?.may === 'decide');
  return decides ? row : notFound('request');
}

/**
 * Makes sure that a request still waits for its answer, in the version that the screen saw.
 * @throws Problem authority.expired, authority.requester_changed, authority.over, record.stale
 */
export function demandOpen(ctx: QueryContext, row: ApprovalRow, version: number): void {
  const { state } = row;
  if (state === 'expired' || (state === 'asked' && row.expires_at <= ctx.now)) {
    refuse('authority.expired', 'Nobody answered it in time, so nothing was done. Whoever still needs it asks again.');
  }
  if (row.problem === 'authority.requester_changed') refuseChanged();
  if (state !== 'asked') {
    const facts = { facts: { state } };
    refuse('authority.over', 'It was answered or taken back meanwhile. Whoever still needs it asks again.', facts);
  }
  if (row.version !== version) {
    refuse('record.stale', 'This request was changed meanwhile. Look again, then repeat it.', {
      facts: { version: row.version },
    });
  }
}

export function refuseChanged(): never {
  return refuse(
    'authority.requester_changed',
    'Whoever asked lost access or has another role now, so nothing was done. In the new role it has to be asked again.',
  );
}

/** The stored case of a request. */
export function caseOf(row: ApprovalRow): AuthorityCase {
  return {
    kind: row.kind,
    amount: row.currency === null ? { count: row.amount } : { minor: row.amount, currency: row.currency },
    ...(row.customer_id ? { customerId: row.customer_id } : {}),
    ...(row.cause ? { cause: row.cause } : {}),
    subject: { kind: row.subject_kind, id: row.subject_id },
  };
}

/** What every event of a request says. */
export function factsOf(row: ApprovalRow) {
  return { approvalId: row.id, kind: row.kind, requesterId: row.requester_id, customerId: row.customer_id };
}

const end = statement<{ version: number }>(
  'authority_approval_end',
  `UPDATE approval SET state = $3, problem = $4, ended_at = $5, version = version + 1
   WHERE workspace_id = $1 AND id = $2 AND state = 'asked' RETURNING version`,
);

/** Ends a request that is open and locked. Returns its version. */
export async function endApproval(
  ctx: CommandContext,
  row: ApprovalRow,
  state: Exclude<ApprovalRow['state'], 'asked'>,
  problem: string | null = null,
): Promise<number> {
  const ended = await ctx.tx.first(end, [ctx.workspaceId, row.id, state, problem, ctx.now]);
  if (!ended) throw new Error('the request was not open');
  await clearDeadline(ctx, approvalExpiry, row.id);
  return ended.version;
}

/** The kind of a request; one that no capability declares any more keeps its name. */
export function kindOf(ctx: Here, name: string): Pick<DecisionKind, 'name' | 'title' | 'unit'> {
  return ctx.contributed(decisionKinds).find((one) => one.name === name) ?? { name, title: name, unit: 'times' };
}
