import type { Role } from '#foundation/people/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { May } from '../contract.ts';
import { type Case, type Rule, splitDays } from './rules/decide.ts';

/** What reading needs; a command, a query and the look before a transaction all have it. */
export type Here = Pick<QueryContext, 'tx' | 'workspaceId' | 'now' | 'contributed'>;

interface RuleRow {
  id: Id;
  kind: string;
  role: Role | null;
  person_id: Id | null;
  may: May;
  per_case: number | null;
  per_customer: number | null;
  per_period: number | null;
  currency: string | null;
  period_days: number;
  four_eyes: boolean;
  effective_from: Date;
  effective_until: Date | null;
}
const rulesInForce = statement<RuleRow>(
  'authority_rules_in_force',
  `SELECT id, kind, role, person_id, may, per_case, per_customer, per_period, currency, period_days, four_eyes,
     effective_from, effective_until FROM authority_rule
   WHERE workspace_id = $1 AND ($2::text IS NULL OR kind = $2) AND effective_from <= $3
     AND (effective_until IS NULL OR effective_until > $3)`,
);

/** Rows in force at an instant, of one kind or (null) of all. */
export async function rulesAt(ctx: Here, kind: string | null, at: Date = ctx.now): Promise<Rule[]> {
  const rows = await ctx.tx.rows(rulesInForce, [ctx.workspaceId, kind, at]);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    role: row.role,
    personId: row.person_id,
    may: row.may,
    perCase: row.per_case,
    perCustomer: row.per_customer,
    perPeriod: row.per_period,
    currency: row.currency,
    periodDays: row.period_days,
    fourEyes: row.four_eyes,
    from: row.effective_from,
    until: row.effective_until,
  }));
}

export interface Member {
  id: Id;
  role: Role;
  name: string;
  active: boolean;
}
const member = statement<Member>(
  'authority_member',
  `SELECT m.account_id AS id, m.role, a.name, m.active FROM membership m JOIN account a ON a.id = m.account_id
   WHERE m.workspace_id = $1 AND m.account_id = $2`,
);
const members = statement<Member>(
  'authority_members',
  `SELECT m.account_id AS id, m.role, a.name, m.active FROM membership m JOIN account a ON a.id = m.account_id
   WHERE m.workspace_id = $1 AND m.active ORDER BY m.account_id`,
);

/** A member with the role they have now; undefined when they never were one. */
export function memberOf(ctx: Here, id: Id): Promise<Member | undefined> {
  return ctx.tx.first(member, [ctx.workspaceId, id]);
}

/** Everybody with access. */
export function activeMembers(ctx: Here): Promise<Member[]> {
  return ctx.tx.rows(members, [ctx.workspaceId]);
}

const sums = statement<{ same_cause: string; customer: string; person: string }>(
  'authority_history',
  `SELECT
     (SELECT coalesce(sum(amount), 0) FROM decision WHERE workspace_id = $1 AND kind = $2 AND customer_id = $3
        AND cause = $4 AND currency IS NOT DISTINCT FROM $5 AND decided_at > $7::timestamptz - make_interval(days => $8)
     ) AS same_cause,
     (SELECT coalesce(sum(amount), 0) FROM decision WHERE workspace_id = $1 AND kind = $2 AND customer_id = $3
        AND currency IS NOT DISTINCT FROM $5 AND decided_at > $7::timestamptz - make_interval(days => $9)) AS customer,
     (SELECT coalesce(sum(amount), 0) FROM decision WHERE workspace_id = $1 AND kind = $2 AND holder_id = $6
        AND currency IS NOT DISTINCT FROM $5 AND decided_at > $7::timestamptz - make_interval(days => $9)) AS person`,
);

/** What was decided before, as far as it counts for this case and a row with this period. */
export async function historyOf(
  ctx: Here,
  it: Case,
  periodDays: number,
): Promise<{ sameCause: number; customer: number; person: number }> {
  const { kind, customerId, cause, currency, person, at } = it;
  const values = [ctx.workspaceId, kind, customerId, cause, currency, person.id, at, splitDays, periodDays];
  const row = await ctx.tx.first(sums, values);
  return {
    sameCause: Number(row?.same_cause ?? 0),
    customer: Number(row?.customer ?? 0),
    person: Number(row?.person ?? 0),
  };
}

const lock = statement('authority_lock', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))');

/**
 * Decisions of one kind for one customer, and those of one person, wait for each other until they are committed:
 * fifty at once count each other and stay within the limit. The customer's lock comes first, so nobody waits in a ring.
 */
export async function lockCase(ctx: Here, kind: string, customerId: Id | null, personId: Id): Promise<void> {
  if (customerId) await ctx.tx.rows(lock, [`authority ${ctx.workspaceId} ${kind} ${customerId}`]);
  await ctx.tx.rows(lock, [`authority ${ctx.workspaceId} ${kind} ${personId}`]);
}

/** Changes of the rows of one kind wait for each other. */
export async function lockRules(ctx: Here, kind: string): Promise<void> {
  await ctx.tx.rows(lock, [`authority rules ${ctx.workspaceId} ${kind}`]);
}

const insert = statement(
  'authority_decision_insert',
  `INSERT INTO decision (workspace_id, id, kind, rule_id, actor_id, holder_id, approval_id, customer_id, cause,
     subject_kind, subject_id, amount, currency, decided_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
);

/** What is kept of a decision: whose authority it was, and who acted on it. */
export interface DecisionMade {
  id: Id;
  ruleId: Id;
  actorId: Id;
  holderId: Id;
  approvalId: Id | null;
  subject: { kind: string; id: Id };
}

/** Keeps a decision for ever, with the row that allowed it. */
export async function keepDecision(ctx: Here, it: Case, made: DecisionMade): Promise<void> {
  const { id, ruleId, actorId, holderId, approvalId, subject } = made;
  await ctx.tx.rows(insert, [
    ...[ctx.workspaceId, id, it.kind, ruleId, actorId, holderId, approvalId, it.customerId, it.cause],
    ...[subject.kind, subject.id, it.amount, it.currency, ctx.now],
  ]);
}
