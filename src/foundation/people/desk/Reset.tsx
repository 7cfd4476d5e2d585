import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useForm } from '#kernel/web/form.ts';
import { useData } from '#kernel/web/hooks.tsx';
import { Door } from '#kernel/web/shell/Door.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { LinkCheck, type OpenedLink } from './LinkCheck.tsx';
import { startAfresh, useLinkToken } from './links.ts';
import { PassphraseInput } from './PassphraseInput.tsx';

function ResetForm({ token, link }: { token: string; link: OpenedLink }) {
  const { client } = useData();
  const form = useForm({
    initial: { passphrase: '' },
    fieldOf: { 'people.weak_passphrase': 'passphrase' },
    send: async (values) => {
      await client.command('people.reset-passphrase', { token, ...values });
      startAfresh();
    },
  });
  return (
    <form ref={form.ref} onSubmit={form.submit}>
      <p>
        <Trans>
          Choose a new passphrase for <b dir="auto">{link.email}</b>. Every other session of yours ends, and a second
          step that you lost is removed.
        </Trans>
      </p>
      <FormProblem problem={form.problem} />
      <PassphraseInput label={t`New passphrase`} autoFocus {...form.text('passphrase')} />
      <Button type="submit" kind="primary" size="big" disabled={form.busy}>
        {form.busy ? t`Saving…` : t`Save and sign in`}
      </Button>
    </form>
  );
}

/** The page of a reset link. */
export function Reset() {
  const token = useLinkToken();
  return (
    <Door title={t`New passphrase`}>
      <LinkCheck token={token} purpose="reset">
        {(link) => <ResetForm token={token} link={link} />}
      </LinkCheck>
    </Door>
  );
}
