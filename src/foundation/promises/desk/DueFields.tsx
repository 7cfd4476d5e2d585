import { t } from '@lingui/core/macro';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { useNow } from '#kernel/web/ui/now.ts';
import { type DueChoice, dueOf } from './due-choice.ts';

const kinds = [
  { value: 'minutes', label: t`In some minutes` },
  { value: 'today', label: t`Today` },
  { value: 'tomorrow', label: t`Tomorrow` },
  { value: 'day', label: t`On another day` },
];

type DueFieldsProps = {
  value: DueChoice;
  onChange: (value: DueChoice) => void;
  /** A refusal by the server about the time. */
  error?: string | undefined;
};

/** By when, in plain terms, with the time it comes to. */
export function DueFields({ value, onChange, error }: DueFieldsProps) {
  const formats = useFormats();
  const found = dueOf(value, useNow(), formats.timeZone);
  const set = (change: Partial<DueChoice>) => onChange({ ...value, ...change });
  const wrong = error ?? ('problem' in found ? found.problem : undefined);
  return (
    <div className="stack tight">
      <div className="due-fields">
        <Select
          label={t`Due`}
          options={kinds}
          value={value.kind}
          onChange={(kind) => set({ kind: kind as DueChoice['kind'] })}
        />
        {value.kind === 'minutes' && (
          <TextInput
            label={t`Minutes`}
            inputMode="numeric"
            required
            value={value.minutes}
            onChange={(event) => set({ minutes: event.currentTarget.value })}
          />
        )}
        {value.kind === 'day' && (
          <TextInput
            label={t`Day`}
            type="date"
            required
            value={value.day}
            onChange={(event) => set({ day: event.currentTarget.value })}
          />
        )}
        {value.kind !== 'minutes' && (
          <TextInput
            label={t`Time`}
            type="time"
            required
            value={value.time}
            onChange={(event) => set({ time: event.currentTarget.value })}
          />
        )}
      </div>
      <span className={wrong ? 'due-words wrong' : 'due-words meta'}>
        {wrong ?? ('due' in found && t`Due ${formats.full(found.due)}`)}
      </span>
    </div>
  );
}
