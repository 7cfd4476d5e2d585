import { t } from '@lingui/core/macro';
import { useId, useState } from 'react';
import { newId } from '#kernel/contract/new-id.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { TextArea, TextInput } from '#kernel/web/ui/Field.tsx';

type Known = { id: string; name: string; notes: string; domains: readonly string[]; version: number };
type OrganisationDialogProps = { known?: Known; name?: string; onClose: () => void; onMade?: (id: string) => void };

/** Creates an organisation or changes one: name, domains of its e-mail addresses, notes. */
export function OrganisationDialog({ known, name = '', onClose, onMade }: OrganisationDialogProps) {
  const formId = useId();
  const [key] = useState(() => newId());
  const touches = () => ['organisations', ...(known ? [`organisation:${known.id}`] : [])];
  const create = useCommandOf('organisations.create', { touches });
  const change = useCommandOf('organisations.change', { touches });
  const form = useForm({
    initial: { name: known?.name ?? name, domains: known?.domains.join(', ') ?? '', notes: known?.notes ?? '' },
    fieldOf: { 'organisation.domain_taken': 'domains', 'organisation.domain_unfit': 'domains' },
    send: async (values) => {
      const domains = values.domains.split(/[\s,;]+/).filter((domain) => domain !== '');
      const said = { name: values.name, notes: values.notes, domains };
      if (known) await change.send({ organisationId: known.id, version: known.version, ...said });
      else onMade?.((await create.send(said, { key })).organisationId);
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={known ? t`Change the organisation` : t`New organisation`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
            {form.busy ? t`Saving…` : known ? t`Save` : t`Create`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <TextInput label={t`Name`} required maxLength={200} {...form.text('name')} />
        <TextInput
          label={t`Domains`}
          help={t`What stands behind the @ of their addresses, such as kaldor.example. Several with commas. Whoever writes from there is offered as one of its people.`}
          {...form.text('domains')}
        />
        <TextArea label={t`Notes`} help={t`For colleagues only.`} rows={3} maxLength={4000} {...form.text('notes')} />
      </form>
    </Dialog>
  );
}
