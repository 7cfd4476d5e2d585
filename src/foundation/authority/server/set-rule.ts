import type { InputOf } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, handlePrepared } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { endRule, setRule } from '../contract.ts';
import { ruleChanged } from '../contract-events.ts';
import { tellOwnRule } from './breach.ts';
import { type DecisionKind, decisionKinds } from './kinds.ts';
import { authorityPolicy } from './policy.ts';
import { activeMembers, lockRules, memberOf, rulesAt } from './rows.ts';
import { ruleFor } from './rules/decide.ts';

type Input = InputOf<typeof setRule>;

const current = statement<{ id: Id }>(
  'authority_rule_current',
  `SELECT id FROM authority_rule WHERE workspace_id = $1 AND kind = $2 AND role IS NOT DISTINCT FROM $3
     AND person_id IS NOT DISTINCT FROM $4 AND effective_from <= $5 AND (effective_until IS NULL OR effective_until > $5)
   ORDER BY effective_from DESC LIMIT 1`,
);
// A planned row that had not begun ends where it would have begun, so it never counts.
const close = statement(
  'authority_rule_close',
  `UPDATE authority_rule SET effective_until = greatest(effective_from, $5), version = version + 1
   WHERE workspace_id = $1 AND kind = $2 AND role IS NOT DISTINCT FROM $3 AND person_id IS NOT DISTINCT FROM $4
     AND (effective_until IS NULL OR effective_until > greatest(effective_from, $5))`,
);
const insert = statement(
  'authority_rule_insert',
  `INSERT INTO authority_rule (workspace_id, id, kind, role, person_id, may, per_case, per_customer, per_period,
     currency, period_days, four_eyes, effective_from, effective_until, clause_ref, made_by, made_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
);

/** Sets a row from a day on. What was decided under the row before keeps that one. */
export const setOneRule = handlePrepared(setRule, tellOwnRule, async (ctx, input) => {
  demand(ctx, authorityPolicy, 'set-rule');
  const kind = findKind(ctx, input.kind);
  const from = input.effectiveFrom ? new Date(input.effectiveFrom) : ctx.now;
  const until = input.effectiveUntil ? new Date(input.effectiveUntil) : null;
  demandSensible(ctx, kind, input, from, until);
  await demandMay(ctx, kind, input);
  await lockRules(ctx, kind.name);
  const [role, personId] = [input.role ?? null, input.personId ?? null];
  const seen = await ctx.tx.first(current, [ctx.workspaceId, kind.name, role, personId, ctx.now]);
  if ((seen?.id ?? null) !== input.replaces) {
    refuse('record.stale', 'This row was changed meanwhile. Look again, then repeat it.');
  }
  const start = from < ctx.now ? ctx.now : from;
  await ctx.tx.rows(close, [ctx.workspaceId, kind.name, role, personId, start]);
  const decides = input.may === 'decide';
  await ctx.tx.rows(insert, [
    ...[ctx.workspaceId, ctx.key, kind.name, role, personId, input.may],
    ...(input.may === 'never' ? [null] : [input.perCase]),
    ...(decides ? [input.perCustomer, input.perPeriod] : [null, null]),
    ...[input.may === 'never' ? null : input.currency, input.periodDays, decides && input.fourEyes, start, until],
    ...[input.clauseRef, ctx.actor.kind === 'person' ? ctx.actor.id : null, ctx.now],
  ]);
  await demandSomebodyLeft(ctx, kind, start);
  const who = { role, personId: input.personId ?? null };
  ctx.emit(ruleChanged, {
    ...{ ruleId: ctx.key, kind: kind.name, ...who, what: 'set', effectiveFrom: start.toISOString() },
  });
  return { ruleId: ctx.key, version: 1 };
});

function refuseField(path: string, message: string): never {
  return refuse('input.invalid', message, { errors: [{ path, message }] });
}

function findKind(ctx: CommandContext, name: string): DecisionKind {
  const kinds = ctx.contributed(decisionKinds);
  const kind = kinds.find((one) => one.name === name);
  return kind ?? refuseField('kind', `There is no such kind. Known: ${kinds.map((one) => one.name).join(', ')}.`);
}

function demandSensible(ctx: CommandContext, kind: DecisionKind, input: Input, from: Date, until: Date | null): void {
  if ((input.role === undefined) === (input.personId === undefined)) {
    refuseField('role', 'Name either a role or a person.');
  }
  const isLimited = [input.perCase, input.perCustomer, input.perPeriod].some((limit) => limit !== null);
  if (kind.unit === 'money' && isLimited && !input.currency)
    refuseField('currency', 'Say in which currency, e.g. AUD.');
  if (kind.unit !== 'money' && input.currency) refuseField('currency', `Limits count ${kind.unit} here, not money.`);
  if (from.getTime() < ctx.now.getTime() - 300_000) {
    refuseField('effectiveFrom', 'Choose now or later: what was decided keeps the row that allowed it.');
  }
  if (until && input.role !== undefined) {
    refuseField('effectiveUntil', 'Only a row of a person ends by itself. Plan another row for the role.');
  }
  if (until && until <= from) refuseField('effectiveUntil', 'Choose an end after the beginning.');
}

async function demandMay(ctx: CommandContext, kind: DecisionKind, input: Input): Promise<void> {
  const person = input.personId === undefined ? undefined : await memberOf(ctx, input.personId);
  if (input.personId !== undefined && !person?.active) notFound('person');
  if (ctx.actor.kind === 'person' && person?.id === ctx.actor.id) refuseOwn();
  const role = person?.role ?? input.role;
  if (input.may === 'decide' && role !== undefined && !kind.deciders.includes(role)) {
    refuse('authority.too_wide', `This may be decided by: ${kind.deciders.join(', ')}. A ${role} may ask for it.`);
  }
}

function refuseOwn(): never {
  return refuse('authority.own_rule', 'A row about yourself is set by another owner.');
}

/** @throws Problem authority.nobody_left when no active person could decide the kind from then on */
async function demandSomebodyLeft(ctx: CommandContext, kind: DecisionKind, from: Date): Promise<void> {
  const rules = await rulesAt(ctx, kind.name, from);
  const people = await activeMembers(ctx);
  const isLeft = people.some((person) => ruleFor(rules, { kind: kind.name, person, at: from })?.may === 'decide');
  if (!isLeft)
    refuse('authority.nobody_left', 'Nobody who has access could decide it any more. Name somebody else first.');
}

interface RuleRow {
  kind: string;
  person_id: Id | null;
  effective_from: Date;
  effective_until: Date | null;
  version: number;
}
const load = statement<RuleRow>(
  'authority_rule_lock',
  `SELECT kind, person_id, effective_from, effective_until, version FROM authority_rule
   WHERE workspace_id = $1 AND id = $2 FOR UPDATE`,
);
const end = statement(
  'authority_rule_end',
  `UPDATE authority_rule SET effective_until = greatest(effective_from, $3), version = version + 1
   WHERE workspace_id = $1 AND id = $2`,
);

/** Ends the row of a person now. Rows of roles are replaced, never ended. */
export const endOneRule = handlePrepared(endRule, tellOwnRule, async (ctx, { ruleId, version }) => {
  demand(ctx, authorityPolicy, 'end-rule');
  const row = await ctx.tx.first(load, [ctx.workspaceId, ruleId]);
  if (!row) return notFound('row');
  if (row.person_id === null) return refuseField('ruleId', 'A role always has a row. Set another one instead.');
  if (ctx.actor.kind === 'person' && row.person_id === ctx.actor.id) refuseOwn();
  const isOver = row.effective_until !== null && row.effective_until <= ctx.now;
  if (row.version !== version || isOver) {
    refuse('record.stale', 'This row was changed or has ended meanwhile. Look again.', {
      facts: { version: row.version },
    });
  }
  await lockRules(ctx, row.kind);
  await ctx.tx.rows(end, [ctx.workspaceId, ruleId, ctx.now]);
  await demandSomebodyLeft(ctx, findKind(ctx, row.kind), ctx.now);
  ctx.emit(ruleChanged, {
    ...{ ruleId, kind: row.kind, role: null, personId: row.person_id, what: 'ended' },
    effectiveFrom: ctx.now.toISOString(),
  });
  return { ruleId, version: version + 1 };
});
