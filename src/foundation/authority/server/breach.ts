import type { Id } from '#kernel/contract/ids.ts';
import type { Caller } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { statement } from '#kernel/server/sql.ts';
import { breachTried } from '../contract-events.ts';
import type { AuthorityCase } from './kinds.ts';
import { reachOf } from './reach.ts';
import type { Here } from './rows.ts';

/*
 * A refused write leaves nothing behind, and an attempt to go around authority has to. So these look before the
 * transaction begins, and write the attempt in one of its own; the command itself then refuses.
 */

interface Found {
  kind: string;
  requester_id: Id;
  customer_id: Id | null;
  cause: string | null;
  subject_kind: string;
  subject_id: Id;
  amount: number;
  currency: string | null;
}
const open = statement<Found>(
  'authority_breach_approval',
  `SELECT kind, requester_id, customer_id, cause, subject_kind, subject_id, amount, currency FROM approval
   WHERE workspace_id = $1 AND id = $2 AND state = 'asked' AND expires_at > $3`,
);

/** Writes it down when somebody approves what they asked for, by themselves or in the asker's place. */
export async function tellOwnApproval(kernel: Kernel, input: { approvalId: Id }, caller: Caller): Promise<void> {
  const { actor, workspaceId } = caller.identity;
  if (actor.kind !== 'person' || !workspaceId) return;
  const found = await look(kernel, workspaceId, async (ctx) => {
    const row = await ctx.tx.first(open, [workspaceId, input.approvalId, ctx.now]);
    if (!row) return null;
    const reach = await reachOf(ctx, actor.id, row.requester_id, caseOf(row));
    return reach.how === 'own_request' || reach.how === 'own_request_by_delegation'
      ? { kind: row.kind, what: reach.how }
      : null;
  });
  if (found) await tell(kernel, workspaceId, { personId: actor.id, ...found, approvalId: input.approvalId });
}

const ruleOf = statement<{ kind: string; person_id: Id | null }>(
  'authority_breach_rule',
  'SELECT kind, person_id FROM authority_rule WHERE workspace_id = $1 AND id = $2',
);

/** Writes it down when somebody who may not tries to set what they themselves may decide. */
export async function tellOwnRule(
  kernel: Kernel,
  input: { kind?: string; role?: string | undefined; personId?: Id | undefined; ruleId?: Id },
  caller: Caller,
): Promise<void> {
  const { actor, workspaceId } = caller.identity;
  if (actor.kind !== 'person' || !workspaceId) return;
  const rule = input.ruleId
    ? await look(kernel, workspaceId, (ctx) => ctx.tx.first(ruleOf, [workspaceId, input.ruleId]))
    : { kind: input.kind ?? '', person_id: input.personId ?? null };
  const isOwnRole = actor.role !== 'owner' && input.role === actor.role;
  if (!rule || !(rule.person_id === actor.id || isOwnRole)) return;
  await tell(kernel, workspaceId, { personId: actor.id, kind: rule.kind, what: 'own_rule', approvalId: null });
}

function look<T>(kernel: Kernel, workspaceId: Id, work: (ctx: Here) => Promise<T>): Promise<T> {
  return kernel.database.read({ workspaceId, customerId: null }, (tx) =>
    work({ tx, workspaceId, now: kernel.now(), contributed: kernel.contributed }),
  );
}

function tell(
  kernel: Kernel,
  workspaceId: Id,
  data: {
    personId: Id;
    kind: string;
    what: 'own_request' | 'own_request_by_delegation' | 'own_rule';
    approvalId: Id | null;
  },
): Promise<void> {
  return runOwnCommand(kernel, 'authority.breach', { workspaceId, onBehalfOf: data.personId }, async (ctx) => {
    ctx.emit(breachTried, data);
  });
}

function caseOf(row: Found): AuthorityCase {
  return {
    kind: row.kind,
    amount: row.currency === null ? { count: row.amount } : { minor: row.amount, currency: row.currency },
    ...(row.customer_id ? { customerId: row.customer_id } : {}),
    ...(row.cause ? { cause: row.cause } : {}),
    subject: { kind: row.subject_kind, id: row.subject_id },
  };
}
