import { plural, t } from '@lingui/core/macro';

type Kept = { what: string; why: 'changed_since' | 'gone_since'; count: number };

const values: Record<string, string> = {
  name: t`The name was changed since and stays.`,
  locale: t`The language was changed since and stays.`,
  timeZone: t`The time zone was changed since and stays.`,
  fields: t`A detail was changed since and stays.`,
};
type Told = (count: number) => string;
const entries: Told = (count) =>
  plural(count, {
    one: 'One entry was moved or removed since and stays where it is.',
    other: '# entries were moved or removed since and stay where they are.',
  });
const rows: Record<string, Told> = {
  conversation: (count) =>
    plural(count, {
      one: 'One conversation was moved or removed since and stays where it is.',
      other: '# conversations were moved or removed since and stay where they are.',
    }),
  customer_address: (count) =>
    plural(count, {
      one: 'One address was moved or removed since and stays where it is.',
      other: '# addresses were moved or removed since and stay where they are.',
    }),
  customer_note: (count) =>
    plural(count, {
      one: 'One note was moved or removed since and stays where it is.',
      other: '# notes were moved or removed since and stay where they are.',
    }),
  customer_tagged: (count) =>
    plural(count, {
      one: 'One tag was moved or removed since and stays where it is.',
      other: '# tags were moved or removed since and stay where they are.',
    }),
  organisation_member: (count) =>
    plural(count, {
      one: 'One organisation was moved or removed since and stays where it is.',
      other: '# organisations were moved or removed since and stay where they are.',
    }),
  promise: (count) =>
    plural(count, {
      one: 'One promise was moved or removed since and stays where it is.',
      other: '# promises were moved or removed since and stay where they are.',
    }),
  letter: (count) =>
    plural(count, {
      one: 'One letter was moved or removed since and stays where it is.',
      other: '# letters were moved or removed since and stay where they are.',
    }),
  visit: (count) =>
    plural(count, {
      one: 'One visit was moved or removed since and stays where it is.',
      other: '# visits were moved or removed since and stay where they are.',
    }),
};

/** What an undoing could not put back, one sentence each with the reason. */
export function keptLines(kept: readonly Kept[]): string[] {
  return kept.map(({ what, why, count }) => {
    if (why === 'changed_since') return values[what] ?? t`A value was changed since and stays.`;
    return (rows[what] ?? entries)(count);
  });
}
