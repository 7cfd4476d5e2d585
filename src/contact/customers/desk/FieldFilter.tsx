import { t } from '@lingui/core/macro';
import IconFilter from '@tabler/icons-react/dist/esm/icons/IconFilter.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { type FormEvent, useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { Popover } from '#kernel/web/ui/Popover.tsx';

type Field = OutputOf<'fields.list'>['fields'][number];

/** One condition: the field, the value it must hold, and how a person says that. */
export type Wanted = { key: string; value: string | number | boolean; words: string };

const inputTypes: Partial<Record<Field['kind'], string>> = { date: 'date', email: 'email', link: 'url' };

/** Values that can be chosen from a list; undefined where one types. */
function optionsOf(field: Field): { value: string; label: string }[] | undefined {
  if (field.kind === 'yes_no')
    return [
      { value: 'yes', label: t`Yes` },
      { value: 'no', label: t`No` },
    ];
  if (field.kind !== 'one_of' && field.kind !== 'several_of') return undefined;
  return field.choices.map(({ key, label }) => ({ value: key, label }));
}

function wantedOf(field: Field, typed: string): Wanted | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  const label = optionsOf(field)?.find((option) => option.value === typed)?.label ?? text;
  const words = `${field.label}: ${label}`;
  if (field.kind === 'yes_no') return { key: field.key, value: typed === 'yes', words };
  if (field.kind !== 'number') return { key: field.key, value: text, words };
  const number = Number(text);
  return Number.isFinite(number) ? { key: field.key, value: number, words } : undefined;
}

function Condition({ fields, onAdd }: { fields: Field[]; onAdd: (wanted: Wanted) => void }) {
  const [key, setKey] = useState(fields[0]?.key ?? '');
  const [typed, setTyped] = useState('');
  const field = fields.find((one) => one.key === key);
  const options = field && optionsOf(field);
  const value = options && typed === '' ? (options[0]?.value ?? '') : typed;
  const wanted = field && wantedOf(field, value);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted) onAdd(wanted);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <Select
        label={t`Field`}
        options={fields.map((one) => ({ value: one.key, label: one.label }))}
        value={key}
        onChange={(next) => {
          setKey(next);
          setTyped('');
        }}
      />
      {options ? (
        <Select label={t`Is`} options={options} value={value} onChange={setTyped} />
      ) : (
        <TextInput
          label={t`Is exactly`}
          type={(field && inputTypes[field.kind]) ?? 'text'}
          inputMode={field?.kind === 'number' ? 'decimal' : undefined}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <Button kind="primary" type="submit" disabled={!wanted}>
        {t`Show these`}
      </Button>
    </form>
  );
}

type FieldFilterProps = { wanted: readonly Wanted[]; onChange: (wanted: Wanted[]) => void };

/** Narrows the list to customers whose fields hold certain values; shows nothing where there are no fields. */
export function FieldFilter({ wanted, onChange }: FieldFilterProps) {
  const [isOpen, setOpen] = useState(false);
  const all = useQueryOf('fields.list', {}).data?.fields ?? [];
  const fields = all.filter((field) => field.subject === 'customer' && !field.isRetired);
  if (fields.length === 0) return null;
  const add = (one: Wanted) => {
    onChange([...wanted.filter((other) => other.key !== one.key), one]);
    setOpen(false);
  };
  return (
    <div className="line wrap">
      <Popover
        label={t`Filter by a field`}
        opened={isOpen}
        onChange={setOpen}
        target={
          <Button icon={IconFilter} aria-haspopup="dialog" onClick={() => setOpen(!isOpen)}>
            {t`Filter`}
          </Button>
        }
      >
        <Condition fields={fields} onAdd={add} />
      </Popover>
      {wanted.map((one) => (
        <Button key={one.key} pressed icon={IconX} onClick={() => onChange(wanted.filter((other) => other !== one))}>
          <span className="hide">{t`Remove the filter`} </span>
          <bdi>{one.words}</bdi>
        </Button>
      ))}
    </div>
  );
}
