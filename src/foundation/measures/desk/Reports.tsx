import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { told } from '#kernel/web/language/told.ts';
import './reports.css';
import IconChartBar from '@tabler/icons-react/dist/esm/icons/IconChartBar.mjs';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import { useEffect, useState } from 'react';
import { asProblem, tellProblem, useData, useQueryOf } from '#kernel/web/hooks.tsx';
import { saveFile } from '#kernel/web/save-file.ts';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Select } from '#kernel/web/ui/Field.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { FilterBar } from './FilterBar.tsx';
import { type Filters, useFilters } from './filters.ts';
import { Headlines } from './Headlines.tsx';
import { Hours } from './Hours.tsx';
import { gridOf } from './period.ts';
import { Reasons } from './Reasons.tsx';
import { RowsBehind } from './RowsBehind.tsx';
import { Split } from './Split.tsx';
import { Trend } from './Trend.tsx';
import type { Measure } from './words.ts';

const headlines = ['first_response_median', 'one_contact', 'full_resolution_median', 'reopen_rate', 'backlog'];
const refreshMs = 30_000;

/** Numbers follow the log some seconds behind; while they are on screen they are asked for again. */
function useFreshNumbers(isCounting: boolean): void {
  const { refresh } = useData();
  useEffect(() => {
    const again = () => {
      if (!document.hidden) refresh.hint(['measures']);
    };
    const timer = setInterval(again, isCounting ? 2_000 : refreshMs);
    return () => clearInterval(timer);
  }, [refresh, isCounting]);
}

function CsvButton({ filters, names }: { filters: Filters; names: readonly string[] }) {
  const { client } = useData();
  const [busy, setBusy] = useState(false);
  const { period, whose } = filters;
  const measures = [...new Set(names)].join(',');
  const save = async () => {
    setBusy(true);
    try {
      const input = { measures, from: period.from, to: period.to, by: gridOf(period), ...whose };
      const { fileName, csv } = await client.query('measures.export', input);
      saveFile(fileName, csv, 'text/csv;charset=utf-8');
    } catch (error) {
      tellProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button icon={IconDownload} disabled={busy} onClick={() => void save()}>
      {t`CSV`}
    </Button>
  );
}

type ReportProps = {
  filters: Filters;
  library: readonly Measure[];
  chosen: string;
  setChosen: (name: string) => void;
};

function Report({ filters, library, chosen, setChosen }: ReportProps) {
  const { can } = useSession();
  const formats = useFormats();
  const { period, whose } = filters;
  const [opened, setOpened] = useState<{ from: string; to: string } | null>(null);
  const asked = { measures: [...headlines, 'contacts'].join(','), from: period.from, to: period.to, ...whose };
  const { data, error, refetch } = useQueryOf('measures.values', asked, { keep: true });
  useFreshNumbers(data?.state === 'counting');
  const measure = library.find((one) => one.name === chosen) ?? library[0];
  if (error && !data) return <Trouble problem={error} again={() => void refetch()} />;
  if (!data || !measure) return <Skeleton label={t`Loading the report`} shape="rows" rows={6} />;
  const isEmpty = data.results.every((result) => result.n === 0);
  const choose = (name: string) => {
    setChosen(name);
    setOpened(null);
  };
  return (
    <div className="ms">
      {data.state === 'counting' && (
        <Notice state="running" title={t`History is being counted.`}>
          {t`Numbers grow until it is done; this page follows by itself.`}
        </Notice>
      )}
      {isEmpty && data.state === 'ready' ? (
        <Nothing filters={filters} />
      ) : (
        <>
          <Headlines
            library={library}
            results={data.results.filter((result) => headlines.includes(result.measure))}
            chosen={chosen}
            onChoose={choose}
          />
          <div className="choose wide2">
            <Select
              label={t`Measure`}
              value={measure.name}
              options={library.map((one) => ({ value: one.name, label: told(one.words) }))}
              onChange={choose}
            />
            <span className="meta num">
              {data.asOf ? t`As of ${formats.time(data.asOf)}` : t`Counting`} · {data.timeZone}
            </span>
          </div>
          <Trend
            measure={measure}
            period={period}
            whose={whoseOf(measure, whose)}
            onOpen={can('measures.rows') ? setOpened : undefined}
          />
          {opened && (
            <RowsBehind
              key={`${measure.name} ${opened.from} ${opened.to}`}
              measure={measure}
              period={opened}
              whose={whoseOf(measure, whose)}
              onClose={() => setOpened(null)}
            />
          )}
          <Reasons period={period} whose={whose} />
          <Hours period={period} whose={whose} />
          <Split
            measure={measure}
            period={period}
            whose={whoseOf(measure, whose)}
            hasBrands={filters.brands.length > 0}
          />
        </>
      )}
    </div>
  );
}

/** The filters that a measure has; the others would be refused. */
function whoseOf(measure: Measure, whose: Filters['whose']): Filters['whose'] {
  const { channel, brandId, ...rest } = whose;
  const has = (dimension: Measure['dimensions'][number]) => measure.dimensions.includes(dimension);
  return { ...rest, ...(channel && has('channel') && { channel }), ...(brandId && has('brand') && { brandId }) };
}

function Nothing({ filters }: { filters: Filters }) {
  const longest = filters.periods.at(-1);
  const isLongest = longest?.label === filters.period.label;
  return (
    <div className="wide2">
      <Empty
        icon={IconChartBar}
        title={t`Nothing to count in this period`}
        action={!isLongest && longest && <Button onClick={() => filters.setPeriod(longest)}>{longest.label}</Button>}
      >
        <Trans>
          As soon as customers write and are answered, this page shows how long they wait, what they write about and
          when. Every number opens the conversations behind it.
        </Trans>
      </Empty>
    </div>
  );
}

/** How the service is doing: numbers with their formula, how sure they are, and the rows behind them. */
export function Reports() {
  const { can } = useSession();
  const filters = useFilters();
  const [chosen, setChosen] = useState('first_response_median');
  const { data, error, refetch } = useQueryOf('measures.list', {});
  // A number of now has no history to write down.
  const isNow = data?.measures.find((one) => one.name === chosen)?.isNow ?? false;
  const names = isNow ? headlines : [chosen, ...headlines];
  const tools = (
    <>
      <FilterBar filters={filters} />
      {can('measures.export') && <CsvButton filters={filters} names={names} />}
    </>
  );
  return (
    <Page title={t`Reports`} actions={<div className="line wide">{tools}</div>}>
      <div className="line wrap phone tools">{tools}</div>
      {error && !data && <Trouble problem={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton label={t`Loading the report`} shape="rows" rows={6} />}
      {data && <Report filters={filters} library={data.measures} chosen={chosen} setChosen={setChosen} />}
    </Page>
  );
}
