import { t } from '@lingui/core/macro';
import './monitoring.css';
import { useState } from 'react';
import { usePagesOf } from '#kernel/web/hooks.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { ActionLines } from './ActionLines.tsx';
import { Places } from './Places.tsx';

const shows = [
  { value: 'open' as const, label: t`Open` },
  { value: 'overdue' as const, label: t`Overdue` },
  { value: 'closed' as const, label: t`Closed` },
];

/** Corrective actions of the whole workspace, the one due first at the top. */
export function Actions() {
  const [show, setShow] = useState<'open' | 'overdue' | 'closed'>('open');
  const { pages, problem, hasMore, more, again } = usePagesOf('corrections.list', { show }, { keep: true });
  return (
    <Page title={t`Monitoring`}>
      <div className="mon">
        <Places at="actions" />
        <Segments label={t`Which`} options={shows} value={show} onChange={setShow} />
        {problem && !pages && <Trouble problem={problem} again={again} />}
        {!pages && !problem && <Skeleton label={t`Loading the actions`} shape="rows" rows={4} />}
        {pages && (
          <div className="card">
            <ActionLines
              actions={pages.flatMap((page) => page.actions)}
              empty={t`None. One opens by itself when a goal is missed week after week, or by hand on the page of a goal.`}
            />
          </div>
        )}
        {hasMore && (
          <div>
            <Button onClick={more}>{t`Show more`}</Button>
          </div>
        )}
      </div>
    </Page>
  );
}
