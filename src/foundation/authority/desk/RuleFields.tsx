import { t } from '@lingui/core/macro';
import type { useForm } from '#kernel/web/form.ts';
import { Check } from '#kernel/web/ui/Check.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { type Draft, digitsOf } from './rules.ts';
import type { Kind } from './words.ts';

type Form = ReturnType<typeof useForm<Draft>>;

/** Decides, asks or neither. */
export function MayChoice({ form }: { form: Form }) {
  const error = form.errorOf('may');
  return (
    <div className="stack tight">
      <div className="line">
        <Segments
          label={t`May`}
          value={form.values.may}
          onChange={(may) => form.set('may', may)}
          options={[
            { value: 'decide', label: t`Decides` },
            { value: 'ask', label: t`Asks` },
            { value: 'never', label: t`Never` },
          ]}
        />
      </div>
      {error && (
        <span role="alert">
          <State state="broken">{error}</State>
        </span>
      )}
    </div>
  );
}

/** The limits of a row that decides, or how much may be asked for. */
export function LimitFields({ form, kind }: { form: Form; kind: Kind }) {
  const { may, currency } = form.values;
  if (may === 'never') return null;
  const isMoney = kind.unit === 'money';
  const unit = isMoney ? currency || 'money' : kind.unit;
  const digits = isMoney ? digitsOf(currency) : 0;
  const number = {
    type: 'number',
    min: 0,
    step: isMoney && digits > 0 ? 1 / 10 ** digits : 1,
    inputMode: 'decimal',
  } as const;
  const most = (
    <TextInput
      label={may === 'ask' ? t`May ask for up to (${unit})` : t`At a time (${unit})`}
      help={t`Empty: no limit.`}
      {...number}
      {...form.text('perCase')}
    />
  );
  const money = isMoney && (
    <TextInput
      label={t`Currency`}
      help={t`Three letters, such as AUD.`}
      maxLength={3}
      required
      {...form.text('currency')}
    />
  );
  if (may === 'ask')
    return (
      <div className="pair">
        {most}
        {money}
      </div>
    );
  return (
    <>
      <div className="pair">
        {most}
        {money}
        <TextInput
          label={t`For one customer (${unit})`}
          help={t`Empty: no limit.`}
          {...number}
          {...form.text('perCustomer')}
        />
        <TextInput label={t`Altogether (${unit})`} help={t`Empty: no limit.`} {...number} {...form.text('perPeriod')} />
        <TextInput
          label={t`Counted over so many days`}
          type="number"
          min={1}
          max={366}
          required
          {...form.text('periodDays')}
        />
      </div>
      <Check
        label={t`Four eyes`}
        help={t`A second person approves each one. Holds as soon as two people may decide it.`}
        checked={form.values.fourEyes}
        onChange={(on) => form.set('fourEyes', on)}
      />
    </>
  );
}
