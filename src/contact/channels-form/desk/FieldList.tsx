import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Select } from '#kernel/web/ui/Field.tsx';
import type { FieldKind, FormField } from '../contract-definition.ts';
import { FieldEditor } from './FieldEditor.tsx';
import { changedAt, movedAt, withField } from './field-rows.ts';
import { fieldKinds } from './words.ts';

const kinds = Object.entries(fieldKinds).map(([value, label]) => ({ value, label }));

/** What a form asks, in its order. */
export function FieldList({
  fields,
  onChange,
}: {
  fields: readonly FormField[];
  onChange: (fields: FormField[]) => void;
}) {
  return (
    <section className="stack" aria-labelledby="form-fields">
      <h2 id="form-fields">{t`Fields`}</h2>
      {fields.length === 0 && (
        <p className="quiet">
          <Trans>Nothing is asked yet.</Trans>
        </p>
      )}
      {fields.map((field, at) => (
        <FieldEditor
          key={field.id}
          fields={fields}
          at={at}
          onChange={(next) => onChange(changedAt(fields, at, next))}
          onMove={(by) => onChange(movedAt(fields, at, by))}
        />
      ))}
      {fields.length < 30 && (
        <Select
          label={t`Add a field`}
          options={[{ value: '', label: t`Choose what it asks for` }, ...kinds]}
          value=""
          onChange={(kind) => kind && onChange(withField(fields, kind as FieldKind, fieldKinds[kind as FieldKind]))}
        />
      )}
    </section>
  );
}
