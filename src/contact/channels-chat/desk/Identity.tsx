import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './chat-widget.css';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { CopyField } from '#kernel/web/shell/CopyField.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { KeyValues } from '#kernel/web/ui/Card.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { TextArea } from '#kernel/web/ui/Field.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { OnlyVerified } from './OnlyVerified.tsx';
import { type Language, languages, logoutSnippet, pageSnippet, serverSnippet } from './server-snippets.ts';

type Settings = OutputOf<'chat.identity-settings'>;
type Secret = Settings['secrets'][number];

function SecretLine({ secret, mayChange }: { secret: Secret; mayChange: boolean }) {
  const formats = useFormats();
  const [asking, setAsking] = useState(false);
  const end = useCommandOf('chat.end-secret', { touches: () => ['widget'] });
  const finish = async () => {
    setAsking(false);
    if (await end.run({ secretId: secret.id })) showToast({ state: 'kept', text: t`${secret.kid} is over` });
  };
  return (
    <li>
      <span className="grow">
        <span className="num code">{secret.kid}</span>
        <span className="meta block">
          <Trans>
            made by <bdi>{secret.madeBy}</bdi>, {formats.date(secret.madeAt)}
          </Trans>
        </span>
      </span>
      {secret.endsAt === null ? (
        <State state="kept">{t`current`}</State>
      ) : (
        <State state="warn">
          <Trans>valid until {formats.due(secret.endsAt)}</Trans>
        </State>
      )}
      {mayChange && (
        <Button size="small" disabled={end.busy} onClick={() => setAsking(true)}>
          <Trans>
            End now<span className="hide">: {secret.kid}</span>
          </Trans>
        </Button>
      )}
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t`End ${secret.kid} now?`}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t`Keep it`}</Button>
            <Button kind="danger" onClick={() => void finish()}>
              {t`End it now`}
            </Button>
          </>
        }
      >
        <p>
          <Trans>
            Tokens signed with it are refused from now on. Visits that began with it go on until their log-out.
          </Trans>
        </p>
      </Dialog>
    </li>
  );
}

function Secrets({ settings, mayChange }: { settings: Settings; mayChange: boolean }) {
  const make = useCommandOf('chat.make-secret', { touches: () => ['widget'] });
  const [made, setMade] = useState<string>();
  const isFirst = settings.secrets.length === 0;
  const start = async () => {
    const done = await make.run({});
    if (done?.secret) setMade(done.secret);
  };
  return (
    <section className="stack narrow" aria-labelledby="secrets">
      <h2 id="secrets">{t`Identity secret`}</h2>
      <p className="quiet">
        <Trans>
          Your server signs with it who is signed in; nobody else must know it. A new one can be made at any time: the
          one before stays valid for a week, so that you can change over without anybody being refused.
        </Trans>
      </p>
      {!isFirst && (
        <ul className="lines" aria-labelledby="secrets">
          {settings.secrets.map((secret) => (
            <SecretLine key={secret.id} secret={secret} mayChange={mayChange} />
          ))}
        </ul>
      )}
      {made && (
        <Notice state="warn" title={t`Copy it now. It is not shown again.`} urgent>
          {t`Heed keeps it sealed and cannot show it a second time.`}
        </Notice>
      )}
      {made && (
        <CopyField label={t`New identity secret`} value={made} help={t`Put it into your server’s environment.`} />
      )}
      {mayChange && (
        <div>
          <Button kind={isFirst ? 'primary' : 'default'} disabled={make.busy} onClick={() => void start()}>
            {isFirst ? t`Make the secret` : t`Make a new secret`}
          </Button>
        </div>
      )}
    </section>
  );
}

function Code({ settings }: { settings: Settings }) {
  const [language, setLanguage] = useState<Language>('node');
  const kid = settings.secrets[0]?.kid ?? 'k1';
  const options = Object.entries(languages).map(([value, label]) => ({ value: value as Language, label }));
  return (
    <section className="stack narrow" aria-labelledby="code">
      <h2 id="code">{t`On your website`}</h2>
      <p className="quiet">
        <Trans>
          Your server makes a token for whoever is signed in, for five minutes and one use; the widget exchanges it. By
          the id (<code>sub</code>) they are one customer on every device. By a verified e-mail address they are linked
          to the customer who has it already. An address that you have not verified links to nobody.
        </Trans>
      </p>
      <Segments label={t`Language`} options={options} value={language} onChange={setLanguage} />
      <CopyField
        key={language}
        label={t`On your server, in ${languages[language]}`}
        value={serverSnippet(language, kid, settings.audience)}
        rows={18}
      />
      <CopyField label={t`On the page, before the widget’s snippet`} value={pageSnippet} rows={6} />
      <CopyField
        label={t`On log-out`}
        value={logoutSnippet}
        help={t`Without it the next person at this device would see the chat. Heed.logout() does the same.`}
      />
    </section>
  );
}

function TryToken() {
  const attempt = useCommandOf('chat.try-token');
  const [result, setResult] = useState<OutputOf<'chat.try-token'>>();
  const form = useForm({
    initial: { identity: '' },
    send: async ({ identity }) => setResult(await attempt.send({ identity })),
  });
  return (
    <section className="stack narrow" aria-labelledby="try">
      <h2 id="try">{t`Try a token`}</h2>
      <form ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <TextArea
          label={t`Token`}
          help={t`Paste one that your server made. It is checked, not used up and not kept.`}
          rows={3}
          required
          spellCheck={false}
          className="code"
          {...form.text('identity')}
        />
        <div>
          <Button type="submit" disabled={form.busy}>
            {form.busy ? t`Checking…` : t`Check it`}
          </Button>
        </div>
      </form>
      <div role="status" className="stack">
        {result && (
          <Notice state={result.code === null ? 'kept' : 'broken'} title={`${result.title}.`}>
            {result.detail}
          </Notice>
        )}
        {result && result.claims.length > 0 && (
          <KeyValues items={result.claims.map(({ name, value }) => ({ key: name, value }))} />
        )}
      </div>
    </section>
  );
}

/** Who asks: how the shop's sign-in vouches for people in the chat. */
export function Identity() {
  const { can } = useSession();
  const mayChange = can('chat.change_widget');
  const query = useQueryOf('chat.identity-settings', {});
  const settings = query.data;
  return (
    <Page title={t`Who asks in the chat`} back={{ to: '/settings', label: t`Back to settings` }}>
      <p className="quiet narrow">
        <Trans>
          People who are signed in on your website need not say who they are: your server vouches for them. Advisers see
          “Verified” beside their name, and they find their conversations again on every device. Everybody else sees
          only what was written on the device before them.
        </Trans>
      </p>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading the identity secrets`} rows={6} />}
      {settings && (
        <>
          <Secrets settings={settings} mayChange={mayChange} />
          {settings.secrets.length > 0 && <OnlyVerified mayChange={mayChange} />}
          <Code settings={settings} />
          {mayChange && settings.secrets.length > 0 && <TryToken />}
        </>
      )}
    </Page>
  );
}
