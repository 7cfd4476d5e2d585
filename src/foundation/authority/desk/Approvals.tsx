import { t } from '@lingui/core/macro';
import './authority.css';
import IconUserCheck from '@tabler/icons-react/dist/esm/icons/IconUserCheck.mjs';
import { useState } from 'react';
import { usePagesOf } from '#kernel/web/hooks.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Tabs } from '#kernel/web/ui/Tabs.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { Delegations } from './Delegations.tsx';
import { Request } from './Request.tsx';

type View = 'waiting' | 'asked' | 'over';

const nothing: Record<View, { title: string; words: string }> = {
  waiting: {
    title: t`Nothing waits for you`,
    words: t`When a colleague asks for something that lies beyond their authority and within yours, it appears here.`,
  },
  asked: {
    title: t`You have not asked for anything`,
    words: t`What you may not decide yourself is refused with a button to ask for it. What became of it stands here.`,
  },
  over: {
    title: t`Nothing was answered yet`,
    words: t`Requests that were approved, refused, taken back or that expired are kept here with their reasons.`,
  },
};

function List({ view }: { view: View }) {
  const { pages, problem, hasMore, more, again } = usePagesOf('authority.approvals', { view });
  const rows = pages?.flatMap((page) => page.approvals);
  if (!rows)
    return problem ? (
      <Trouble problem={problem} again={again} />
    ) : (
      <Skeleton label={t`Loading`} shape="rows" rows={4} />
    );
  if (rows.length === 0)
    return (
      <Empty icon={IconUserCheck} title={nothing[view].title}>
        {nothing[view].words}
      </Empty>
    );
  return (
    <>
      <ul className="requests" aria-label={t`Requests`}>
        {rows.map((approval) => (
          <li key={approval.id}>
            <Request approval={approval} own={view === 'asked'} />
          </li>
        ))}
      </ul>
      {hasMore && <Button onClick={more}>{t`Show more`}</Button>}
    </>
  );
}

/** What waits for an approval: the reader's to answer, the reader's own, and what became of all of it. */
export function Approvals() {
  const [view, setView] = useState<View>('waiting');
  const tab = (value: View, label: string) => ({ value, label, panel: <List key={value} view={value} /> });
  return (
    <Page title={t`Approvals`}>
      <div className="approvals">
        <Tabs
          label={t`Approvals`}
          value={view}
          onChange={setView}
          tabs={[tab('waiting', t`Waiting for you`), tab('asked', t`Your requests`), tab('over', t`Answered`)]}
        />
        <Delegations />
      </div>
    </Page>
  );
}
