import { t } from '@lingui/core/macro';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { useNow } from '#kernel/web/ui/now.ts';
import { callBackAt, type LogValues } from './log-input.ts';

const choices = [
  { value: '', label: t`Not promised` },
  { value: '15', label: t`In 15 minutes` },
  { value: '60', label: t`In an hour` },
  { value: '120', label: t`In two hours` },
  { value: '240', label: t`In four hours` },
  { value: '1440', label: t`In a day` },
  { value: 'at', label: t`At a given time` },
];

type Props = {
  values: LogValues;
  set: <F extends keyof LogValues>(field: F, value: LogValues[F]) => void;
  error: string | undefined;
};

/** A promise to call back, by when, with the time it comes to. */
export function CallBackFields({ values, set, error }: Props) {
  const formats = useFormats();
  const due = callBackAt(values, useNow());
  const isGiven = values.callBackIn === 'at';
  return (
    <div className="log-pair">
      <Select
        label={t`Call back`}
        options={choices}
        value={values.callBackIn}
        error={isGiven ? undefined : error}
        help={due === undefined || Number.isNaN(due) ? undefined : t`Due ${formats.full(due)}`}
        onChange={(value) => set('callBackIn', value)}
      />
      {isGiven && (
        <TextInput
          label={t`Call back at`}
          type="datetime-local"
          required
          value={values.callBackAt}
          error={error}
          onChange={(event) => set('callBackAt', event.currentTarget.value)}
        />
      )}
      {values.callBackIn !== '' && (
        <TextInput
          label={t`What about`}
          maxLength={500}
          value={values.callBackWords}
          onChange={(event) => set('callBackWords', event.currentTarget.value)}
        />
      )}
    </div>
  );
}
