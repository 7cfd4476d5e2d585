import { t } from '@lingui/core/macro';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import { told } from '#kernel/web/language/told.ts';
import { IconButton } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Badge } from '#kernel/web/ui/Small.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { type Column, Table } from '#kernel/web/ui/Table.tsx';
import { type Benchmark, type Figure, gapWords, valueWords } from './research-words.ts';
import { channelWords } from './words.ts';

function Where({ row }: { row: Benchmark }) {
  return (
    <span className="stack tight">
      <span>
        <a href={row.address} target="_blank" rel="noreferrer noopener" dir="auto">
          {row.title}
        </a>{' '}
        <span className="num">{row.year}</span>
      </span>
      <span className="meta" dir="auto">
        {row.sample ?? t`sample not stated`} · {row.method ?? t`method not stated`}
      </span>
      {row.note && (
        <span className="meta" dir="auto">
          {row.note}
        </span>
      )}
      <span className="line wrap">
        <Badge>{row.strength === 'strong' ? t`Strong` : t`Weak`}</Badge>
        {row.carriedFrom && <span className="meta">{t`taken over from ${row.carriedFrom}`}</span>}
      </span>
    </span>
  );
}

function Ours({ row, figure }: { row: Benchmark; figure: Figure | undefined }) {
  const formats = useFormats();
  if (!figure) return '–';
  return (
    <span className="stack tight">
      <b>{valueWords(formats, row.unit, figure.value)}</b>
      <span className="meta">n = {formats.number(figure.n)}</span>
    </span>
  );
}

function Gap({ row, figure }: { row: Benchmark; figure: Figure | undefined }) {
  const formats = useFormats();
  const words = gapWords(formats, row.unit, figure?.gap ?? null);
  const isReached = figure?.isReached ?? null;
  if (isReached === null) return words;
  return <State state={isReached ? 'kept' : 'broken'}>{words}</State>;
}

type Props = { rows: Benchmark[]; figures: Figure[]; onEdit: ((row: Benchmark) => void) | undefined };

/** Every row with its source and, where the reader may know it, our own value and the gap. */
export function BenchmarkTable({ rows, figures, onEdit }: Props) {
  const formats = useFormats();
  if (rows.length === 0) return <p className="quiet">{t`No benchmarks yet.`}</p>;
  const figureOf = (row: Benchmark) => figures.find((one) => one.of === 'benchmark' && one.id === row.id);
  const columns: Column<Benchmark>[] = [
    {
      key: 'what',
      head: t`Measure`,
      names: true,
      cell: (row) => (
        <span className="stack tight">
          <span>{told(row.measureWords)}</span>
          <span className="meta">{channelWords(row.channel)}</span>
        </span>
      ),
    },
    { key: 'value', head: t`Others`, numeric: true, cell: (row) => valueWords(formats, row.unit, row.value) },
    { key: 'ours', head: t`We, 90 days`, numeric: true, cell: (row) => <Ours row={row} figure={figureOf(row)} /> },
    { key: 'gap', head: t`Gap`, numeric: true, cell: (row) => <Gap row={row} figure={figureOf(row)} /> },
    { key: 'source', head: t`Source`, cell: (row) => <Where row={row} /> },
  ];
  if (onEdit) {
    columns.push({
      key: 'edit',
      head: <span className="hide">{t`Edit`}</span>,
      cell: (row) => (
        <IconButton icon={IconPencil} size="small" label={t`Edit ${row.title}`} onClick={() => onEdit(row)} />
      ),
    });
  }
  return <Table caption={t`Benchmarks`} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}
