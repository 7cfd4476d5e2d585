import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { told } from '#kernel/web/language/told.ts';
import './notices.css';
import type { ReactNode } from 'react';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Switch } from '#kernel/web/ui/Check.tsx';
import { Badge } from '#kernel/web/ui/Small.tsx';
import { Table } from '#kernel/web/ui/Table.tsx';
import { VisuallyHidden } from '#kernel/web/ui/VisuallyHidden.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { Devices } from './Devices.tsx';
import { QuietHoursForm } from './QuietHoursForm.tsx';
import { Topics } from './Topics.tsx';
import type { Settings } from './use-notices.ts';

type Kind = Settings['kinds'][number];

function KindName({ kind }: { kind: Kind }) {
  return (
    <span className="stack tight">
      <span>
        {told(kind.label)} {kind.importance === 'important' && <Badge accent>{t`Important`}</Badge>}
      </span>
      <span className="meta">{told(kind.help)}</span>
    </span>
  );
}

const Nowhere = () => <span className="quiet">{t`No`}</span>;

function DeskCell({ kind, toggle }: { kind: Kind; toggle: () => ReactNode }) {
  if (kind.isForDevices) return <span className="quiet">{t`Inbox`}</span>;
  return kind.importance === 'important' ? <span className="quiet">{t`Always`}</span> : toggle();
}

function Kinds({ kinds }: { kinds: readonly Kind[] }) {
  const { person } = useSession();
  const { run } = useCommandOf('notices.set-preference', { touches: () => [`notices:${person.id}`] });
  const label = (place: string, kind: Kind) => (
    <VisuallyHidden>
      {told(kind.label)}: {place}
    </VisuallyHidden>
  );
  const places = { desk: t`on the desk`, mail: t`by mail`, push: t`on my devices` };
  const toggle = (kind: Kind, place: keyof typeof places) => (
    <Switch
      label={label(places[place], kind)}
      checked={kind[place]}
      onChange={(on) => void run({ kind: kind.kind, desk: kind.desk, mail: kind.mail, push: kind.push, [place]: on })}
    />
  );
  return (
    <div className="notice-kinds">
      <Table
        caption={t`Kinds of notices`}
        rows={kinds}
        rowKey={(kind) => kind.kind}
        columns={[
          { key: 'kind', head: t`What happens`, names: true, cell: (kind) => <KindName kind={kind} /> },
          {
            key: 'desk',
            head: t`Desk`,
            cell: (kind) => <DeskCell kind={kind} toggle={() => toggle(kind, 'desk')} />,
          },
          { key: 'push', head: t`Devices`, cell: (kind) => toggle(kind, 'push') },
          {
            key: 'mail',
            head: t`Mail`,
            cell: (kind) => (kind.isForDevices ? <Nowhere /> : toggle(kind, 'mail')),
          },
        ]}
      />
    </div>
  );
}

/** What comes to the reader, where and when. */
export function NoticeSettings() {
  const { person } = useSession();
  const query = useQueryOf('notices.settings', { personId: person.id });
  const settings = query.data;
  return (
    <Page title={t`Notices`} back={{ to: '/settings', label: t`Back to settings` }}>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading your notices`} shape="rows" rows={5} />}
      {settings && (
        <>
          <section className="stack" aria-labelledby="kinds">
            <h2 id="kinds">{t`What comes to you`}</h2>
            <p className="quiet">
              <Trans>
                On the desk a notice waits under the bell. What is important cannot be switched off there and comes also
                in quiet hours. A mail goes to the address you sign in with; what asks for it is acknowledged there by
                one link. Mails leave once a mail server is named under Mail.
              </Trans>
            </p>
            <Kinds kinds={settings.kinds} />
          </section>
          <Devices />
          <QuietHoursForm key={JSON.stringify(settings.quietHours)} hours={settings.quietHours} />
          <Topics topics={settings.topics} />
        </>
      )}
    </Page>
  );
}
