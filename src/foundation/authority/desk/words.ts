import { t } from '@lingui/core/macro';
import type { OutputOf } from '#kernel/web/data.ts';
import { told } from '#kernel/web/language/told.ts';
import type { Formats } from '#kernel/web/ui/format.ts';
import type { StateName } from '#kernel/web/ui/State.tsx';

export type Rule = OutputOf<'authority.rules'>['rules'][number];
export type Kind = OutputOf<'authority.rules'>['kinds'][number];
export type Approval = OutputOf<'authority.approvals'>['approvals'][number];
export type Role = NonNullable<Rule['role']>;

/** The roles from the widest to the narrowest, in the words of the settings. */
export const roleNames: Record<Role, { one: string; many: string }> = {
  owner: { one: t`Owner`, many: t`Owners` },
  manager: { one: t`Manager`, many: t`Managers` },
  lead: { one: t`Lead`, many: t`Leads` },
  adviser: { one: t`Adviser`, many: t`Advisers` },
  assessor: { one: t`Assessor`, many: t`Assessors` },
  learner: { one: t`Learner`, many: t`Learners` },
  viewer: { one: t`Viewer`, many: t`Viewers` },
};
export const roleOrder = Object.keys(roleNames) as Role[];

/** An amount of a kind: `$250.00`, `250 customers`. */
export function amountWords(formats: Formats, unit: string, amount: number, currency: string | null): string {
  return currency ? formats.money(amount, currency) : `${formats.number(amount)} ${unit}`;
}

/** "a, b or c" */
export function orList(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length > 1 ? t`${words.slice(0, -1).join(', ')} or ${last}` : last;
}

/** What a cell of the table says of a row: the verb, and its limits one below the other. */
export function cellWords(
  formats: Formats,
  kind: Kind,
  rule: Limits | undefined,
): { may: string; isNever: boolean; limits: string[] } {
  if (!rule || rule.may === 'never') return { may: t`Never`, isNever: true, limits: [] };
  const amount = (value: number) => amountWords(formats, kind.unit, value, rule.currency);
  const limits = [
    rule.perCase !== null && t`up to ${amount(rule.perCase)}`,
    rule.perCustomer !== null && t`${amount(rule.perCustomer)} a customer in ${rule.periodDays} days`,
    rule.perPeriod !== null && t`${amount(rule.perPeriod)} in ${rule.periodDays} days`,
    rule.fourEyes && t`two people together`,
  ].filter((words) => words !== false);
  return { may: rule.may === 'decide' ? t`Decides` : t`Asks`, isNever: false, limits };
}

export type Limits = Pick<
  Rule,
  'may' | 'perCase' | 'perCustomer' | 'perPeriod' | 'periodDays' | 'currency' | 'fourEyes'
>;

/** What a row will mean, in a sentence: the preview beside the form that sets it. */
export function ruleSentence(
  formats: Formats,
  kind: Kind,
  who: string,
  rule: Limits,
  span: { from: string; until: string | null },
): string {
  const what = `“${told(kind.title)}”`;
  const when = span.until ? t`${span.from} until ${span.until}` : span.from;
  if (rule.may === 'never') return t`${when}, ${who} neither decide ${what} nor ask for it.`;
  const amount = (value: number) => amountWords(formats, kind.unit, value, rule.currency);
  if (rule.may === 'ask') {
    const most = rule.perCase === null ? '' : t` for up to ${amount(rule.perCase)}`;
    return t`${when}, ${who} ask for ${what}${most}; somebody who decides it approves.`;
  }
  const limits = [
    rule.perCase !== null && t`up to ${amount(rule.perCase)} at a time`,
    rule.perCustomer !== null && t`${amount(rule.perCustomer)} for one customer within ${rule.periodDays} days`,
    rule.perPeriod !== null && t`${amount(rule.perPeriod)} altogether within ${rule.periodDays} days`,
  ].filter((words) => words !== false);
  const bounds = limits.length > 0 ? t`, ${limits.join(', ')}, and ask beyond that` : t`, without a limit`;
  const eyes = rule.fourEyes ? t` A second person has to approve each one, as soon as two may decide it.` : '';
  return t`${when}, ${who} decide ${what}${bounds}.${eyes}`;
}

/** Why somebody had to ask, in the words of whoever approves. */
export const becauseWords: Record<Approval['because'], string> = {
  role: 'This role asks for it.',
  per_case: t`It is more than they decide at a time.`,
  per_customer: t`With what was decided before, it is more than they decide for one customer.`,
  per_period: t`With what they decided before, it is more than they decide in this time.`,
  currency: t`Their limit is set in another currency.`,
  split: t`Together with earlier decisions for the same customer and cause, it is more than they decide at a time.`,
  four_eyes: t`Two people decide it together.`,
};

/** How a request stands, in shape and word. */
export const stateWords: Record<Approval['state'], { state: StateName; word: string }> = {
  asked: { state: 'running', word: t`Waiting` },
  carried_out: { state: 'kept', word: t`Approved and done` },
  refused: { state: 'broken', word: t`Refused` },
  expired: { state: 'paused', word: t`Expired` },
  withdrawn: { state: 'paused', word: t`Taken back` },
  failed: { state: 'warn', word: t`Not done` },
};
