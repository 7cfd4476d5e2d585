import type { DecisionKind } from './kinds.ts';
import type { Case, Decision, Rule } from './rules/decide.ts';
import { splitDays } from './rules/decide.ts';
import type { Approvers } from './weighing.ts';

/** An amount in words: `$250.00`, `250 customers`. */
export function amountWords(kind: DecisionKind, amount: number, currency: string | null): string {
  if (currency === null) return `${new Intl.NumberFormat('en-AU').format(amount)} ${kind.unit}`;
  const format = new Intl.NumberFormat('en-AU', { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** Who may approve, in words: "an owner, a manager or Ada Lark". Null when nobody may. */
export function approverWords({ roles, people }: Approvers): string | null {
  const names = [
    ...roles.map((role) => `${/^[aeio]/.test(role) ? 'an' : 'a'} ${role}`),
    ...people.map((one) => one.name),
  ];
  const last = names.pop();
  if (last === undefined) return null;
  return names.length > 0 ? `${names.join(', ')} or ${last}` : last;
}

/** Why an approval is needed, as the person reads it. */
function becauseWords(kind: DecisionKind, it: Case, decision: Extract<Decision, { answer: 'ask' }>): string {
  const { rule, because, limit } = decision;
  const upTo = amountWords(kind, limit ?? 0, rule.currency);
  const days = `within ${rule.periodDays} days`;
  switch (because) {
    case 'role':
      return 'You may ask for this, not decide it.';
    case 'per_case':
      return `You decide up to ${upTo} at a time; this is ${amountWords(kind, it.amount, it.currency)}.`;
    case 'per_customer':
      return `You decide up to ${upTo} for one customer ${days}; with what was decided before, this goes beyond it.`;
    case 'per_period':
      return `You decide up to ${upTo} ${days}; with what you decided before, this goes beyond it.`;
    case 'split':
      return `Together with what was decided for this customer and cause within ${splitDays} days, this is more than the ${upTo} that you decide at a time.`;
    case 'currency':
      return `Your limit is set in ${rule.currency ?? 'another unit'}, and this is in ${it.currency ?? 'another unit'}.`;
    case 'four_eyes':
      return 'Two people decide this together.';
  }
}

/** The refusal of something that needs an approval. */
export function askWords(
  kind: DecisionKind,
  it: Case,
  decision: Extract<Decision, { answer: 'ask' }>,
  approvers: Approvers,
): string {
  const who = approverWords(approvers);
  const way = who
    ? `Ask for the approval of ${who}.`
    : 'Nobody else may approve it yet; an owner sets that under Settings, Authority.';
  return `${becauseWords(kind, it, decision)} ${way}`;
}

/** The refusal of something that is not even asked for. */
export function neverWords(kind: DecisionKind, rule: Rule | null, limit: number | null, approvers: Approvers): string {
  const who = approverWords(approvers);
  const way = who ? `It is decided by ${who}.` : 'An owner sets who decides it under Settings, Authority.';
  const most = limit === null ? '' : `You may ask for up to ${amountWords(kind, limit, rule?.currency ?? null)}. `;
  return most + way;
}
