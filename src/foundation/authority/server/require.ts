import { type Id, newId } from '#kernel/contract/ids.ts';
import type { Actor } from '#kernel/server/actor.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { type AuthorityCase, type DecisionKind, kindNamed, sizeOf } from './kinds.ts';
import { activeMembers, type Here, historyOf, keepDecision, lockCase, memberOf, rulesAt } from './rows.ts';
import { type Case, type Rule, ruleFor, splitDays } from './rules/decide.ts';
import { type Approvers, approversOf, caseFor, type Weighed, weigh } from './weighing.ts';
import { askWords, neverWords } from './words.ts';

/** What an approval allows, once, inside the write that carries it out. */
export interface Grant {
  case: AuthorityCase;
  requesterId: Id;
  /** Whose authority approved it, under which row. */
  holderId: Id;
  ruleId: Id;
  approvalId: Id;
}

const grants = new WeakMap<CommandContext, Grant>();

/** Runs `work` with what was approved; the first `requireAuthority` for exactly that is honoured. */
export async function withGrant<T>(ctx: CommandContext, grant: Grant, work: () => Promise<T>): Promise<T> {
  grants.set(ctx, grant);
  try {
    const result = await work();
    // A command that is governed by a guard asks nothing when it runs inside another; the decision is kept all the same.
    if (grants.has(ctx)) await spendGrant(ctx, grant);
    return result;
  } finally {
    grants.delete(ctx);
  }
}

/** The person whose authority a write uses: whoever acts, or on whose behalf Heed does. */
export function personOf(actor: Actor): Id | null {
  if (actor.kind === 'person') return actor.id;
  return actor.kind === 'system' ? actor.onBehalfOf : null;
}

/**
 * Lets a decision pass, and keeps it with the row that allowed it. Call it inside the command, before what it allows
 * is done. Counts what was decided before for the same customer and cause; those who decide at the same time wait for
 * each other. Returns the id of the row.
 * @throws Problem authority.approval_needed (facts: kind, because, limit, approvers), authority.never
 */
export async function requireAuthority(ctx: CommandContext, it: AuthorityCase): Promise<Id> {
  const granted = grants.get(ctx);
  if (granted && fits(granted, it, personOf(ctx.actor))) return spendGrant(ctx, granted);
  const kind = kindNamed(ctx, it.kind);
  const personId = personOf(ctx.actor);
  if (!personId) return refuse('authority.never', 'Heed decides nothing of this kind by itself. A person has to.');
  await lockCase(ctx, it.kind, it.customerId ?? null, personId);
  const rules = await rulesAt(ctx, it.kind);
  const person = await memberOf(ctx, personId);
  if (!person?.active) return refuse('authority.never', 'Whoever asks has no access to this workspace any more.');
  const weighed = await weigh(ctx, rules, caseFor(ctx, it, person));
  const { decision } = weighed;
  if (decision.answer !== 'yes') return refuseCase(ctx, kind, rules, weighed);
  const made = { id: newId(), ruleId: decision.rule.id, actorId: personId, holderId: personId, approvalId: null };
  await keepDecision(ctx, weighed.it, { ...made, subject: it.subject });
  return decision.rule.id;
}

/** An approval holds for its kind, subject, customer and person, up to what was approved. */
function fits({ case: approved, requesterId }: Grant, it: AuthorityCase, personId: Id | null): boolean {
  const [given, asked] = [sizeOf(approved.amount), sizeOf(it.amount)];
  return (
    personId === requesterId &&
    approved.kind === it.kind &&
    approved.subject.kind === it.subject.kind &&
    approved.subject.id === it.subject.id &&
    (approved.customerId ?? null) === (it.customerId ?? null) &&
    given.currency === asked.currency &&
    asked.amount <= given.amount
  );
}

async function spendGrant(ctx: CommandContext, grant: Grant): Promise<Id> {
  grants.delete(ctx);
  const { case: it, requesterId, holderId, ruleId, approvalId } = grant;
  const kept = caseFor(ctx, it, { id: requesterId, role: '' });
  await keepDecision(ctx, kept, {
    id: newId(),
    ruleId,
    actorId: requesterId,
    holderId,
    approvalId,
    subject: it.subject,
  });
  return ruleId;
}

/** Who may approve a case, with what counts against it. */
export async function findApprovers(ctx: Here, rules: readonly Rule[], it: Case): Promise<Approvers> {
  const past = await historyOf(ctx, it, splitDays);
  return approversOf(rules, it, past, await activeMembers(ctx));
}

async function refuseCase(ctx: Here, kind: DecisionKind, rules: readonly Rule[], weighed: Weighed): Promise<never> {
  const { it, decision } = weighed;
  const approvers = await findApprovers(ctx, rules, it);
  if (decision.answer !== 'ask')
    return refuse(
      'authority.never',
      neverWords(kind, decision.rule, decision.answer === 'no' ? decision.limit : null, approvers),
    );
  return refuse('authority.approval_needed', askWords(kind, it, decision, approvers), {
    facts: {
      kind: kind.name,
      title: kind.title,
      because: decision.because,
      limit: decision.limit,
      currency: decision.rule.currency,
      approvers: { roles: approvers.roles, people: approvers.people.map((one) => one.name) },
      expiresAfterHours: kind.expiresAfterHours ?? 72,
    },
  });
}

/**
 * What a person may do with a kind at all, whatever the amount: for looking again before something that was decided is
 * handed out. With `role`, only while they still have that one.
 */
export async function mayAtAll(
  ctx: Here,
  kind: string,
  personId: Id,
  role?: string,
): Promise<'decide' | 'ask' | 'never'> {
  const [rules, person] = [await rulesAt(ctx, kind), await memberOf(ctx, personId)];
  if (!person?.active || (role !== undefined && person.role !== role)) return 'never';
  return ruleFor(rules, { kind, person, at: ctx.now })?.may ?? 'never';
}
