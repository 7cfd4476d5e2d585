import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
import { Check } from '#kernel/web/ui/Check.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { roleWords } from '../roles.ts';

type Settings = OutputOf<'people.provider'>;
type Told = { answers: boolean; why: string | null };

const touches = () => ['sign-in-provider', 'sign-in-methods'];
const invitedOnly = 'invited';
const joinRoles = ['lead', 'adviser', 'assessor', 'learner', 'viewer'] as const;
const joining = [
  { value: invitedOnly, label: t`Invited people only` },
  ...joinRoles.map((role) => ({
    value: role as string,
    label: t`Everybody, as ${roleWords[role].label.toLowerCase()}`,
  })),
];

function useProviderForm({ version, provider }: Settings, onTold: (told: Told) => void) {
  const save = useCommandOf('people.set-provider', { touches });
  const check = useCommandOf('people.check-provider');
  return useForm({
    initial: {
      name: provider?.name ?? '',
      issuer: provider?.issuer ?? '',
      clientId: provider?.clientId ?? '',
      clientSecret: '',
      domains: provider?.domains.join(', ') ?? '',
      joins: (provider?.joinsAs ?? invitedOnly) as string,
      isOnly: provider?.isOnly ?? false,
    },
    send: async ({ joins, clientSecret, domains, ...rest }) => {
      await save.send({
        ...rest,
        version,
        domains: domains.split(/[\s,;]+/).filter(Boolean),
        joinsAs: joinRoles.find((role) => role === joins) ?? null,
        ...(clientSecret !== '' && { clientSecret }),
      });
      showToast({ state: 'kept', text: t`The provider is saved.` });
      const told = await check.run({});
      if (told) onTold(told);
    },
  });
}

function ProviderForm({ settings, onTold }: { settings: Settings; onTold: (told: Told) => void }) {
  const form = useProviderForm(settings, onTold);
  const { provider } = settings;
  return (
    <form ref={form.ref} onSubmit={form.submit} className="stack narrow">
      <FormProblem problem={form.problem} />
      <TextInput
        label={t`Name`}
        help={t`As it stands on the button: Sign in with …`}
        required
        maxLength={60}
        {...form.text('name')}
      />
      <TextInput
        label={t`Issuer address`}
        help={t`Also called authority. Heed reads everything else from there.`}
        placeholder="https://login.example.org"
        type="url"
        required
        {...form.text('issuer')}
      />
      <TextInput label={t`Client id`} required autoComplete="off" {...form.text('clientId')} />
      <TextInput
        label={t`Client secret`}
        type="password"
        autoComplete="new-password"
        help={
          provider?.hasSecret
            ? t`One is kept, sealed. Empty: it stays. Another issuer needs its own.`
            : t`Kept sealed and never shown again. Empty where the provider gave none.`
        }
        {...form.text('clientSecret')}
      />
      <TextInput
        label={t`E-mail domains`}
        help={t`Only verified addresses of these are let in. Several with commas between.`}
        placeholder="example.org"
        required
        {...form.text('domains')}
      />
      <Select
        label={t`Who may come in without an account`}
        options={joining}
        value={form.values.joins}
        onChange={(value) => form.set('joins', value)}
        help={t`An invitation of the same address always counts, with its role and teams.`}
      />
      <Check
        label={t`The only way to sign in`}
        help={t`Passphrases and passkeys open nothing any more. If the provider is down, heed people reset on the server still lets somebody in. Link your own account first.`}
        checked={form.values.isOnly}
        onChange={(on) => form.set('isOnly', on)}
      />
      <div className="line">
        <Button type="submit" kind="primary" disabled={form.busy}>
          {form.busy ? t`Saving…` : t`Save`}
        </Button>
      </div>
    </form>
  );
}

function Remove({ settings }: { settings: Settings }) {
  const [isAsking, setAsking] = useState(false);
  const remove = useCommandOf('people.remove-provider', { touches });
  const go = async () => {
    if (await remove.run({ version: settings.version }))
      showToast({ state: 'kept', text: t`The provider is removed.` });
    setAsking(false);
  };
  return (
    <div className="line">
      <Button onClick={() => setAsking(true)}>{t`Remove the provider`}</Button>
      <Dialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={t`Remove the provider?`}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t`Keep it`}</Button>
            <Button kind="danger" disabled={remove.busy} onClick={() => void go()}>
              {t`Remove`}
            </Button>
          </>
        }
      >
        <p>
          <Trans>
            The button goes from the sign-in page. Who has no passphrase and no passkey then needs a link of{' '}
            <code>heed people reset</code>. Sessions go on, and a provider with the same issuer finds its people again.
          </Trans>
        </p>
      </Dialog>
    </div>
  );
}

function Told({ told }: { told: Told }) {
  return told.answers ? (
    <Notice state="kept" title={t`The provider answers.`} urgent>
      {t`Try it: link your own account under Your security.`}
    </Notice>
  ) : (
    <Notice state="warn" title={t`Saved, but the provider does not answer as it should.`} urgent>
      {told.why}
    </Notice>
  );
}

/** How the people of this workspace sign in with the account that they have elsewhere. */
export function ProviderSettings() {
  const { can } = useSession();
  const query = useQueryOf('people.provider', {});
  const [told, setTold] = useState<Told>();
  const settings = query.data;
  const mayChange = can('people.change-provider');
  return (
    <Page title={t`Identity provider`} back={{ to: '/settings', label: t`Back to settings` }}>
      <p className="quiet narrow">
        <Trans>
          People sign in with the account that your organisation gave them elsewhere, such as at Keycloak, Entra ID,
          Okta or Google, by OpenID Connect. Rules about a second step hold as before.
        </Trans>
      </p>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading the provider`} />}
      {settings && !settings.isPossible && (
        <Notice state="paused" title={t`Not in practice.`}>
          <Trans>A practice workspace calls nobody. Set the provider up in the live one.</Trans>
        </Notice>
      )}
      {settings?.isPossible && (
        <>
          <div className="narrow">
            <CopyField
              label={t`Callback address`}
              value={settings.callback}
              help={t`Enter it at the provider, where it asks for the redirect URI.`}
            />
          </div>
          {told && <Told told={told} />}
          {mayChange ? (
            <ProviderForm key={settings.version} settings={settings} onTold={setTold} />
          ) : (
            <p>
              {settings.provider ? t`People sign in with ${settings.provider.name}.` : t`None is set up.`}{' '}
              {t`An owner changes it.`}
            </p>
          )}
          {mayChange && settings.provider && <Remove settings={settings} />}
        </>
      )}
    </Page>
  );
}
