import type { Role } from '#foundation/people/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { answer } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { listDelegations, listOwn, listRules, type May } from '../contract.ts';
import { decisionKinds } from './kinds.ts';
import { authorityPolicy } from './policy.ts';

interface RuleRow {
  id: Id;
  kind: string;
  role: Role | null;
  personId: Id | null;
  personName: string | null;
  may: May;
  perCase: number | null;
  perCustomer: number | null;
  perPeriod: number | null;
  currency: string | null;
  periodDays: number;
  fourEyes: boolean;
  effectiveFrom: Date;
  effectiveUntil: Date | null;
  clauseRef: string | null;
  madeBy: string | null;
  version: number;
}
// A planned row that was replaced before it began was never in force, so it is not shown.
const rules = statement<RuleRow>(
  'authority_rules_list',
  `SELECT r.id, r.kind, r.role, r.person_id AS "personId", p.name AS "personName", r.may, r.per_case AS "perCase",
     r.per_customer AS "perCustomer", r.per_period AS "perPeriod", r.currency, r.period_days AS "periodDays",
     r.four_eyes AS "fourEyes", r.effective_from AS "effectiveFrom", r.effective_until AS "effectiveUntil",
     r.clause_ref AS "clauseRef", m.name AS "madeBy", r.version
   FROM authority_rule r LEFT JOIN account p ON p.id = r.person_id LEFT JOIN account m ON m.id = r.made_by
   WHERE r.workspace_id = $1 AND (r.effective_until IS NULL OR r.effective_until > $2::timestamptz - interval '400 days')
     AND (r.effective_until IS NULL OR r.effective_until > r.effective_from)
   ORDER BY r.kind, r.effective_from DESC, r.id LIMIT 2000`,
);

function present(row: RuleRow) {
  return {
    ...row,
    effectiveFrom: row.effectiveFrom.toISOString(),
    effectiveUntil: row.effectiveUntil?.toISOString() ?? null,
  };
}

export const answerRules = answer(listRules, async (ctx) => {
  demand(ctx, authorityPolicy, 'rules');
  const rows = await ctx.tx.rows(rules, [ctx.workspaceId, ctx.now]);
  const kinds = ctx.contributed(decisionKinds).map((kind) => ({
    name: kind.name,
    title: kind.title,
    help: kind.help,
    unit: kind.unit,
    deciders: [...kind.deciders],
  }));
  return { kinds, rules: rows.map(present) };
});

export const answerOwn = answer(listOwn, async (ctx) => {
  demand(ctx, authorityPolicy, 'mine');
  const { actor, now } = ctx;
  const rows = await ctx.tx.rows(rules, [ctx.workspaceId, now]);
  const isMine = (row: RuleRow) =>
    actor.kind === 'person' &&
    (row.personId === null ? row.role === actor.role : row.personId === actor.id) &&
    row.effectiveFrom <= now &&
    (row.effectiveUntil === null || row.effectiveUntil > now);
  const mine = rows.filter(isMine).sort((a, b) => Number(b.personId !== null) - Number(a.personId !== null));
  return {
    kinds: ctx.contributed(decisionKinds).map(({ name }) => {
      const rule = mine.find((row) => row.kind === name);
      return { name, may: rule?.may ?? ('never' as const), rule: rule ? present(rule) : null };
    }),
  };
});

interface DelegationRow {
  id: Id;
  from_id: Id;
  from_name: string;
  to_id: Id;
  to_name: string;
  kinds: string[];
  starts_at: Date;
  ends_at: Date;
  version: number;
}
const delegations = statement<DelegationRow>(
  'authority_delegations',
  `SELECT d.id, d.from_id, f.name AS from_name, d.to_id, t.name AS to_name, d.kinds, d.starts_at, d.ends_at, d.version
   FROM delegation d JOIN account f ON f.id = d.from_id JOIN account t ON t.id = d.to_id
   WHERE d.workspace_id = $1 AND d.ended_at IS NULL AND d.ends_at > $2 AND ($3::uuid IS NULL OR $3 IN (d.from_id, d.to_id))
   ORDER BY d.starts_at, d.id LIMIT 500`,
);

export const answerDelegations = answer(listDelegations, async (ctx) => {
  demand(ctx, authorityPolicy, 'delegations');
  const { actor } = ctx;
  if (actor.kind !== 'person') return { delegations: [] };
  const seesAll = actor.role === 'owner' || actor.role === 'manager';
  const rows = await ctx.tx.rows(delegations, [ctx.workspaceId, ctx.now, seesAll ? null : actor.id]);
  return {
    delegations: rows.map((row) => ({
      id: row.id,
      from: { id: row.from_id, name: row.from_name },
      to: { id: row.to_id, name: row.to_name },
      kinds: row.kinds,
      startsAt: row.starts_at.toISOString(),
      endsAt: row.ends_at.toISOString(),
      version: row.version,
    })),
  };
});
