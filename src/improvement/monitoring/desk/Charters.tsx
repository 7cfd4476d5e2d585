import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import './monitoring.css';
import IconBook from '@tabler/icons-react/dist/esm/icons/IconBook2.mjs';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { usePagesOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { CharterDialog } from './CharterDialog.tsx';

export type Charter = OutputOf<'charters.list'>['charters'][number];

/** What each brand tells everybody of its promises. */
export function Charters() {
  const { can } = useSession();
  const [editing, setEditing] = useState<Charter>();
  const { pages, problem, hasMore, more, again } = usePagesOf('charters.list', {});
  const charters = pages?.flatMap((page) => page.charters);
  return (
    <Page title={t`Public charter`} back={{ to: '/settings', label: t`Back to settings` }}>
      <p className="quiet narrow">
        <Trans>
          A page for everybody that says what you promise and how far you kept it in the last 90 days, with how often it
          was counted. It names nobody. Nothing is told that you have not chosen.
        </Trans>
      </p>
      {problem && <Trouble problem={problem} again={again} />}
      {!pages && !problem && <Skeleton label={t`Loading the charters`} shape="rows" />}
      {charters?.length === 0 && (
        <Empty icon={IconBook} title={t`No brand yet`} action={<Link to="/settings/portal">{t`Portal`}</Link>}>
          <Trans>A charter is told in the name of a brand. Add one under Portal.</Trans>
        </Empty>
      )}
      {charters && charters.length > 0 && (
        <ul className="lines wraps" aria-label={t`Charters`}>
          {charters.map((charter) => (
            <li key={charter.brandId}>
              <span className="grow stack tight">
                <b dir="auto">{charter.brandName}</b>
                {charter.isOpen && (
                  <a href={charter.url} target="_blank" rel="noreferrer">
                    {charter.url}
                  </a>
                )}
                <span className="meta">
                  <Plural value={charter.items.length} one="tells # promise" other="tells # promises" />
                </span>
              </span>
              {charter.isOpen ? <State state="kept">{t`open`}</State> : <State state="paused">{t`closed`}</State>}
              {can('monitoring.keep') && (
                <Button size="small" aria-label={t`Change ${charter.brandName}`} onClick={() => setEditing(charter)}>
                  {t`Change`}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {hasMore && (
        <div>
          <Button onClick={more}>{t`Show more`}</Button>
        </div>
      )}
      {editing && <CharterDialog charter={editing} onClose={() => setEditing(undefined)} />}
    </Page>
  );
}
