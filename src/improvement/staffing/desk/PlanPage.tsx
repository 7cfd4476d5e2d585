import './staffing.css';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { asProblem, tellProblem, useCommandOf, useData, useQueryOf } from '#kernel/web/hooks.tsx';
import { saveFile } from '#kernel/web/save-file.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Menu } from '#kernel/web/ui/Menu.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { type Column, Table } from '#kernel/web/ui/Table.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { GapChart } from './GapChart.tsx';
import { PlanDialog } from './PlanDialog.tsx';
import { gapCount, type Interval, type Plan, shareWords, shortWeekdays, timeOf, waitWords, weekdays } from './words.ts';

function Headlines({ plan }: { plan: Plan }) {
  const formats = useFormats();
  const { summary, assumes, seats } = plan;
  const reached = summary.servedShare;
  const isReached = reached !== null && reached * 100 >= assumes.servedPercent;
  return (
    <div className="st-bigs">
      <div>
        <span className="meta">{t`At the busiest, at work at once`}</span>
        <b className="num">{summary.peakPositions}</b>
        <span className="meta">{t`${summary.peakRostered} on the roster`}</span>
      </div>
      <div>
        <span className="meta">{t`People lacking`}</span>
        <b className="num">{summary.mostLacking}</b>
        <State state={summary.gaps === 0 ? 'kept' : 'broken'}>{gapCount(summary.gaps)}</State>
      </div>
      <div>
        <span className="meta">{t`Answered in time with this roster`}</span>
        <b className="num">{shareWords(formats, reached)}</b>
        {reached !== null && <State state={isReached ? 'kept' : 'warn'}>{t`goal ${assumes.servedPercent} %`}</State>}
      </div>
      <div>
        <span className="meta">{t`Hours a week`}</span>
        <b className="num">{formats.number(summary.hoursNeeded)}</b>
        <span className="meta">{t`${formats.number(summary.hoursThere)} on the roster`}</span>
      </div>
      {seats !== null && (
        <div>
          <span className="meta">{t`Licence of the technology`}</span>
          <b className="num">{seats}</b>
          <State state={summary.lackingSeats ? 'broken' : 'kept'}>
            {summary.lackingSeats ? t`${summary.lackingSeats} too few at the busiest` : t`enough`}
          </State>
        </div>
      )}
    </div>
  );
}

function DayTable({ day, intervals }: { day: string; intervals: readonly Interval[] }) {
  const formats = useFormats();
  const columns: Column<Interval>[] = [
    { key: 'from', head: t`From`, names: true, cell: (one) => <span className="num">{timeOf(one.slot % 48)}</span> },
    {
      key: 'contacts',
      head: t`Contacts`,
      numeric: true,
      cell: (one) => formats.number(Math.round(one.contacts * 10) / 10),
    },
    { key: 'positions', head: t`At work`, numeric: true, cell: (one) => one.positions },
    { key: 'rostered', head: t`Needed`, numeric: true, cell: (one) => one.rostered },
    { key: 'there', head: t`There`, numeric: true, cell: (one) => one.there },
    {
      key: 'gap',
      head: t`Gap`,
      numeric: true,
      cell: (one) => (one.gap < 0 ? <State state="broken">{formats.number(one.gap)}</State> : `+${one.gap}`),
    },
    { key: 'served', head: t`In time`, numeric: true, cell: (one) => shareWords(formats, one.servedShare) },
    { key: 'busy', head: t`Busy`, numeric: true, cell: (one) => shareWords(formats, one.occupancy) },
    { key: 'wait', head: t`Mean wait`, numeric: true, cell: (one) => waitWords(one.meanWaitSeconds) },
  ];
  return <Table caption={day} columns={columns} rows={intervals} rowKey={(one) => String(one.slot)} />;
}

/** The first day on which people are lacking, else the first on which anything comes. */
function firstDay(intervals: readonly Interval[]): number {
  const found = intervals.find((one) => one.gap < 0) ?? intervals.find((one) => one.contacts > 0);
  return Math.floor((found?.slot ?? 0) / 48);
}

