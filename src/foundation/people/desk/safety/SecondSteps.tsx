import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconDeviceMobile from '@tabler/icons-react/dist/esm/icons/IconDeviceMobile.mjs';
import IconFingerprint from '@tabler/icons-react/dist/esm/icons/IconFingerprint.mjs';
import IconLifebuoy from '@tabler/icons-react/dist/esm/icons/IconLifebuoy.mjs';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { type Glyph, Icon } from '#kernel/web/ui/Icon.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { PasskeyName } from './PasskeyName.tsx';
import { passkeysHere } from './passkey.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { SetUpDialog } from './SetUpDialog.tsx';

type Methods = OutputOf<'people.sign-in-methods'>;
type Passkey = Methods['passkeys'][number];
type Removing = { kind: 'authenticator' } | { kind: 'passkey'; passkey: Passkey };

const touches = () => ['sign-in-methods', 'me'];
const fewCodes = 3;

function MethodLine({ icon, name, words, end }: { icon: Glyph; name: ReactNode; words: ReactNode; end: ReactNode }) {
  return (
    <li>
      <Icon of={icon} />
      <span className="grow stack tight">
        <span className="line wrap">{name}</span>
        <span className="meta">{words}</span>
      </span>
      <span className="line">{end}</span>
    </li>
  );
}

