import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './social.css';
import IconMessages from '@tabler/icons-react/dist/esm/icons/IconMessages.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { AccountDialog } from './AccountDialog.tsx';
import { problems, services } from './words.ts';

export type AccountData = OutputOf<'social.accounts'>['accounts'][number];

function Health({ account }: { account: AccountData }) {
  const { state, problem, pausedUntil } = account;
  const formats = useFormats();
  if (pausedUntil)
    return <State state="paused">{t`the service asks for a pause until ${formats.due(pausedUntil)}`}</State>;
  if (state === 'connected') return <State state="kept">{t`connected`}</State>;
  if (state === 'waiting') return <State state="running">{t`connecting`}</State>;
  return <State state="broken">{problem === 'no_answer' ? t`no answer` : t`does not work`}</State>;
}

function AccountLine({ account, onEdit }: { account: AccountData; onEdit: () => void }) {
  const { can } = useSession();
  const formats = useFormats();
  const { name, handle, connector, heardAt, problem, said, waiting, unread } = account;
  const heard = heardAt ? t`last heard ${formats.due(heardAt)}` : t`nothing heard yet`;
  return (
    <li>
      <span className="grow stack tight">
        <b dir="auto">{name}</b>
        <span className="meta" dir="auto">
          {services[connector]} · {handle} · {heard}
          {waiting > 0 && ` · ${plural(waiting, { one: '# answer waits', other: '# answers wait' })}`}
          {unread > 0 && ` · ${plural(unread, { one: '# could not be read', other: '# could not be read' })}`}
        </span>
        {problem && (
          <span className="meta" dir="auto">
            {problems[problem]} {said}
          </span>
        )}
      </span>
      <Health account={account} />
      {can('social.keep') && (
        <Button size="small" onClick={onEdit}>
          <Trans>
            Change<span className="hide"> {name}</span>
          </Trans>
        </Button>
      )}
    </li>
  );
}

/** Accounts at messengers, and how each goes. */
export function Messengers() {
  const { can } = useSession();
  const [editing, setEditing] = useState<AccountData | 'new'>();
  const query = useQueryOf('social.accounts', {});
  const list = query.data?.accounts;
  const add = can('social.keep') && (
    <Button kind="primary" icon={IconPlus} onClick={() => setEditing('new')}>
      {t`Connect an account`}
    </Button>
  );
  return (
    <Page title={t`Messengers`} back={{ to: '/settings', label: t`Back to settings` }} actions={add}>
      <p className="quiet narrow">
        <Trans>
          What customers write to a connected account becomes a conversation; replies leave from the same account. Who
          somebody says they are there proves nothing: they are a customer of their own until you merge the two.
        </Trans>
      </p>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading accounts`} shape="rows" />}
      {list?.length === 0 && (
        <Empty icon={IconMessages} title={t`No account is connected`}>
          <Trans>For Telegram, make a bot with BotFather and enter its token here.</Trans>
        </Empty>
      )}
      {list && list.length > 0 && (
        <ul className="lines mail-lines" aria-label={t`Accounts`}>
          {list.map((one) => (
            <AccountLine key={one.id} account={one} onEdit={() => setEditing(one)} />
          ))}
        </ul>
      )}
      {query.data && editing && (
        <AccountDialog
          account={editing === 'new' ? undefined : editing}
          canWebhook={query.data.canWebhook}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Page>
  );
}
