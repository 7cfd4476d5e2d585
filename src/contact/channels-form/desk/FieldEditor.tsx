import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs';
import IconUp from '@tabler/icons-react/dist/esm/icons/IconChevronUp.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { IconButton } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import type { FormField } from '../contract-definition.ts';
import { choosing } from '../contract-kinds.ts';
import { conditionsFor } from './field-rows.ts';
import { fieldKinds } from './words.ts';

type Props = {
  fields: readonly FormField[];
  at: number;
  onChange: (field: FormField | undefined) => void;
  onMove: (by: -1 | 1) => void;
};

function Condition({ fields, at, onChange }: Omit<Props, 'onMove'>) {
  const field = fields[at];
  const conditions = conditionsFor(fields, at);
  if (!field || conditions.length === 0) return null;
  const chosen = conditions.findIndex(
    ({ fieldId, is }) => field.showWhen?.fieldId === fieldId && field.showWhen.is === is,
  );
  const options = conditions.map(({ label, is }, place) => ({ value: String(place), label: `${label}: ${is}` }));
  const choose = (value: string) => {
    const found = conditions[Number(value)];
    onChange({ ...field, showWhen: value !== '' && found ? { fieldId: found.fieldId, is: found.is } : null });
  };
  return (
    <Select
      label={t`Asked`}
      options={[{ value: '', label: t`always` }, ...options]}
      value={chosen < 0 ? '' : String(chosen)}
      onChange={choose}
    />
  );
}

/** One field: its words, whether it must be answered, what can be chosen, and when it is asked. */
export function FieldEditor({ fields, at, onChange, onMove }: Props) {
  const field = fields[at];
  if (!field) return null;
  const set = (change: Partial<FormField>) => onChange({ ...field, ...change });
  const name = field.label || fieldKinds[field.kind];
  return (
    <fieldset className="form-field stack tight">
      <legend className="hide">
        <Trans>Field {at + 1}</Trans>
      </legend>
      <div className="line">
        <b className="grow">{fieldKinds[field.kind]}</b>
        <IconButton
          icon={IconUp}
          size="small"
          kind="quiet"
          label={t`Move “${name}” up`}
          disabled={at === 0}
          onClick={() => onMove(-1)}
        />
        <IconButton
          icon={IconDown}
          size="small"
          kind="quiet"
          label={t`Move “${name}” down`}
          disabled={at === fields.length - 1}
          onClick={() => onMove(1)}
        />
        <IconButton
          icon={IconX}
          size="small"
          kind="quiet"
          label={t`Remove “${name}”`}
          onClick={() => onChange(undefined)}
        />
      </div>
      <TextInput
        label={t`Words`}
        required
        maxLength={120}
        value={field.label}
        onChange={(event) => set({ label: event.currentTarget.value })}
      />
      {choosing.includes(field.kind) && (
        <TextArea
          label={t`What can be chosen`}
          help={t`One a line, up to thirty.`}
          rows={3}
          value={field.options.join('\n')}
          onChange={(event) => set({ options: event.currentTarget.value.split('\n').slice(0, 30) })}
        />
      )}
      <TextInput
        label={t`Help`}
        maxLength={300}
        value={field.help}
        onChange={(event) => set({ help: event.currentTarget.value })}
      />
      <Condition fields={fields} at={at} onChange={onChange} />
      <div className="line wrap">
        <Check label={t`Must be answered`} checked={field.isRequired} onChange={(isRequired) => set({ isRequired })} />
        {field.kind === 'text' && (
          <Check label={t`It is their name`} checked={field.isName} onChange={(isName) => set({ isName })} />
        )}
      </div>
    </fieldset>
  );
}
