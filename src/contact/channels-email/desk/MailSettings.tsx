import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './mail.css';
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useEffect, useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { Fetching } from './Fetching.tsx';
import { MailboxDialog } from './MailboxDialog.tsx';
import { ToLookAt } from './ToLookAt.tsx';
import { WaysIn } from './WaysIn.tsx';

export type Mailboxes = OutputOf<'mail.mailboxes'>;
export type MailboxData = Mailboxes['mailboxes'][number];

function MailboxLine({ box, onEdit, onWays }: { box: MailboxData; onEdit: () => void; onWays: () => void }) {
  const { can } = useSession();
  const formats = useFormats();
  const came = box.lastArrivedAt ? t`last mail ${formats.due(box.lastArrivedAt)}` : t`nothing has arrived yet`;
  return (
    <li>
      <span className="grow stack tight">
        <b dir="auto">{box.address}</b>
        <span className="meta" dir="auto">
          {box.name} · {came}
        </span>
        <Fetching box={box} />
      </span>
      {box.relayHost === '' ? (
        <State state="warn">{t`cannot send yet`}</State>
      ) : (
        <State state="kept">
          <Trans>
            sends by <bdi>{box.relayHost}</bdi>
          </Trans>
        </State>
      )}
      {can('mail.keep') && (
        <span className="line">
          <Button size="small" onClick={onWays}>
            <Trans>
              How mail comes in<span className="hide">: {box.address}</span>
            </Trans>
          </Button>
          <Button size="small" onClick={onEdit}>
            <Trans>
              Change<span className="hide"> {box.address}</span>
            </Trans>
          </Button>
        </span>
      )}
    </li>
  );
}

const againMs = 3_000;

/** While a mailbox is being fetched, how far it is changes with every mail; no event tells of each. */
function useLookingAgain(list: readonly MailboxData[] | undefined, refetch: () => unknown): void {
  const isUnderway = list?.some(({ fetching }) => fetching?.state === 'fetching' || fetching?.state === 'waiting');
  useEffect(() => {
    if (!isUnderway) return;
    const timer = setInterval(() => void refetch(), againMs);
    return () => clearInterval(timer);
  }, [isUnderway, refetch]);
}

/** The workspace's addresses, and mail that waits to be looked at. */
export function MailSettings() {
  const { can } = useSession();
  const [editing, setEditing] = useState<MailboxData | 'new'>();
  const [waysOf, setWaysOf] = useState<string>();
  const query = useQueryOf('mail.mailboxes', {});
  const list = query.data?.mailboxes;
  useLookingAgain(list, query.refetch);
  const shownWays = list?.find((one) => one.id === waysOf);
  const addNew = can('mail.keep') && (
    <Button kind="primary" icon={IconPlus} onClick={() => setEditing('new')}>
      {t`New address`}
    </Button>
  );
  return (
    <Page title={t`Mail`} back={{ to: '/settings', label: t`Back to settings` }} actions={addNew}>
      <p className="quiet narrow">
        <Trans>
          Mail that arrives at one of these addresses becomes a conversation; replies leave from the address to which
          the customer wrote. Every mail is kept as it came before anything else is done with it.
        </Trans>
      </p>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading addresses`} shape="rows" />}
      {list?.length === 0 && (
        <Empty icon={IconMail} title={t`No address yet`}>
          <Trans>Add the address to which customers write, such as support@ and your domain.</Trans>
        </Empty>
      )}
      {list && list.length > 0 && (
        <ul className="lines mail-lines" aria-label={t`Addresses`}>
          {list.map((box) => (
            <MailboxLine key={box.id} box={box} onEdit={() => setEditing(box)} onWays={() => setWaysOf(box.id)} />
          ))}
        </ul>
      )}
      {can('mail.look') && <ToLookAt />}
      {editing && <MailboxDialog box={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
      {query.data && shownWays && <WaysIn all={query.data} box={shownWays} onClose={() => setWaysOf(undefined)} />}
    </Page>
  );
}