function RemoveDialog({ what, isLast, onClose }: { what: Removing; isLast: boolean; onClose: () => void }) {
  const authenticator = useCommandOf('people.remove-authenticator', { touches });
  const passkey = useCommandOf('people.remove-passkey', { touches });
  const name = what.kind === 'authenticator' ? t`the authenticator app` : t`the passkey ${what.passkey.name}`;
  const remove = async () => {
    const done =
      what.kind === 'authenticator' ? await authenticator.run({}) : await passkey.run({ passkeyId: what.passkey.id });
    if (done) showToast({ state: 'kept', text: t`Removed ${name}.` });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Remove ${name}?`}
      actions={
        <>
          <Button onClick={onClose}>{t`Keep it`}</Button>
          <Button kind="danger" disabled={authenticator.busy || passkey.busy} onClick={() => void remove()}>
            {t`Remove`}
          </Button>
        </>
      }
    >
      <p>
        <Trans>It opens nothing any more; to use it again you set it up anew.</Trans>
        {isLast && (
          <>
            {' '}
            <Trans>
              It is your only second step: your passphrase alone signs you in then, and your recovery codes end.
            </Trans>
          </>
        )}
      </p>
    </Dialog>
  );
}

function CodesLine({ methods }: { methods: Methods }) {
  const { person } = useSession();
  const renew = useCommandOf('people.renew-recovery-codes', { touches });
  const [codes, setCodes] = useState<readonly string[]>();
  const left = methods.recoveryCodesLeft;
  const make = async () => setCodes((await renew.run({}))?.recoveryCodes);
  const state = left >= fewCodes ? 'kept' : left > 0 ? 'warn' : 'broken';
  const finish = (
    <Button kind="primary" onClick={() => setCodes(undefined)}>
      {t`I have kept them`}
    </Button>
  );
  return (
    <>
      <MethodLine
        icon={IconLifebuoy}
        name={
          <>
            <b>{t`Recovery codes`}</b>
            <State state={state}>{plural(left, { one: '# left', other: '# left' })}</State>
          </>
        }
        words={
          left < fewCodes
            ? t`Few are left. Make new ones while you are signed in; the old ones end.`
            : t`Each signs you in once when your phone or key is not at hand.`
        }
        end={
          <Button size="small" disabled={renew.busy} onClick={() => void make()}>
            {t`Make new ones`}
          </Button>
        }
      />
      {codes && (
        <Dialog open onClose={() => undefined} title={t`Your new recovery codes`} actions={finish}>
          <RecoveryCodes codes={codes} email={person.email} />
        </Dialog>
      )}
    </>
  );
}

function AuthenticatorLine({ methods, onSetUp, onRemove }: Acts & { methods: Methods }) {
  const formats = useFormats();
  const since = methods.authenticatorSince;
  return (
    <MethodLine
      icon={IconDeviceMobile}
      name={
        <>
          <b>{t`Authenticator app`}</b>
          {since ? <State state="kept">{t`On`}</State> : <State state="paused">{t`Off`}</State>}
        </>
      }
      words={
        since ? t`Since ${formats.date(since)}` : t`An app on your phone shows a code that changes every 30 seconds.`
      }
      end={
        since ? (
          <Button size="small" onClick={() => onRemove({ kind: 'authenticator' })}>
            <Trans>
              Remove<span className="hide"> the authenticator app</span>
            </Trans>
          </Button>
        ) : (
          <Button size="small" kind="primary" onClick={() => onSetUp('authenticator')}>
            <Trans>
              Set up<span className="hide"> an authenticator app</span>
            </Trans>
          </Button>
        )
      }
    />
  );
}

type Acts = { onSetUp: (what: 'authenticator' | 'passkey') => void; onRemove: (what: Removing) => void };

function PasskeyLines({ methods, onSetUp, onRemove }: Acts & { methods: Methods }) {
  const formats = useFormats();
  const isPossible = methods.canHavePasskeys && passkeysHere();
  return (
    <>
      {methods.passkeys.map((passkey) => (
        <MethodLine
          key={passkey.id}
          icon={IconFingerprint}
          name={<PasskeyName passkey={passkey} />}
          words={t`Passkey since ${formats.date(passkey.addedAt)} · ${passkey.usedAt ? t`last used ${formats.when(passkey.usedAt)}` : t`not used yet`}`}
          end={
            <Button size="small" onClick={() => onRemove({ kind: 'passkey', passkey })}>
              <Trans>
                Remove<span className="hide"> {passkey.name}</span>
              </Trans>
            </Button>
          }
        />
      ))}
      <MethodLine
        icon={IconFingerprint}
        name={<b>{methods.passkeys.length === 0 ? 'Passkeys' : 'Another passkey'}</b>}
        words={
          isPossible
            ? t`Sign in with your finger, face, PIN or a security key, without typing the passphrase.`
            : t`Passkeys need Heed under its own host name with HTTPS (HEED_URL), in a browser that knows them.`
        }
        end={
          isPossible && (
            <Button size="small" onClick={() => onSetUp('passkey')}>
              <Trans>
                Add<span className="hide"> a passkey</span>
              </Trans>
            </Button>
          )
        }
      />
    </>
  );
}

/** What signs me in besides the passphrase. */
export function SecondSteps({ methods }: { methods: Methods }) {
  const formats = useFormats();
  const [setUp, setSetUp] = useState<'authenticator' | 'passkey'>();
  const [removing, setRemoving] = useState<Removing>();
  const count = methods.passkeys.length + (methods.authenticatorSince ? 1 : 0);
  const acts = { onSetUp: setSetUp, onRemove: setRemoving };
  return (
    <>
      {count === 0 && methods.neededFrom && (
        <Notice state="warn" title={t`Your role needs a second step.`}>
          <Trans>
            From {formats.full(methods.neededFrom)} on you sign in with one. Set it up now, while nothing hurries you.
          </Trans>
        </Notice>
      )}
      <ul className="lines device-list" aria-label={t`Second steps`}>
        <AuthenticatorLine methods={methods} {...acts} />
        <PasskeyLines methods={methods} {...acts} />
        {count > 0 && <CodesLine methods={methods} />}
      </ul>
      {setUp && <SetUpDialog what={setUp} onClose={() => setSetUp(undefined)} />}
      {removing && <RemoveDialog what={removing} isLast={count === 1} onClose={() => setRemoving(undefined)} />}
    </>
  );
}
