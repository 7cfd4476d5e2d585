import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useForm } from '#kernel/web/form.ts';
import { useData } from '#kernel/web/hooks.tsx';
import { inSentence } from '#kernel/web/language/in-sentence.ts';
import { Door } from '#kernel/web/shell/Door.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { LinkCheck, type OpenedLink } from './LinkCheck.tsx';
import { signInInstead, startAfresh, useLinkToken } from './links.ts';
import { PassphraseInput } from './PassphraseInput.tsx';
import { roleWords } from './roles.ts';

function JoinForm({ token, link }: { token: string; link: OpenedLink }) {
  const { client } = useData();
  const form = useForm({
    initial: { name: '', passphrase: '' },
    fieldOf: { 'people.weak_passphrase': 'passphrase' },
    send: async (values) => {
      const known = { email: link.email ?? '', passphrase: values.passphrase };
      await client
        .command('people.accept-invitation', { token, ...values })
        .catch((refusal: unknown) => signInInstead(client, refusal, known));
      startAfresh();
    },
  });
  return (
    <form ref={form.ref} onSubmit={form.submit}>
      <p>
        <Trans>
          You are invited to <b dir="auto">{link.workspaceName}</b> as{' '}
          {link.role ? inSentence(roleWords[link.role].label) : t`a colleague`}. You will sign in with{' '}
          <b dir="auto">{link.email}</b>.
        </Trans>
      </p>
      <FormProblem problem={form.problem} />
      <TextInput label={t`Your name`} autoComplete="name" required maxLength={120} autoFocus {...form.text('name')} />
      <input type="hidden" name="username" autoComplete="username" value={link.email ?? ''} />
      <PassphraseInput {...form.text('passphrase')} />
      <Button type="submit" kind="primary" size="big" disabled={form.busy}>
        {form.busy ? t`Joining…` : t`Join`}
      </Button>
    </form>
  );
}

/** The page of an invitation's link. */
export function Join() {
  const token = useLinkToken();
  return (
    <Door title={t`Join`}>
      <LinkCheck token={token} purpose="invitation">
        {(link) => <JoinForm token={token} link={link} />}
      </LinkCheck>
    </Door>
  );
}
