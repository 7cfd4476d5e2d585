import { plural, t } from '@lingui/core/macro';
import { TextInput } from '#kernel/web/ui/Field.tsx';

const dayMs = 86_400_000;
const shifted = (day: string, days: number) => new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/** The thirteen weeks that ended yesterday, in a zone. */
export function lastQuarter(timeZone: string): { from: string; to: string } {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date());
  return { from: shifted(today, -91), to: shifted(today, -1) };
}

type Props = {
  form: {
    text: (field: 'from' | 'to') => { value: string; name: string } & object;
    values: { from: string; to: string };
  };
};

/** The first and the last day, with how many days they are. */
export function PeriodFields({ form }: Props) {
  const { from, to } = form.values;
  const days = from && to ? Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1 : 0;
  const help = days > 0 ? plural(days, { one: '# day; at least 90', other: '# days; at least 90' }) : undefined;
  return (
    <div className="review-pair">
      <TextInput type="date" label={t`From`} required {...form.text('from')} />
      <TextInput type="date" label={t`To`} required help={help} {...form.text('to')} />
    </div>
  );
}