function Day({ plan }: { plan: Plan }) {
  const [chosen, setChosen] = useState<number>();
  const [shows, setShows] = useState<'chart' | 'table'>('chart');
  const day = chosen ?? firstDay(plan.intervals);
  const name = weekdays[day] ?? '';
  const intervals = plan.intervals
    .slice(day * 48, (day + 1) * 48)
    .filter((one) => one.isOpen || one.there > 0 || one.rostered > 0);
  return (
    <section className="card" aria-labelledby="day-title">
      <header className="st-head">
        <h2 id="day-title">{t`Needed and there, by half hour`}</h2>
        <Segments
          label={t`Day`}
          options={shortWeekdays.map((label, index) => ({ value: String(index), label }))}
          value={String(day)}
          onChange={(value) => setChosen(Number(value))}
        />
        <Segments
          label={t`Show as`}
          options={[
            { value: 'chart', label: t`Chart` },
            { value: 'table', label: t`Table` },
          ]}
          value={shows}
          onChange={setShows}
        />
      </header>
      <div className="st-day">
        {intervals.length === 0 && <p className="quiet">{t`Closed on ${name}.`}</p>}
        {intervals.length > 0 && shows === 'chart' && <GapChart day={name} intervals={intervals} />}
        {intervals.length > 0 && shows === 'table' && <DayTable day={name} intervals={intervals} />}
      </div>
      <p className="meta st-foot st-key">
        <span className="st-swatch there">{t`on the roster`}</span>
        <span className="st-swatch needed">{t`needed`}</span>
        <span className="st-swatch lack">{t`lacking`}</span>
        <span>{plan.timeZone}</span>
      </p>
    </section>
  );
}

function Assumed({ plan }: { plan: Plan }) {
  const { assumes, calendar, standard, standardId, countedWeeks, teamId } = plan;
  const { handlingSeconds, servedPercent, withinSeconds, shrinkagePercent, busyPercent, skills } = assumes;
  return (
    <ul className="meta st-assumed" aria-label={t`What is assumed`}>
      <li>
        {assumes.way === 'live'
          ? t`${servedPercent} % within ${withinSeconds} s, ${handlingSeconds} s for each contact`
          : t`within the day, ${handlingSeconds} s for each contact`}
      </li>
      {assumes.atOnce > 1 && <li>{t`${assumes.atOnce} at once`}</li>}
      {assumes.patienceSeconds !== null && <li>{t`patience ${assumes.patienceSeconds} s (Erlang A)`}</li>}
      <li>{t`${shrinkagePercent} % away, at most ${busyPercent} % busy`}</li>
      {skills.length > 0 && <li dir="auto">{t`who can: ${skills.join(', ')}`}</li>}
      <li>{calendar ?? t`round the clock`}</li>
      <li>{countedWeeks === null ? t`contacts typed in` : t`contacts of the last ${countedWeeks} weeks`}</li>
      {standardId && (
        <li>
          <Link to="/standards/$standardId" params={{ standardId }}>
            <bdi>{standard}</bdi>
          </Link>
        </li>
      )}
      <li>
        <Link to="/staffing/rosters/$teamId" params={{ teamId }}>
          <Trans>
            Roster of <bdi>{plan.team}</bdi>
          </Trans>
        </Link>
      </li>
    </ul>
  );
}

function DropPlan({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const drop = useCommandOf('staffing.drop-plan', { touches: () => ['staffing-plans'] });
  const navigate = useNavigate();
  const go = async () => {
    if (await drop.run({ planId: plan.id })) await navigate({ to: '/staffing' });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Take ${plan.name} off?`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="danger" disabled={drop.busy} onClick={() => void go()}>{t`Take off`}</Button>
        </>
      }
    >
      <p>{t`Nobody is told of its gaps any more. Rosters stay.`}</p>
    </Dialog>
  );
}

/** What a plan takes in each half hour of a week, and who is there. */
export function PlanPage() {
  const { planId } = useParams({ strict: false }) as { planId: string };
  const { client } = useData();
  const [open, setOpen] = useState<'edit' | 'drop'>();
  const { data: plan, error, refetch } = useQueryOf('staffing.plan', { planId });
  const take = async () => {
    try {
      const { fileName, csv } = await client.query('staffing.export', { planId });
      saveFile(fileName, csv, 'text/csv;charset=utf-8');
    } catch (problem) {
      tellProblem(asProblem(problem));
    }
  };
  const mayKeep = plan?.abilities.includes('keep');
  const actions = plan && (
    <>
      <Menu
        label={t`More`}
        entries={[
          { label: t`Export`, icon: IconDownload, onPick: () => void take() },
          ...(mayKeep ? [{ label: t`Take off`, danger: true, onPick: () => setOpen('drop') }] : []),
        ]}
        target={<IconButton icon={IconDots} label={t`More about this plan`} />}
      />
      {mayKeep && <Button onClick={() => setOpen('edit')}>{t`Change`}</Button>}
    </>
  );
  return (
    <Page title={plan?.name ?? t`Staffing`} back={{ to: '/staffing', label: t`Back to staffing` }} actions={actions}>
      {error && !plan && <Trouble problem={error} again={() => void refetch()} />}
      {!plan && !error && <Skeleton label={t`Loading the plan`} shape="rows" />}
      {plan && (
        <div className="stack st-plan">
          <Headlines plan={plan} />
          <Day plan={plan} />
          <Assumed plan={plan} />
        </div>
      )}
      {plan && open === 'edit' && <PlanDialog plan={plan} onClose={() => setOpen(undefined)} />}
      {plan && open === 'drop' && <DropPlan plan={plan} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}
