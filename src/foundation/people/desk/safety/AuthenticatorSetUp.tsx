import { t } from '@lingui/core/macro';
import './safety.css';
import { useEffect, useId, useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { asProblem, useData } from '#kernel/web/hooks.tsx';
import type { ProblemError } from '#kernel/web/problem-error.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { CodeInput } from './CodeInput.tsx';
import { Qr } from './Qr.tsx';

type Started = OutputOf<'people.start-authenticator'>;

/** The secret in groups of four, as apps ask for it. */
const inGroups = (secret: string) => secret.replace(/(.{4})(?=.)/g, '$1 ');

/** A new secret, asked for once when the part appears. */
function useNewSecret() {
  const { client } = useData();
  const [started, setStarted] = useState<Started>();
  const [problem, setProblem] = useState<ProblemError>();
  useEffect(() => {
    let isHere = true;
    client.command('people.start-authenticator', {}).then(
      (given) => isHere && setStarted(given),
      (error: unknown) => isHere && setProblem(asProblem(error)),
    );
    return () => {
      isHere = false;
    };
  }, [client]);
  return { started, problem };
}

type Props = { onDone: (recoveryCodes: readonly string[] | null) => void; onCancel: () => void };

/** Scan, type the first code, done. Nothing counts before the code fits. */
export function AuthenticatorSetUp({ onDone, onCancel }: Props) {
  const formId = useId();
  const { client } = useData();
  const { started, problem } = useNewSecret();
  const form = useForm({
    initial: { code: '' },
    fieldOf: { 'people.wrong_code': 'code' },
    send: async ({ code }) => onDone((await client.command('people.confirm-authenticator', { code })).recoveryCodes),
  });
  if (problem) {
    return (
      <>
        <FormProblem problem={problem} />
        <div className="actions">
          <Button onClick={onCancel}>{t`Close`}</Button>
        </div>
      </>
    );
  }
  if (!started) return <Skeleton label={t`Making a secret`} />;
  return (
    <>
      <p>{t`1. Scan this with an authenticator app on your phone.`}</p>
      <Qr qr={started.qr} label={t`QR code for the authenticator app; the same secret stands below as text`} />
      <div className="stack tight">
        <span className="meta">{t`Or type this secret into the app:`}</span>
        <code className="code">{inGroups(started.secret)}</code>
      </div>
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <CodeInput label={t`2. Type the six digits that the app shows`} {...form.text('code')} />
      </form>
      <div className="actions">
        <Button onClick={onCancel}>{t`Cancel`}</Button>
        <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
          {form.busy ? t`Checking…` : t`Turn it on`}
        </Button>
      </div>
    </>
  );
}
