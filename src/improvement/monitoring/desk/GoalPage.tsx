import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './monitoring.css';
import { Link, useParams } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { GoalTrend, RowsBehind } from '#foundation/measures/desk/part.ts';
import type { OutputOf } from '#kernel/web/data.ts';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Table } from '#kernel/web/ui/Table.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { OpenAction } from './ActionDialogs.tsx';
import { ActionLines } from './ActionLines.tsx';
import { ActualRow } from './ActualRow.tsx';
import { IssueLines } from './IssueLines.tsx';
import { useFreshNumbers } from './use-fresh.ts';
import { intervalWords, valueWords, whatOf } from './words.ts';

type Shown = OutputOf<'monitoring.goal'>;
type By = Shown['splits'][number];
type Group = Shown['groups'][number];

const byWords: Record<By, string> = {
  week: t`Week`,
  day: t`Day`,
  team: t`Team`,
  channel: t`Channel`,
  brand: t`Brand`,
};
const dayMs = 86_400_000;

function Parts({ shown, by }: { shown: Shown; by: By }) {
  const formats = useFormats();
  const { unit } = shown.goal;
  return (
    <Table
      caption={byWords[by]}
      rows={shown.groups}
      rowKey={(group) => group.key}
      columns={[
        { key: 'label', head: byWords[by], names: true, cell: (group: Group) => <bdi>{group.label}</bdi> },
        { key: 'value', head: t`Value`, numeric: true, cell: (group) => valueWords(formats, unit, group.value) },
        { key: 'n', head: 'n', numeric: true, cell: (group) => formats.number(group.n) },
        {
          key: 'interval',
          head: t`95 % interval`,
          numeric: true,
          cell: (group) => intervalWords(formats, unit, group),
        },
      ]}
    />
  );
}

/** The last day of a group, within the period. */
function endOf(by: By, key: string, to: string): string {
  if (by === 'day') return key;
  const end = new Date(Date.parse(key) + 6 * dayMs).toISOString().slice(0, 10);
  return end > to ? to : end;
}

type NumbersProps = { shown: Shown; by: By; setBy: (by: By) => void; label: string };

function Numbers({ shown, by, setBy, label }: NumbersProps) {
  const { can } = useSession();
  const { goal, groups, from, to, behind } = shown;
  const [opened, setOpened] = useState<{ from: string; to: string }>();
  const measure = useQueryOf('measures.list', {}).data?.measures.find((one) => one.name === behind.measure);
  const open = can('measures.rows') ? setOpened : undefined;
  const happened = shown.issues.map(({ beganAt, endedAt, title }) => ({
    ...{ title, from: beganAt, to: endedAt ?? new Date().toISOString() },
  }));
  return (
    <>
      <section className="card" aria-labelledby="trend">
        <header>
          <h2 id="trend" className="ct grow">{t`What was reached`}</h2>
          {open && <Button size="small" onClick={() => open({ from, to })}>{t`Rows behind`}</Button>}
          <Segments
            label={t`By`}
            options={shown.splits.map((value) => ({ value, label: byWords[value] }))}
            value={by}
            onChange={setBy}
          />
        </header>
        <Suspense fallback={<Skeleton label={t`Loading the chart`} rows={6} />}>
          {by === 'week' || by === 'day' ? (
            <GoalTrend
              {...{ label, by, groups, happened }}
              unit={goal.unit}
              goal={goal.goal}
              onOpen={open && ((group) => open({ from: group.key, to: endOf(by, group.key, to) }))}
            />
          ) : (
            <Parts shown={shown} by={by} />
          )}
        </Suspense>
      </section>
      {opened && measure && (
        <Suspense fallback={<Skeleton label={t`Loading the rows`} shape="rows" rows={5} />}>
          <RowsBehind
            key={`${opened.from} ${opened.to}`}
            measure={measure}
            period={opened}
            whose={behind.reasonId ? { reasonId: behind.reasonId } : {}}
            onClose={() => setOpened(undefined)}
          />
        </Suspense>
      )}
    </>
  );
}

/** One promise or goal: numbers by week, day, team and channel, what happened meanwhile, and what is done. */
export function GoalPage() {
  const { goalId = '' } = useParams({ strict: false }) as { goalId?: string };
  const [by, setBy] = useState<By>('week');
  const [isOpening, setOpening] = useState(false);
  const { data, error, refetch } = useQueryOf('monitoring.goal', { goalId, by }, { keep: true });
  const library = useQueryOf('measures.list', {}).data?.measures;
  useFreshNumbers(data?.state === 'counting');
  const back = { to: '/monitoring', label: t`Back to monitoring` };
  if (!data) {
    return (
      <Page title={t`Monitoring`} back={back}>
        {error ? (
          <Trouble problem={error} again={() => void refetch()} />
        ) : (
          <Skeleton label={t`Loading the goal`} rows={6} />
        )}
      </Page>
    );
  }
  const { goal, actions, issues, abilities } = data;
  const mayOpen = !goal.action && abilities.includes('correct');
  return (
    <Page
      title={`${goal.number} ${goal.title}`}
      back={back}
      actions={mayOpen && <Button kind="primary" onClick={() => setOpening(true)}>{t`Open an action`}</Button>}
    >
      <div className="mon">
        <p className="meta">
          <Link to="/monitoring">{t`Monitoring`}</Link> /{' '}
          <Link to="/standards/$standardId" params={{ standardId: goal.standardId }} hash={goal.clauseId}>
            <bdi>{goal.standardName}</bdi>
          </Link>
        </p>
        <ActualRow goal={goal} isInClause />
        <Numbers shown={data} by={by} setBy={setBy} label={whatOf(goal, library)} />
        <section className="card" aria-labelledby="issues">
          <header>
            <h2 id="issues" className="ct grow">{t`What happened meanwhile`}</h2>
            <Link to="/monitoring/issues">{t`All issues`}</Link>
          </header>
          <IssueLines issues={issues} empty={t`No issue of technology or resources affected it.`} />
        </section>
        <section className="card" aria-labelledby="actions">
          <header>
            <h2 id="actions" className="ct grow">{t`Corrective actions`}</h2>
          </header>
          <ActionLines actions={actions} empty={t`None yet. One opens by itself when it is missed week after week.`} />
        </section>
        <p className="meta">
          <Trans>Numbers follow what happens some seconds behind. Days are those of {data.timeZone}.</Trans>
        </p>
      </div>
      {isOpening && <OpenAction goal={goal} onClose={() => setOpening(false)} />}
    </Page>
  );
}
