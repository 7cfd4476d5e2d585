import { t } from '@lingui/core/macro';
import type { Condition, Priority, Rule, Status } from '../contract.ts';
import { priorities, priorityOrder } from './priority.tsx';

export type ConditionOn = Condition['on'];
export type Choice = { value: string; label: string };

/** What a condition can be about, in the order of the menu. */
export const about: readonly { value: ConditionOn; label: string }[] = [
  { value: 'status', label: t`Status` },
  { value: 'assignee', label: t`Assigned to` },
  { value: 'team', label: t`Team` },
  { value: 'tag', label: t`Tag` },
  { value: 'priority', label: t`Priority` },
  { value: 'channel', label: t`Channel` },
  { value: 'waiting_on', label: t`Waiting on` },
  { value: 'due_within', label: t`Due` },
  { value: 'snoozed', label: t`Snoozed` },
  { value: 'field', label: t`A field` },
];

const statusWords: Record<Status, string> = { open: t`Open`, waiting: t`Waiting`, resolved: t`Resolved` };
export const statusChoices: readonly Choice[] = Object.entries(statusWords).map(([value, label]) => ({ value, label }));
export const priorityChoices: readonly Choice[] = priorityOrder.map((value: Priority) => ({
  value,
  label: priorities[value].word,
}));
export const waitingChoices: readonly Choice[] = [
  { value: 'us', label: t`Us: the customer wrote last` },
  { value: 'customer', label: t`The customer: we wrote last` },
];
export const snoozedChoices: readonly Choice[] = [
  { value: 'true', label: t`Yes` },
  { value: 'false', label: t`No` },
];
export const dueChoices: readonly Choice[] = [
  { value: '0', label: t`It is late` },
  { value: '1', label: t`Late, or within an hour` },
  { value: '4', label: t`Late, or within 4 hours` },
  { value: '8', label: t`Late, or within 8 hours` },
  { value: '24', label: t`Late, or within a day` },
  { value: '72', label: t`Late, or within 3 days` },
  { value: '168', label: t`Late, or within a week` },
];

/** A new condition of a kind, with what most people mean. `of` is empty where only the reader can say. */
export function firstCondition(on: ConditionOn): Condition {
  switch (on) {
    case 'status':
      return { on, is: 'any', of: ['open'] };
    case 'assignee':
      return { on, is: 'any', of: ['me'] };
    case 'team':
      return { on, is: 'any', of: ['mine'] };
    case 'tag':
      return { on, is: 'any', of: [] };
    case 'priority':
      return { on, is: 'any', of: ['urgent', 'high'] };
    case 'channel':
      return { on, is: 'any', of: ['chat'] };
    case 'waiting_on':
      return { on, whom: 'us' };
    case 'due_within':
      return { on, hours: 4 };
    case 'snoozed':
      return { on, snoozed: true };
    case 'field':
      return { on, subject: 'customer', key: '', value: '' };
  }
}

/** What is still to be said before a condition can be kept; undefined when nothing is. */
export function missing(condition: Condition): string | undefined {
  if ('of' in condition && condition.of.length === 0) return t`Choose at least one.`;
  if (condition.on === 'field' && condition.key === '') return t`Choose a field.`;
  if (condition.on === 'field' && condition.value === '') return t`Give the value that it must hold.`;
  return undefined;
}

/** What a view leaves out unless a condition speaks of it. */
export function leftOut({ conditions }: Pick<Rule, 'conditions'>): string {
  const speaksOfResolved = conditions.some(
    (one) => one.on === 'status' && (one.is === 'any') === (one.of as readonly string[]).includes('resolved'),
  );
  const speaksOfSnoozed = conditions.some((one) => one.on === 'snoozed');
  if (speaksOfResolved && speaksOfSnoozed) return t`Resolved and snoozed conversations are looked at too.`;
  if (speaksOfResolved) return t`What is snoozed is left out, unless a condition asks for it.`;
  if (speaksOfSnoozed) return t`What is resolved is left out, unless a condition asks for it.`;
  return t`What is resolved or snoozed is left out, unless a condition asks for it.`;
}
