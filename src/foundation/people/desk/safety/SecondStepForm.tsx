import { t } from '@lingui/core/macro';
import { useForm } from '#kernel/web/form.ts';
import { useData } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { CodeInput } from './CodeInput.tsx';
import { askForPasskey, passkeysHere } from './passkey.ts';

/** What the server said after the right passphrase. */
export type SecondStep = { token: string; authenticator: boolean; passkey: boolean };

type Props = {
  step: SecondStep;
  /** What was right before. */
  after?: 'passphrase' | 'provider';
  onDone: (personId: string) => void;
  onBack: () => void;
};

/** The second step of signing in: a code, or a passkey. */
export function SecondStepForm({ step, after = 'passphrase', onDone, onBack }: Props) {
  const { client } = useData();
  const { token } = step;
  const byCode = useForm({
    initial: { code: '' },
    fieldOf: { 'people.wrong_code': 'code' },
    send: async ({ code }) => onDone((await client.command('people.finish-sign-in', { token, code })).personId),
  });
  const byPasskey = useForm({
    initial: {},
    send: async () => {
      const passkey = await askForPasskey(client);
      onDone((await client.command('people.finish-sign-in', { token, passkey })).personId);
    },
  });
  const canPasskey = step.passkey && passkeysHere();
  const help = step.authenticator
    ? t`Six digits from your authenticator app. Without the app, a recovery code works once.`
    : t`One of your recovery codes; each works once.`;
  return (
    <form ref={byCode.ref} onSubmit={byCode.submit} className="stack">
      <p>
        {after === 'passphrase' ? t`The passphrase is right.` : t`Your organisation knows you.`}{' '}
        {t`One more step, so that it alone opens nothing.`}
      </p>
      <FormProblem problem={byCode.problem ?? byPasskey.problem} />
      {canPasskey && (
        <>
          <Button kind="primary" size="big" disabled={byPasskey.busy} onClick={() => byPasskey.submit()}>
            {byPasskey.busy ? t`Waiting for the browser…` : t`Use a passkey`}
          </Button>
          <p className="or">{t`or with a code`}</p>
        </>
      )}
      <CodeInput autoFocus={!canPasskey} help={help} {...byCode.text('code')} />
      <Button type="submit" kind={canPasskey ? 'default' : 'primary'} size="big" disabled={byCode.busy}>
        {byCode.busy ? t`Checking…` : t`Continue`}
      </Button>
      <Button kind="quiet" onClick={onBack}>
        {after === 'passphrase' ? t`Back to the passphrase` : t`Back to the sign-in page`}
      </Button>
    </form>
  );
}
