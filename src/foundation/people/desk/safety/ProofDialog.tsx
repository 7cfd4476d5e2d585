import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './safety.css';
import { useId, useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useData, useQueryOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { askElsewhere } from '../elsewhere/elsewhere.ts';
import { CodeInput } from './CodeInput.tsx';
import { askForPasskey, passkeysHere } from './passkey.ts';

type Way = 'passphrase' | 'code' | 'passkey' | 'provider';
type Methods = OutputOf<'people.sign-in-methods'>;

const wayWords: Record<Way, string> = {
  passphrase: t`Passphrase`,
  code: 'Code',
  passkey: t`Passkey`,
  provider: t`Organisation`,
};

function waysOf(methods: Methods): Way[] {
  const ways: Way[] = [];
  if (methods.hasPassphrase) ways.push('passphrase');
  if (methods.authenticatorSince !== null || methods.recoveryCodesLeft > 0) ways.push('code');
  if (methods.passkeys.length > 0 && passkeysHere()) ways.push('passkey');
  if (linkedOf(methods)) ways.push('provider');
  return ways;
}

/** The provider by which the reader can confirm who they are. */
const linkedOf = (methods: Methods) => methods.providers.find((provider) => provider.linked);

function useProof(way: Way, providerId: string | undefined, onProved: () => void) {
  const { client } = useData();
  return useForm({
    initial: { passphrase: '', code: '' },
    fieldOf: { 'people.wrong_passphrase': 'passphrase', 'people.wrong_code': 'code' },
    send: async ({ passphrase, code }) => {
      if (way === 'provider') {
        if (!(await askElsewhere(client, providerId ?? '', 'prove'))) return;
      } else if (way === 'passkey') await client.command('people.prove', { passkey: await askForPasskey(client) });
      else await client.command('people.prove', way === 'code' ? { code } : { passphrase });
      onProved();
    },
  });
}

function Ways({ methods, onAnswer }: { methods: Methods; onAnswer: (isProved: boolean) => void }) {
  const formId = useId();
  const ways = waysOf(methods);
  const provider = linkedOf(methods);
  const [way, setWay] = useState<Way>(ways[0] ?? 'passphrase');
  const form = useProof(way, provider?.id, () => onAnswer(true));
  return (
    <>
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        {ways.length > 1 && (
          <Segments
            label={t`How to confirm`}
            value={way}
            onChange={setWay}
            options={ways.map((value) => ({ value, label: wayWords[value] }))}
          />
        )}
        {way === 'passphrase' && (
          <TextInput
            key="passphrase"
            label={t`Your passphrase`}
            type="password"
            autoComplete="current-password"
            required
            autoFocus
            {...form.text('passphrase')}
          />
        )}
        {way === 'code' && (
          <CodeInput
            key="code"
            autoFocus
            help={t`Six digits from your authenticator app, or a recovery code.`}
            {...form.text('code')}
          />
        )}
        {way === 'provider' && (
          <p className="quiet">
            <Trans>
              <bdi>{provider?.name}</bdi> asks you to sign in once more, in a window of its own. This page stays as it
              is.
            </Trans>
          </p>
        )}
        {way === 'passkey' && (
          <p className="quiet">
            <Trans>Your browser asks for your finger, face, PIN or security key.</Trans>
          </p>
        )}
      </form>
      <div className="actions">
        <Button onClick={() => onAnswer(false)}>{t`Not now`}</Button>
        <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
          {form.busy ? t`Confirming…` : way === 'passkey' ? t`Use a passkey` : t`Confirm`}
        </Button>
      </div>
    </>
  );
}

/** Asks for one proof before a risky change goes on. What was typed below stays and is sent after it. */
export function ProofDialog({ onAnswer }: { onAnswer: (isProved: boolean) => void }) {
  const methods = useQueryOf('people.sign-in-methods', {});
  return (
    <Dialog open onClose={() => onAnswer(false)} title={t`Confirm that it is you`}>
      <p>
        <Trans>
          This change matters, so Heed asks once more. Then it goes on where you were, and for five minutes Heed does
          not ask again.
        </Trans>
      </p>
      {methods.error && <Trouble problem={methods.error} again={() => void methods.refetch()} />}
      {methods.isLoading && <Skeleton label={t`Loading how you can confirm`} />}
      {methods.data && <Ways methods={methods.data} onAnswer={onAnswer} />}
    </Dialog>
  );
}
