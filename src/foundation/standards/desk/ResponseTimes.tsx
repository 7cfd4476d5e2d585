import { t } from '@lingui/core/macro';
import { type Column, Table } from '#kernel/web/ui/Table.tsx';
import { useNames } from './Carried.tsx';
import { goalName } from './research-words.ts';
import { type Clause, channelWords, minutesWords, type PromiseLine } from './words.ts';

type Row = { key: string; number: string; line: PromiseLine };

const rowsOf = (clauses: readonly Clause[]): Row[] =>
  clauses.flatMap(({ id, number, body }) =>
    body?.does === 'promise' ? body.lines.map((line, index) => ({ key: `${id}.${index}`, number, line })) : [],
  );

/** Every time that a version promises at a glance, as its clauses say it: nothing of it is written twice. */
export function ResponseTimes({ clauses }: { clauses: readonly Clause[] }) {
  const { calendarName, teamName, brandName } = useNames();
  const rows = rowsOf(clauses);
  if (rows.length < 2) return null;
  const where = ({ channel, teamId, brandId }: PromiseLine) =>
    [channelWords(channel), teamName(teamId), brandName(brandId)].filter(Boolean).join(', ');
  const columns: Column<Row>[] = [
    { key: 'what', head: t`What`, names: true, cell: ({ line }) => goalName({ ...line, channel: null }, []) },
    { key: 'where', head: t`Channel`, cell: ({ line }) => <bdi>{where(line)}</bdi> },
    { key: 'within', head: t`Within`, numeric: true, cell: ({ line }) => minutesWords(line.minutes) },
    { key: 'in', head: t`In`, cell: ({ line }) => <bdi>{calendarName(line.calendarId)}</bdi> },
    { key: 'for', head: t`For`, numeric: true, cell: ({ line }) => `${line.sharePercent} %` },
    { key: 'clause', head: t`Clause`, numeric: true, cell: ({ number }) => number },
  ];
  return (
    <div className="std-times">
      <Table caption={t`Response times at a glance`} columns={columns} rows={rows} rowKey={(row) => row.key} />
    </div>
  );
}
