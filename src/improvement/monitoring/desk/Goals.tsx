import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './monitoring.css';
import IconTarget from '@tabler/icons-react/dist/esm/icons/IconTargetArrow.mjs';
import { Link } from '@tanstack/react-router';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { ActualRow } from './ActualRow.tsx';
import { Places } from './Places.tsx';
import { useFreshNumbers } from './use-fresh.ts';

/** Every promise and goal of the standards in force beside what was reached, the worst first. */
export function Goals() {
  const formats = useFormats();
  const { data, error, refetch } = useQueryOf('monitoring.goals', {});
  useFreshNumbers(data?.state === 'counting');
  return (
    <Page title={t`Monitoring`}>
      <div className="mon">
        <Places at="goals" />
        {error && !data && <Trouble problem={error} again={() => void refetch()} />}
        {!data && !error && <Skeleton label={t`Loading the goals`} shape="rows" rows={6} />}
        {data?.state === 'counting' && (
          <Notice state="running" title={t`History is being counted.`}>
            {t`Numbers grow until it is done; this page follows by itself.`}
          </Notice>
        )}
        {data?.goals.length === 0 && (
          <Empty
            icon={IconTarget}
            title={t`No standard is in force`}
            action={<Link to="/standards">{t`Standards`}</Link>}
          >
            <Trans>
              As soon as a standard with promises or goals is published, this page shows what was reached, how sure that
              is, and the conversations behind every number.
            </Trans>
          </Empty>
        )}
        {data && data.goals.length > 0 && (
          <>
            <p className="meta num">
              <Trans>
                {formats.date(`${data.from}T12:00:00Z`)} to {formats.date(`${data.to}T12:00:00Z`)}, the worst first
              </Trans>
              {data.asOf && ` · ${t`as of ${formats.time(data.asOf)}`}`}
            </p>
            <div className="mon-goals">
              {data.goals.map((goal) => (
                <ActualRow key={goal.id} goal={goal} />
              ))}
            </div>
          </>
        )}
      </div>
    </Page>
  );
}
