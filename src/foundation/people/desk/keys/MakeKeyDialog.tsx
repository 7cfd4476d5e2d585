import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useId, useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { CopyField } from '#kernel/web/shell/CopyField.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { ScopeChoice } from './ScopeChoice.tsx';

type Made = OutputOf<'people.make-key'>;

const spans = [
  { value: '30', label: t`30 days` },
  { value: '90', label: t`90 days` },
  { value: '180', label: t`180 days` },
  { value: '365', label: t`a year` },
];

function TheKey({ made }: { made: Made }) {
  const formats = useFormats();
  const key = made.apiKey ?? '';
  const example = `curl -H "Authorization: Bearer ${key}" \\\n  ${window.location.origin}/api/v1/…`;
  return (
    <>
      <p>
        <Trans>
          Put this key where the program keeps its secrets. It is shown only now and lasts until{' '}
          {formats.full(made.expiresAt)}.
        </Trans>
      </p>
      <CopyField label={t`Key`} value={key} />
      <CopyField label={t`How it is used`} value={example} help={t`In this header alone, never in an address.`} />
    </>
  );
}

/** Makes a key and shows it, once. */
export function MakeKeyDialog({ onClose }: { onClose: () => void }) {
  const formId = useId();
  const make = useCommandOf('people.make-key', { touches: () => ['keys'] });
  const [made, setMade] = useState<Made>();
  const form = useForm({
    initial: { name: '', days: '90', scopes: [] as string[], confirms: false },
    fieldOf: { 'people.unknown_scope': 'scopes' },
    send: async (values) => setMade(await make.send({ ...values, days: Number(values.days) })),
  });
  const { name, days, scopes, confirms } = form.values;
  const actions = made ? (
    <Button kind="primary" onClick={onClose}>
      {t`Done`}
    </Button>
  ) : (
    <>
      <Button onClick={onClose}>{t`Cancel`}</Button>
      <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
        {form.busy ? t`Making…` : t`Make the key`}
      </Button>
    </>
  );
  return (
    <Dialog open onClose={onClose} title={made ? t`The key ${name}` : t`Make an API key`} actions={actions}>
      {made ? (
        <TheKey made={made} />
      ) : (
        <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
          <FormProblem problem={form.problem} />
          <TextInput
            label={t`Name`}
            help={t`The program that will use it.`}
            required
            autoFocus
            autoComplete="off"
            {...form.text('name')}
          />
          <Select
            label={t`It ends after`}
            options={spans}
            value={days}
            error={form.errorOf('days')}
            onChange={(chosen) => form.set('days', chosen)}
          />
          <ScopeChoice chosen={scopes} error={form.errorOf('scopes')} onChange={(next) => form.set('scopes', next)} />
          <Check
            label={t`Risky changes too`}
            help={t`Such as inviting people or exporting customers, for which the desk asks people to confirm that it is them.`}
            checked={confirms}
            onChange={(on) => form.set('confirms', on)}
          />
        </form>
      )}
    </Dialog>
  );
}
