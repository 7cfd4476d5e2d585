import { t } from '@lingui/core/macro';
import './safety/safety.css';
import { useEffect, useRef, useState } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useData, useQueryOf } from '#kernel/web/hooks.tsx';
import { ProblemError } from '#kernel/web/problem-error.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { ProviderButtons } from './elsewhere/ProviderButtons.tsx';
import { askForPasskey, passkeysHere } from './safety/passkey.ts';
import { type SecondStep, SecondStepForm } from './safety/SecondStepForm.tsx';

type SignInFormProps = {
  email?: string;
  /** What is on the page stays: a provider opens in a window of its own. */
  staysHere?: boolean;
  /** The provider has led here already; another way links the account. */
  isLinking?: boolean;
  onDone: (personId: string) => void;
};

/** The second step that the server asks for, or the refusal itself. */
function secondStepIn(error: unknown): SecondStep {
  if (!(error instanceof ProblemError) || error.code !== 'people.second_step_needed') throw error;
  return error.facts as SecondStep;
}

function PasskeyDoor({ onDone }: Pick<SignInFormProps, 'onDone'>) {
  const { client } = useData();
  const form = useForm({
    initial: {},
    send: async () => onDone((await client.command('people.sign-in-by-passkey', await askForPasskey(client))).personId),
  });
  if (!passkeysHere()) return null;
  return (
    <>
      <p className="or">{t`or`}</p>
      <FormProblem problem={form.problem} />
      <Button size="big" disabled={form.busy} onClick={() => form.submit()}>
        {form.busy ? t`Waiting for the browser…` : t`Use a passkey`}
      </Button>
    </>
  );
}

/** The ways in: identity providers, and where they are not the only one a passphrase or a passkey. */
export function SignInForm({ isLinking = false, staysHere = false, ...rest }: SignInFormProps) {
  const providers = useQueryOf('people.providers', {}).data?.providers ?? [];
  const [isOther, setOther] = useState(false);
  if (isLinking || providers.length === 0) return <PassphraseDoor {...rest} />;
  const isOnly = providers.some((provider) => provider.isOnly) && !isOther;
  return (
    <div className="stack">
      <ProviderButtons providers={providers} staysHere={staysHere} onDone={rest.onDone} />
      {isOnly ? (
        <Button kind="quiet" onClick={() => setOther(true)}>
          {t`Sign in another way`}
        </Button>
      ) : (
        <>
          <p className="or">{t`or`}</p>
          <PassphraseDoor {...rest} />
        </>
      )}
    </div>
  );
}

/** E-mail address and passphrase, then the second step where the account has one; or a passkey alone. */
function PassphraseDoor({ email = '', onDone }: SignInFormProps) {
  const { client } = useData();
  const [step, setStep] = useState<SecondStep>();
  const form = useForm({
    initial: { email, passphrase: '' },
    send: (values) =>
      client.command('people.sign-in', values).then(
        ({ personId }) => onDone(personId),
        (error: unknown) => setStep(secondStepIn(error)),
      ),
  });
  const passphrase = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // A dialog puts the focus on its first field; here the second is the one to fill.
    const frame = requestAnimationFrame(() => email !== '' && passphrase.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [email]);
  if (step) return <SecondStepForm step={step} onDone={onDone} onBack={() => setStep(undefined)} />;
  return (
    <form ref={form.ref} onSubmit={form.submit} className="stack">
      <FormProblem problem={form.problem} />
      <TextInput
        label={t`E-mail address`}
        type="email"
        autoComplete="username"
        required
        autoFocus={email === ''}
        {...form.text('email')}
      />
      <TextInput
        ref={passphrase}
        label={t`Passphrase`}
        type="password"
        autoComplete="current-password"
        required
        {...form.text('passphrase')}
      />
      <Button type="submit" kind="primary" size="big" disabled={form.busy}>
        {form.busy ? t`Signing in…` : t`Sign in`}
      </Button>
      <PasskeyDoor onDone={onDone} />
    </form>
  );
}
