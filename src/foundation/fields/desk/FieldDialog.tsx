import { t } from '@lingui/core/macro';
import { useId, useState } from 'react';
import { newId } from '#kernel/contract/new-id.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { FieldKind } from '../contract.ts';
import { type ChoiceRow, ChoiceRows } from './ChoiceRows.tsx';
import { type Field, keyFor, kindWords } from './words.ts';

type Roles = Field['roles'];
const everySeer: Roles = ['owner', 'manager', 'lead', 'adviser', 'viewer'];
const seerWords: Record<Roles[number], string> = {
  owner: t`Owners`,
  manager: t`Managers`,
  lead: t`Leads`,
  adviser: t`Advisers`,
  viewer: t`Viewers`,
};
const kindOptions = (Object.keys(kindWords) as FieldKind[]).map((kind) => ({
  value: kind,
  label: kindWords[kind].label,
}));
const isChosen = (kind: FieldKind) => kind === 'one_of' || kind === 'several_of';

function initialOf(field: Field | undefined) {
  const choices: ChoiceRow[] = (field?.choices ?? [])
    .filter((choice) => !choice.isRetired)
    .map(({ key, label }, row) => ({ row, key, label }));
  return {
    label: field?.label ?? '',
    key: field?.key ?? '',
    purpose: field?.purpose ?? '',
    kind: field?.kind ?? ('text' as FieldKind),
    choices: choices.length > 0 ? choices : [{ row: 0, label: '' }],
    roles: field?.roles ?? everySeer,
    isRequired: field?.isRequired ?? false,
  };
}

type FieldDialogProps = {
  subject: { name: string; one: string };
  /** The field to change; a new one when absent. */
  field: Field | undefined;
  onClose: () => void;
};

function useFieldForm({ subject, field, onClose }: FieldDialogProps) {
  const touches = () => ['fields'];
  const define = useCommandOf('fields.define', { touches });
  const change = useCommandOf('fields.change', { touches });
  // One key for all tries: a repeat after a lost answer is the same field.
  const [key] = useState(() => newId());
  return useForm({
    initial: initialOf(field),
    fieldOf: { 'field.key_taken': 'key', 'field.choices_needed': 'choices' },
    send: async ({ choices, ...values }) => {
      const named = isChosen(values.kind)
        ? choices
            .filter((choice) => choice.label.trim() !== '')
            .map((choice) => ({ label: choice.label, ...(choice.key ? { key: choice.key } : {}) }))
        : [];
      const { label, purpose, roles, isRequired } = values;
      const shared = { label, purpose, roles, isRequired };
      if (field) {
        const { id: fieldId, version } = field;
        await change.send({ fieldId, version, ...shared, ...(isChosen(field.kind) ? { choices: named } : {}) });
      } else {
        const own = values.key || keyFor(values.label);
        await define.send({ subject: subject.name, ...shared, key: own, kind: values.kind, choices: named }, { key });
      }
      showToast({ state: 'kept', text: field ? t`${label} changed` : t`${label} stands on every ${subject.one} now` });
      onClose();
    },
  });
}

function Seers({
  roles,
  error,
  onChange,
}: {
  roles: Roles;
  error: string | undefined;
  onChange: (roles: Roles) => void;
}) {
  return (
    <fieldset className="stack tight">
      <legend>{t`Who sees it`}</legend>
      <div className="line wrap">
        {everySeer.map((role) => (
          <Check
            key={role}
            label={seerWords[role]}
            checked={roles.includes(role)}
            onChange={(on) => onChange(everySeer.filter((one) => (one === role ? on : roles.includes(one))))}
          />
        ))}
      </div>
      {error && (
        <span className="err" role="alert">
          {t`Choose at least one role.`}
        </span>
      )}
    </fieldset>
  );
}

/** Adds a field or changes one. Key and kind are chosen once: values and whoever uses the API rely on them. */
export function FieldDialog({ subject, field, onClose }: FieldDialogProps) {
  const formId = useId();
  const form = useFieldForm({ subject, field, onClose });
  const { values, set } = form;
  return (
    <Dialog
      open
      onClose={onClose}
      title={field ? t`Change ${field.label}` : t`New field of a ${subject.one}`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
            {form.busy ? t`Saving…` : field ? t`Save` : t`Add field`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <TextInput label={t`Label`} required maxLength={80} help={t`Such as: Loyalty tier.`} {...form.text('label')} />
        <TextArea
          label={t`Why we keep it`}
          required
          rows={2}
          maxRows={5}
          maxLength={500}
          help={t`Shown to whoever fills it in. If there is no reason, do not ask for it.`}
          {...form.text('purpose')}
        />
        {!field && (
          <>
            <Select
              label={t`Kind`}
              options={kindOptions}
              value={values.kind}
              help={kindWords[values.kind].what}
              onChange={(kind) => set('kind', kind as FieldKind)}
            />
            <TextInput
              label={t`Key`}
              maxLength={40}
              placeholder={keyFor(values.label)}
              help={t`Its name in the API and in exports; it stays for ever.`}
              {...form.text('key')}
            />
          </>
        )}
        {isChosen(values.kind) && (
          <ChoiceRows rows={values.choices} error={form.errorOf('choices')} onChange={(rows) => set('choices', rows)} />
        )}
        <Seers roles={values.roles} error={form.errorOf('roles')} onChange={(roles) => set('roles', roles)} />
        <Check
          label={t`May not be empty`}
          help={t`A ${subject.one} without it is marked; emptying it is refused.`}
          checked={values.isRequired}
          onChange={(on) => set('isRequired', on)}
        />
      </form>
    </Dialog>
  );
}
