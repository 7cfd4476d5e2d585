import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './mail.css';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconSignature from '@tabler/icons-react/dist/esm/icons/IconSignature.mjs';
import { useId, useState } from 'react';
import { newId } from '#kernel/contract/new-id.ts';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { signatureFields, signatureOf } from '../signature-text.ts';

type Signature = OutputOf<'mail.signatures'>['signatures'][number];
const fields = signatureFields.map((field) => `{{${field}}}`).join(', ');
const touches = { touches: () => ['mail-signatures'] };

function SignatureDialog({ signature, onClose }: { signature: Signature | undefined; onClose: () => void }) {
  const formId = useId();
  const { person } = useSession();
  const add = useCommandOf('mail.add-signature', touches);
  const change = useCommandOf('mail.change-signature', touches);
  const retire = useCommandOf('mail.retire-signature', touches);
  const boxes = useQueryOf('mail.mailboxes', {}).data?.mailboxes ?? [];
  const [key] = useState(() => newId());
  const form = useForm({
    initial: {
      name: signature?.name ?? '',
      text: signature?.text ?? '{{adviser.name}}\n{{address.name}}',
      mailboxId: signature?.mailboxId ?? '',
    },
    fieldOf: { 'mail.not_possible': 'mailboxId', 'mail.signature_field': 'text' },
    send: async ({ name, text, mailboxId }) => {
      const sent = { name, text, mailboxId: mailboxId || null };
      if (signature) await change.send({ signatureId: signature.id, version: signature.version, ...sent });
      else await add.send(sent, { key });
      showToast({ state: 'kept', text: t`${name} is kept` });
      onClose();
    },
  });
  const takeOff = async () => {
    if (signature && (await retire.run({ signatureId: signature.id }))) onClose();
  };
  const address = boxes.find((one) => one.id === form.values.mailboxId)?.name ?? boxes[0]?.name ?? '';
  return (
    <Dialog
      open
      onClose={onClose}
      title={signature ? signature.name : t`New signature`}
      actions={
        <>
          {signature && <Button kind="quiet" onClick={() => void takeOff()}>{t`Take off`}</Button>}
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
            {form.busy ? t`Saving…` : t`Save`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <TextInput label={t`Name`} required maxLength={80} autoFocus {...form.text('name')} />
        <TextArea
          label={t`Text`}
          required
          rows={4}
          maxRows={10}
          maxLength={2_000}
          help={t`${fields} are filled in for each mail.`}
          {...form.text('text')}
        />
        <pre className="mail-text" dir="auto">
          {signatureOf(form.values.text, { adviser: person.name, address })}
        </pre>
        <Select
          label={t`For`}
          options={[
            { value: '', label: t`Every address` },
            ...boxes.map((one) => ({ value: one.id, label: one.address })),
          ]}
          value={form.values.mailboxId}
          error={form.errorOf('mailboxId')}
          onChange={(value) => form.set('mailboxId', value)}
        />
      </form>
    </Dialog>
  );
}

/** Signatures that can be chosen for a reply. */
export function Signatures() {
  const { can } = useSession();
  const [editing, setEditing] = useState<Signature | 'new'>();
  const query = useQueryOf('mail.signatures', {});
  const list = query.data?.signatures;
  const add = can('mail.keep') && (
    <Button kind="primary" icon={IconPlus} onClick={() => setEditing('new')}>
      {t`New signature`}
    </Button>
  );
  return (
    <Page title={t`Signatures`} back={{ to: '/settings', label: t`Back to settings` }} actions={add}>
      <p className="quiet narrow">
        <Trans>
          Each address has a signature of its own under Settings, Mail, or that of its brand under Settings, Portal.
          Those here can be chosen for a reply instead, with the name of whoever answers.
        </Trans>
      </p>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading signatures`} shape="rows" />}
      {list?.length === 0 && (
        <Empty icon={IconSignature} title={t`No further signature`}>
          <Trans>Replies are signed as their address says.</Trans>
        </Empty>
      )}
      {list && list.length > 0 && (
        <ul className="lines mail-lines" aria-label={t`Signatures`}>
          {list.map((one) => (
            <li key={one.id}>
              <span className="grow stack tight">
                <b dir="auto">{one.name}</b>
                <span className="meta cut" dir="auto">
                  {one.text.split('\n')[0]}
                </span>
              </span>
              {can('mail.keep') && (
                <Button size="small" onClick={() => setEditing(one)}>
                  <Trans>
                    Change<span className="hide"> {one.name}</span>
                  </Trans>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {editing && (
        <SignatureDialog signature={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
      )}
    </Page>
  );
}
