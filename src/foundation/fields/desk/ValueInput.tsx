import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import type { Valued } from './words.ts';

/** What is being typed or chosen: one text, or the keys of several choices. */
export type Typed = { text: string; chosen: readonly string[] };

type ValueInputProps = {
  field: Valued;
  typed: Typed;
  error: string | undefined;
  onChange: (typed: Typed) => void;
};

function Choices({ field, typed, error, onChange }: ValueInputProps) {
  const offered = field.choices.filter((choice) => !choice.isRetired);
  const toggle = (key: string, on: boolean) => {
    const chosen = on ? [...typed.chosen, key] : typed.chosen.filter((one) => one !== key);
    // What was retired meanwhile cannot be kept by a new choice.
    onChange({ ...typed, chosen: chosen.filter((one) => offered.some((choice) => choice.key === one)) });
  };
  return (
    <fieldset className="stack tight">
      <legend>{field.label}</legend>
      {offered.map((choice) => (
        <Check
          key={choice.key}
          label={choice.label}
          checked={typed.chosen.includes(choice.key)}
          onChange={(on) => toggle(choice.key, on)}
        />
      ))}
      <span className="meta">
        <Trans>Why we keep it: {field.purpose}</Trans>
      </span>
      {error && (
        <span className="err" role="alert">
          {error}
        </span>
      )}
    </fieldset>
  );
}

/** The control for one field, by its kind. */
export function ValueInput({ field, typed, error, onChange }: ValueInputProps) {
  const words = { label: field.label, help: t`Why we keep it: ${field.purpose}`, error };
  const box = {
    ...words,
    value: typed.text,
    autoFocus: true,
    onChange: (event: { currentTarget: { value: string } }) => onChange({ ...typed, text: event.currentTarget.value }),
  };
  switch (field.kind) {
    case 'several_of':
      return <Choices field={field} typed={typed} error={error} onChange={onChange} />;
    case 'one_of':
    case 'yes_no': {
      const choices = field.choices.filter((choice) => !choice.isRetired || choice.key === typed.text);
      const options =
        field.kind === 'one_of'
          ? choices.map(({ key, label }) => ({ value: key, label }))
          : [
              { value: 'yes', label: t`Yes` },
              { value: 'no', label: t`No` },
            ];
      return (
        <Select
          {...words}
          autoFocus
          value={typed.text}
          options={[{ value: '', label: t`Not set` }, ...options]}
          onChange={(text) => onChange({ ...typed, text })}
        />
      );
    }
    case 'text':
      return <TextArea {...box} rows={1} maxRows={8} maxLength={2000} />;
    case 'date':
      return <TextInput {...box} type="date" />;
    case 'number':
      return <TextInput {...box} inputMode="decimal" />;
    case 'link':
      return <TextInput {...box} type="url" placeholder="https://" />;
    case 'email':
      return <TextInput {...box} type="email" />;
  }
}
