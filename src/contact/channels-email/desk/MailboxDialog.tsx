import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useId, useState } from 'react';
import { newId } from '#kernel/contract/new-id.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { Security } from '../contract-words.ts';
import type { MailboxData } from './MailSettings.tsx';
import { securities } from './words.ts';

const begins = {
  address: '',
  name: '',
  teamId: '',
  signature: '',
  acknowledgement: '',
  usesPlus: true,
  quotesHistory: false,
  relayHost: '',
  relayPort: '587',
  relaySecurity: 'starttls' as Security,
  relayUser: '',
  relaySecret: '',
};
type Values = typeof begins;

const valuesOf = (box: MailboxData): Values => ({
  ...box,
  teamId: box.teamId ?? '',
  relayPort: String(box.relayPort),
  relaySecret: '',
});

type Form = ReturnType<typeof useForm<Values>>;

function SendingFields({ form, hasSecret }: { form: Form; hasSecret: boolean }) {
  const { values, set, text } = form;
  return (
    <>
      <TextInput
        label={t`Mail server`}
        help={t`By which replies leave: smtp.example.com. Empty: nothing can be sent.`}
        maxLength={253}
        {...text('relayHost')}
      />
      <Select
        label={t`Encryption`}
        options={securities}
        value={values.relaySecurity}
        onChange={(value) => set('relaySecurity', value as Security)}
      />
      <TextInput label={t`Port`} type="number" min={1} max={65535} required {...text('relayPort')} />
      <TextInput label={t`User name`} autoComplete="off" maxLength={254} {...text('relayUser')} />
      <TextInput
        label={t`Password`}
        type="password"
        autoComplete="new-password"
        maxLength={500}
        help={
          hasSecret
            ? t`One is kept, sealed; it is never shown. Leave this empty to keep it; another server or user needs it anew.`
            : t`It is kept sealed and never shown again.`
        }
        {...text('relaySecret')}
      />
    </>
  );
}

function TextFields({ form }: { form: Form }) {
  const { values, set, text } = form;
  return (
    <>
      <TextArea
        label={t`Signature`}
        rows={3}
        maxRows={8}
        help={t`Below every mail. Empty: that of its brand, where it has one.`}
        {...text('signature')}
      />
      <TextArea
        label={t`Acknowledgement`}
        rows={2}
        maxRows={8}
        help={t`Sent once a day at most to whoever writes for the first time, never to machines and lists. Empty: nothing is sent.`}
        {...text('acknowledgement')}
      />
      <Check
        label={t`Ask for answers at support+…@`}
        help={t`Finds the conversation also where a mail program drops the thread. Your mail server must deliver plus-addresses.`}
        checked={values.usesPlus}
        onChange={(value) => set('usesPlus', value)}
      />
      <Check
        label={t`Quote what is answered`}
        help={t`Below the reply, as many mail programs do.`}
        checked={values.quotesHistory}
        onChange={(value) => set('quotesHistory', value)}
      />
    </>
  );
}

/** An address: who it is, for which team, what stands below replies, and by which server they leave. */
export function MailboxDialog({ box, onClose }: { box: MailboxData | undefined; onClose: () => void }) {
  const formId = useId();
  const { data } = useQueryOf('people.teams', {});
  const touches = { touches: () => ['mailboxes'] };
  const add = useCommandOf('mail.add-mailbox', touches);
  const change = useCommandOf('mail.change-mailbox', touches);
  const retire = useCommandOf('mail.retire-mailbox', touches);
  const [asking, setAsking] = useState(false);
  const [key] = useState(() => newId());
  const form = useForm<Values>({
    initial: box ? valuesOf(box) : begins,
    fieldOf: { 'mail.address_taken': 'address', 'mail.address_unreadable': 'address', 'mail.unknown_team': 'teamId' },
    send: async (values) => {
      const { address, name, signature, acknowledgement, usesPlus, quotesHistory, relayHost } = values;
      const { relaySecurity, relayUser, relaySecret, relayPort, teamId } = values;
      const sent = {
        ...{ name, signature, acknowledgement, usesPlus, quotesHistory, relayHost, relaySecurity, relayUser },
        ...{ relayPort: Number(relayPort), teamId: teamId === '' ? null : teamId },
        ...(relaySecret !== '' && { relaySecret }),
      };
      if (box) await change.send({ mailboxId: box.id, version: box.version, ...sent });
      else await add.send({ address, ...sent }, { key });
      showToast({ state: 'kept', text: t`${address} is kept` });
      onClose();
    },
  });
  const takeOff = async () => {
    if (box && (await retire.run({ mailboxId: box.id }))) onClose();
  };
  const teams = (data?.teams ?? []).map((team) => ({ value: team.id, label: team.name }));
  return (
    <Dialog
      open
      onClose={onClose}
      title={box ? box.address : t`New address`}
      actions={
        <>
          {box && (
            <Button kind={asking ? 'danger' : 'quiet'} onClick={() => (asking ? void takeOff() : setAsking(true))}>
              {asking ? t`Take it off for good` : t`Take off`}
            </Button>
          )}
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
            {form.busy ? t`Saving…` : t`Save`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        {asking && (
          <p className="meta">
            <Trans>Nothing is taken in or sent from it any more. Its conversations stay.</Trans>
          </p>
        )}
        {!box && (
          <TextInput label={t`Address`} type="email" required maxLength={254} autoFocus {...form.text('address')} />
        )}
        <TextInput
          label={t`Name`}
          required
          maxLength={100}
          help={t`What customers see as the sender.`}
          {...form.text('name')}
        />
        <Select
          label={t`Team`}
          options={[{ value: '', label: t`No team` }, ...teams]}
          value={form.values.teamId}
          onChange={(value) => form.set('teamId', value)}
        />
        <SendingFields form={form} hasSecret={box?.hasRelaySecret ?? false} />
        <TextFields form={form} />
      </form>
    </Dialog>
  );
}
