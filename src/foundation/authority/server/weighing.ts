import type { Role } from '#foundation/people/contract.ts';
import { roles } from '#foundation/people/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { AuthorityCase } from './kinds.ts';
import { sizeOf } from './kinds.ts';
import { activeMembers, type Here, historyOf, type Member } from './rows.ts';
import { type Case, covers, type Decision, decide, type History, type Rule, ruleFor } from './rules/decide.ts';

/** The case as the pure part sees it, for one person. */
export function caseFor(ctx: Here, it: AuthorityCase, person: { id: Id; role: string }): Case {
  return {
    kind: it.kind,
    person: { id: person.id, role: person.role },
    ...sizeOf(it.amount),
    customerId: it.customerId ?? null,
    cause: it.cause ?? null,
    at: ctx.now,
  };
}

export interface Weighed {
  it: Case;
  decision: Decision;
  history: History;
}

/** Decides a case for one person under these rows, with what was decided before. */
export async function weigh(ctx: Here, rules: readonly Rule[], it: Case): Promise<Weighed> {
  const rule = ruleFor(rules, it);
  if (rule?.may !== 'decide') return { it, decision: decide(rules, it, nothing), history: nothing };
  const isCounted = rule.perCase !== null || rule.perCustomer !== null || rule.perPeriod !== null;
  const past = isCounted ? await historyOf(ctx, it, rule.periodDays) : nothing;
  const holders = rule.fourEyes ? holdersOf(rules, it, past, await activeMembers(ctx)).length : 0;
  const history = { ...past, holders };
  return { it, decision: decide(rules, it, history), history };
}

const nothing: History = { sameCause: 0, customer: 0, person: 0, holders: 0 };

/**
 * People whose own row covers the case, whoever asks. What each decided in their own period is left out here; it is
 * counted when they answer.
 */
export function holdersOf(
  rules: readonly Rule[],
  it: Case,
  past: Pick<History, 'sameCause' | 'customer'>,
  members: readonly Member[],
): { member: Member; rule: Rule }[] {
  return members.flatMap((member) => {
    const rule = covers(rules, { ...it, person: member }, { ...past, person: 0, holders: 0 });
    return rule ? [{ member, rule }] : [];
  });
}

export interface Approvers {
  /** Roles in which at least one other person may approve it. */
  roles: Role[];
  /** People with a row of their own. */
  people: { id: Id; name: string }[];
}

/** Who may approve this case for the person who asks, in the order of the roles. */
export function approversOf(
  rules: readonly Rule[],
  it: Case,
  past: Pick<History, 'sameCause' | 'customer'>,
  members: readonly Member[],
): Approvers {
  const others = holdersOf(rules, it, past, members).filter((one) => one.member.id !== it.person.id);
  const byRole = new Set(others.filter((one) => one.rule.personId === null).map((one) => one.member.role));
  return {
    roles: roles.filter((role) => byRole.has(role)),
    people: others
      .filter((one) => one.rule.personId !== null)
      .map(({ member }) => ({ id: member.id, name: member.name })),
  };
}
