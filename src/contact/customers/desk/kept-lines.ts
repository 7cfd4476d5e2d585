import { t } from '@lingui/core/macro';

type Kept = { what: string; why: 'changed_since' | 'gone_since'; count: number };

const values: Record<string, string> = {
  name: 'The name',
  locale: 'The language',
  timeZone: 'The time zone',
  fields: t`A detail`,
};
const rows: Record<string, [one: string, many: string]> = {
  conversation: ['conversation', 'conversations'],
  customer_address: ['address', 'addresses'],
  customer_note: ['note', 'notes'],
  customer_tagged: ['tag', 'tags'],
  organisation_member: ['organisation', 'organisations'],
  promise: ['promise', 'promises'],
  letter: ['letter', 'letters'],
  visit: ['visit', 'visits'],
};

/** What an undoing could not put back, one sentence each with the reason. */
export function keptLines(kept: readonly Kept[]): string[] {
  return kept.map(({ what, why, count }) => {
    if (why === 'changed_since') return t`${values[what] ?? t`A value`} was changed since and stays.`;
    const [one, many] = rows[what] ?? ['entry', 'entries'];
    return count === 1
      ? t`One ${one} was moved or removed since and stays where it is.`
      : t`${count} ${many} were moved or removed since and stay where they are.`;
  });
}
