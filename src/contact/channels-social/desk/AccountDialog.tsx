import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useId, useState } from 'react';
import { newId } from '#kernel/contract/new-id.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { SocialWay } from '../contract.ts';
import type { AccountData } from './Messengers.tsx';
import { ways } from './words.ts';

const touches = { touches: () => ['social-accounts'] };

function useAccountForm(account: AccountData | undefined, onClose: () => void) {
  const add = useCommandOf('social.add-account', touches);
  const change = useCommandOf('social.change-account', touches);
  const [key] = useState(() => newId());
  return useForm({
    initial: {
      name: account?.name ?? '',
      token: '',
      teamId: account?.teamId ?? '',
      way: (account?.way ?? 'polling') as string,
      apiUrl: account?.apiUrl ?? 'https://api.telegram.org',
    },
    fieldOf: { 'social.unknown_team': 'teamId', 'social.not_connected': 'token' },
    send: async ({ name, token, teamId, way, apiUrl }) => {
      const sent = { name, teamId: teamId || null, way: way as SocialWay };
      if (account) {
        const changed = { accountId: account.id, version: account.version, ...sent };
        await change.send({ ...changed, ...(token !== '' && { token }) });
      } else await add.send({ ...sent, token, apiUrl }, { key });
      showToast({ state: 'kept', text: t`${name} is kept` });
      onClose();
    },
  });
}

type DialogProps = { account: AccountData | undefined; canWebhook: boolean; onClose: () => void };

/** An account: its token, which is never shown again, who answers, and how Heed hears of what comes. */
export function AccountDialog({ account, canWebhook, onClose }: DialogProps) {
  const formId = useId();
  const form = useAccountForm(account, onClose);
  const retire = useCommandOf('social.retire-account', touches);
  const [asking, setAsking] = useState(false);
  const teams = useQueryOf('people.teams', {}).data?.teams ?? [];
  const takeOff = async () => {
    if (account && (await retire.run({ accountId: account.id }))) onClose();
  };
  const offered = (Object.keys(ways) as SocialWay[]).filter((way) => way === 'polling' || canWebhook);
  return (
    <Dialog
      open
      onClose={onClose}
      title={account ? account.name : t`Connect a Telegram bot`}
      actions={
        <>
          {account && (
            <Button kind={asking ? 'danger' : 'quiet'} onClick={() => (asking ? void takeOff() : setAsking(true))}>
              {asking ? t`Take it off for good` : t`Take off`}
            </Button>
          )}
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
            {form.busy ? t`Saving…` : t`Save`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        {asking && (
          <p className="meta">
            <Trans>Its token is forgotten, and nothing comes in or leaves any more. Its conversations stay.</Trans>
          </p>
        )}
        <TextInput label={t`Name`} required maxLength={80} autoFocus {...form.text('name')} />
        <TextInput
          label={t`Token`}
          type="password"
          autoComplete="new-password"
          required={!account}
          maxLength={200}
          help={
            account
              ? t`One is kept, sealed; it is never shown. Leave this empty to keep it.`
              : t`As BotFather shows it. It is kept sealed and never shown again.`
          }
          {...form.text('token')}
        />
        <Select
          label={t`Team`}
          options={[{ value: '', label: t`No team` }, ...teams.map((one) => ({ value: one.id, label: one.name }))]}
          value={form.values.teamId}
          error={form.errorOf('teamId')}
          onChange={(value) => form.set('teamId', value)}
        />
        <Select
          label={t`How messages come in`}
          options={offered.map((way) => ({ value: way, label: ways[way] }))}
          value={form.values.way}
          onChange={(value) => form.set('way', value)}
        />
        {!account && (
          <TextInput
            label={t`Address of the service`}
            help={t`Another one only where you run a Bot API server of your own.`}
            required
            maxLength={300}
            {...form.text('apiUrl')}
          />
        )}
      </form>
    </Dialog>
  );
}
