import type { Id } from '#kernel/contract/ids.ts';
import type { Because, May } from '../../contract.ts';

/** Earlier decisions for the same customer and cause count as one with this one for so many days. */
export const splitDays = 30;

/** A row of authority as the decision sees it. Amounts are minor units of `currency`, or counts where that is null. */
export interface Rule {
  id: Id;
  kind: string;
  role: string | null;
  personId: Id | null;
  may: May;
  perCase: number | null;
  perCustomer: number | null;
  perPeriod: number | null;
  currency: string | null;
  periodDays: number;
  fourEyes: boolean;
  from: Date;
  until: Date | null;
}

/** What is to be decided, by whom, when. */
export interface Case {
  kind: string;
  person: { id: Id; role: string };
  amount: number;
  currency: string | null;
  customerId: Id | null;
  cause: string | null;
  at: Date;
}

/** What was decided before, in the case's own unit. */
export interface History {
  /** For this customer and cause, in the last 30 days, by anybody. */
  sameCause: number;
  /** For this customer, within the row's period, by anybody. */
  customer: number;
  /** By this person's authority, within the row's period. */
  person: number;
  /** How many people may decide this case by themselves; below two, four eyes would lock everybody out. */
  holders: number;
}

export type Decision =
  | { answer: 'yes'; rule: Rule }
  | { answer: 'ask'; rule: Rule; because: Because; limit: number | null }
  | { answer: 'no'; rule: Rule | null; limit: number | null };

/** The row in force for this person: one about the person goes before one about their role, the later before the earlier. */
export function ruleFor(rules: readonly Rule[], who: Pick<Case, 'kind' | 'person' | 'at'>): Rule | null {
  const inForce = rules.filter(
    (rule) =>
      rule.kind === who.kind &&
      rule.from <= who.at &&
      (rule.until === null || rule.until > who.at) &&
      (rule.personId === null ? rule.role === who.person.role : rule.personId === who.person.id),
  );
  const rank = (rule: Rule) => (rule.personId === null ? 0 : 1);
  return inForce.sort((a, b) => rank(b) - rank(a) || b.from.getTime() - a.from.getTime())[0] ?? null;
}

/**
 * May this person decide this case? `yes` with the row that allows it, `ask` with why an approval is needed, `no` where
 * not even asking is foreseen. Reads no clock and no database.
 */
export function decide(rules: readonly Rule[], it: Case, history: History): Decision {
  const rule = ruleFor(rules, it);
  if (!rule || rule.may === 'never') return { answer: 'no', rule, limit: null };
  if (rule.may === 'ask') {
    const isBeyond = rule.perCase !== null && rule.currency === it.currency && it.amount > rule.perCase;
    return isBeyond
      ? { answer: 'no', rule, limit: rule.perCase }
      : { answer: 'ask', rule, because: 'role', limit: null };
  }
  return firstLimit(rule, it, history) ?? { answer: 'yes', rule };
}

/** The first limit of a deciding row that the case meets, in the order in which people think of them. */
function firstLimit(rule: Rule, it: Case, history: History): Decision | null {
  const { perCase, perCustomer, perPeriod } = rule;
  const ask = (because: Because, limit: number | null): Decision => ({ answer: 'ask', rule, because, limit });
  const isLimited = perCase !== null || perCustomer !== null || perPeriod !== null;
  if (isLimited && rule.currency !== it.currency) return ask('currency', perCase);
  if (perCase !== null) {
    if (it.amount > perCase) return ask('per_case', perCase);
    const isSameCause = it.customerId !== null && it.cause !== null;
    if (isSameCause && it.amount + history.sameCause > perCase) return ask('split', perCase);
  }
  if (perCustomer !== null && it.customerId !== null && it.amount + history.customer > perCustomer)
    return ask('per_customer', perCustomer);
  if (perPeriod !== null && it.amount + history.person > perPeriod) return ask('per_period', perPeriod);
  if (rule.fourEyes && history.holders >= 2) return ask('four_eyes', null);
  return null;
}

/** Whether this person's own row covers the case, so that they may approve it for somebody else. */
export function covers(rules: readonly Rule[], it: Case, history: History): Rule | null {
  const decision = decide(rules, it, { ...history, holders: 0 });
  return decision.answer === 'yes' ? decision.rule : null;
}

/** How many approvals are still missing. Four eyes count whoever decides and, where they may decide alone, the asker. */
export function missingAnswers(it: {
  isFourEyes: boolean;
  because: Because;
  answered: number;
  /** People besides the asker who may approve. */
  others: number;
}): number {
  const wanted = it.isFourEyes && it.because !== 'four_eyes' ? 2 : 1;
  return Math.max(0, Math.min(wanted, Math.max(1, it.others)) - it.answered);
}
