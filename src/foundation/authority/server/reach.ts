import type { Id } from '#kernel/contract/ids.ts';
import { delegatorsOf } from './delegations.ts';
import type { AuthorityCase } from './kinds.ts';
import { type Here, historyOf, type Member, memberOf, rulesAt } from './rows.ts';
import { covers, type Rule, ruleFor } from './rules/decide.ts';
import { caseFor } from './weighing.ts';

/** How far somebody's authority reaches over somebody else's request. */
export type Reach =
  | { how: 'reaches'; holder: Member; rule: Rule }
  /** Their own request, or they stand in for the asker and have nothing of their own that would do. */
  | { how: 'own_request' | 'own_request_by_delegation' }
  | { how: 'beyond' };

/**
 * By what authority this person may answer: their own row first, then those of whom they stand in for; never the
 * asker's, nor one that has answered already.
 */
export async function reachOf(
  ctx: Here,
  personId: Id,
  requesterId: Id,
  it: AuthorityCase,
  spent: readonly Id[] = [],
): Promise<Reach> {
  if (personId === requesterId) return { how: 'own_request' };
  const [person, standsFor] = [await memberOf(ctx, personId), await delegatorsOf(ctx, personId, it.kind)];
  const rules = await rulesAt(ctx, it.kind);
  const holders = [...(person?.active ? [person] : []), ...standsFor];
  for (const holder of holders.filter((one) => one.id !== requesterId && !spent.includes(one.id))) {
    const rule = await coveringRule(ctx, rules, it, holder);
    if (rule) return { how: 'reaches', holder, rule };
  }
  const standsForAsker = standsFor.some((one) => one.id === requesterId);
  return { how: standsForAsker ? 'own_request_by_delegation' : 'beyond' };
}

async function coveringRule(
  ctx: Here,
  rules: readonly Rule[],
  it: AuthorityCase,
  holder: Member,
): Promise<Rule | null> {
  const case_ = caseFor(ctx, it, holder);
  const rule = ruleFor(rules, case_);
  if (rule?.may !== 'decide') return null;
  const isCounted = rule.perCase !== null || rule.perCustomer !== null || rule.perPeriod !== null;
  const past = isCounted ? await historyOf(ctx, case_, rule.periodDays) : { sameCause: 0, customer: 0, person: 0 };
  return covers(rules, case_, { ...past, holders: 0 });
}
