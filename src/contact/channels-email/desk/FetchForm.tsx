import { t } from '@lingui/core/macro';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { Security } from '../contract-words.ts';
import type { MailboxData } from './MailSettings.tsx';
import { imapSecurities } from './words.ts';

const valuesOf = (box: MailboxData) => ({
  imapHost: box.imapHost,
  imapSecurity: box.imapSecurity,
  imapPort: String(box.imapPort),
  imapUser: box.imapUser || box.address,
  imapSecret: '',
  imapFolders: box.imapFolders.join('\n'),
  isEverything: box.imapFrom === 'everything',
});

/** The mailbox from which mail for an address is fetched; no server fetches nothing. */
export function FetchForm({ box }: { box: MailboxData }) {
  const change = useCommandOf('mail.change-mailbox', { touches: () => ['mailboxes'] });
  const form = useForm({
    initial: valuesOf(box),
    send: async ({ imapHost, imapSecurity, imapPort, imapUser, imapSecret, imapFolders, isEverything }) => {
      const folders = imapFolders.split('\n').map((name) => name.trim());
      await change.send({
        ...{ mailboxId: box.id, version: box.version, imapHost, imapSecurity, imapUser },
        ...{ imapPort: Number(imapPort), imapFrom: isEverything ? 'everything' : 'now' },
        imapFolders: folders.filter((name) => name !== ''),
        ...(imapSecret !== '' && { imapSecret }),
      });
      form.set('imapSecret', '');
      showToast({ state: 'kept', text: imapHost === '' ? t`It is not fetched any more` : t`It is being fetched` });
    },
  });
  const { values, set, text } = form;
  return (
    <form ref={form.ref} onSubmit={form.submit} className="stack">
      <FormProblem problem={form.problem} />
      <TextInput
        label={t`IMAP server`}
        help={t`From which mail is fetched: imap.example.com. Empty: none is.`}
        maxLength={253}
        {...text('imapHost')}
      />
      <Select
        label={t`Encryption`}
        options={imapSecurities}
        value={values.imapSecurity}
        onChange={(value) => set('imapSecurity', value as Security)}
      />
      <TextInput label={t`Port`} type="number" min={1} max={65535} required {...text('imapPort')} />
      <TextInput label={t`User name`} autoComplete="off" maxLength={254} {...text('imapUser')} />
      <TextInput
        label={t`Password`}
        type="password"
        autoComplete="new-password"
        maxLength={500}
        help={
          box.hasImapSecret
            ? t`One is kept, sealed; it is never shown. Leave this empty to keep it; another server, port, encryption or user needs it anew.`
            : t`Often an app password. It is kept sealed and never shown again.`
        }
        {...text('imapSecret')}
      />
      <TextArea
        label={t`Folders`}
        rows={2}
        maxRows={6}
        required
        help={t`One a line, as they are called on the server. The first is watched; the others are looked at each minute.`}
        {...text('imapFolders')}
      />
      <Check
        label={t`Fetch what is there already`}
        help={t`Everything in these folders becomes conversations, read or not. Otherwise only what comes from now on.`}
        checked={values.isEverything}
        onChange={(value) => set('isEverything', value)}
      />
      <div>
        <Button type="submit" disabled={form.busy}>
          {form.busy ? t`Saving…` : t`Save`}
        </Button>
      </div>
    </form>
  );
}
