import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs';
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
import { LineConnection } from './LineConnection.tsx';
import { LineDialog } from './LineDialog.tsx';

export type Lines = OutputOf<'calls.lines'>;
export type LineData = Lines['lines'][number];

type LineProps = { line: LineData; onEdit: () => void; onConnect: () => void };

function LineRow({ line, onEdit, onConnect }: LineProps) {
  const { can } = useSession();
  const formats = useFormats();
  const { name, heardAt, hasToken, callBackMinutes } = line;
  return (
    <li>
      <span className="grow stack tight">
        <b dir="auto">{name}</b>
        <span className="meta">{t`missed calls are called back within ${callBackMinutes} minutes`}</span>
      </span>
      {heardAt ? (
        <State state="kept">{t`last heard ${formats.due(heardAt)}`}</State>
      ) : (
        <State state={hasToken ? 'info' : 'warn'}>{hasToken ? t`nothing heard yet` : t`has no token yet`}</State>
      )}
      {can('calls.keep_lines') && (
        <span className="line">
          <Button size="small" onClick={onConnect}>
            <Trans>
              Connect<span className="hide"> {name}</span>
            </Trans>
          </Button>
          <Button size="small" onClick={onEdit}>
            <Trans>
              Change<span className="hide"> {name}</span>
            </Trans>
          </Button>
        </span>
      )}
    </li>
  );
}

/** Telephone systems that tell of their calls. */
export function Telephony() {
  const { can } = useSession();
  const [editing, setEditing] = useState<LineData | 'new'>();
  const [connecting, setConnecting] = useState<string>();
  const query = useQueryOf('calls.lines', {});
  const list = query.data?.lines;
  const connected = list?.find((one) => one.id === connecting);
  const add = can('calls.keep_lines') && (
    <Button kind="primary" icon={IconPlus} onClick={() => setEditing('new')}>
      {t`Add a telephone system`}
    </Button>
  );
  return (
    <Page title={t`Telephony`} back={{ to: '/settings', label: t`Back to settings` }} actions={add}>
      <p className="quiet narrow">
        <Trans>
          A telephone system opens the caller on your screen and tells of its calls: who rang, who answered, how long it
          took. A call that nobody answered becomes a promise to call back.
        </Trans>
      </p>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading telephone systems`} shape="rows" />}
      {list?.length === 0 && (
        <Empty icon={IconPhone} title={t`No telephone system is connected`}>
          <Trans>
            Any exchange that can call a web address will do. Calls can be written down by hand without one.
          </Trans>
        </Empty>
      )}
      {list && list.length > 0 && (
        <ul className="lines mail-lines" aria-label={t`Telephone systems`}>
          {list.map((line) => (
            <LineRow
              key={line.id}
              line={line}
              onEdit={() => setEditing(line)}
              onConnect={() => setConnecting(line.id)}
            />
          ))}
        </ul>
      )}
      {editing && <LineDialog line={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
      {query.data && connected && (
        <LineConnection all={query.data} line={connected} onClose={() => setConnecting(undefined)} />
      )}
    </Page>
  );
}
