import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './monitoring.css';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useState } from 'react';
import { usePagesOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { IssueDialog } from './IssueDialog.tsx';
import { IssueLines } from './IssueLines.tsx';
import { Places } from './Places.tsx';
import type { Issue } from './words.ts';

/** What went wrong with technology or resources, when, and which goals it affected. */
export function Issues() {
  const { can } = useSession();
  const [editing, setEditing] = useState<Issue | 'new'>();
  const { pages, problem, hasMore, more, again } = usePagesOf('issues.list', {});
  const mayLog = can('monitoring.log');
  return (
    <Page
      title={t`Monitoring`}
      actions={
        mayLog && (
          <Button kind="primary" icon={IconPlus} onClick={() => setEditing('new')}>
            {t`Log an issue`}
          </Button>
        )
      }
    >
      <div className="mon">
        <Places at="issues" />
        <p className="quiet narrow">
          <Trans>
            A number that drops has a reason. What was away or missing is marked on the charts of the goals it affected,
            and an action to fix it is opened with it.
          </Trans>
        </p>
        {problem && !pages && <Trouble problem={problem} again={again} />}
        {!pages && !problem && <Skeleton label={t`Loading the issues`} shape="rows" rows={4} />}
        {pages && (
          <div className="card">
            <IssueLines
              issues={pages.flatMap((page) => page.issues)}
              empty={t`None logged yet.`}
              onEdit={mayLog ? setEditing : undefined}
            />
          </div>
        )}
        {hasMore && (
          <div>
            <Button onClick={more}>{t`Show more`}</Button>
          </div>
        )}
      </div>
      {editing && <IssueDialog issue={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
    </Page>
  );
}
