import type { Disposition, SectionName } from '../contract-words.ts';
import type { Whole } from './whole.ts';

type Benchmark = Whole['research']['benchmarks'][number];
type Figure = Whole['research']['own']['figures'][number];
type Source = Whole['research']['findings'][number]['sources'][number];
type Unit = Benchmark['unit'];

export const sectionTitles: Record<SectionName, string> = {
  procedures: 'Online service procedures',
  complaints: 'Complaints',
  touchpoints: 'Touchpoints and hours',
  metrics: 'Performance metrics',
  response_times: 'Response times',
  style: 'Communication style',
  records: 'Recording customer information',
  refunds: 'Refunds and exchanges',
  reporting: 'Reporting service issues',
  legal: 'Legal and ethical',
  accessibility: 'Accessibility',
  offline: 'Online and offline alike',
  roles: 'Roles and resources',
};

/** `24 Nov 2026`, as it was in the workspace. */
export function dateOf(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-AU', { day: 'numeric', month: 'short', year: 'numeric', timeZone }).format(
    new Date(at),
  );
}

/** `40 s`, `2 min`, `4 h 30 min`. */
export function minutesWords(minutes: number): string {
  if (minutes < 1) return `${Math.round(minutes * 60)} s`;
  const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)];
  return [hours > 0 && `${hours} h`, (rest > 0 || hours === 0) && `${rest} min`].filter(Boolean).join(' ');
}

export function valueWords(unit: Unit, value: number | null): string {
  if (value === null) return '–';
  if (unit === 'minutes') return minutesWords(value);
  const rounded = Math.round((unit === 'share' ? value * 100 : value) * 10) / 10;
  return unit === 'share' ? `${rounded} %` : String(rounded);
}

/** Measure, value of others, our own with n, gap, source. */
export function benchmarkCells(row: Benchmark, figure: Figure | undefined): string[] {
  const gap = figure?.gap ?? null;
  const sign = gap === null ? '' : gap < 0 ? '−' : '+';
  return [
    `${row.measureWords}${row.channel ? `, ${row.channel}` : ''}`,
    valueWords(row.unit, row.value),
    figure ? `${valueWords(row.unit, figure.value)} (n = ${figure.n})` : '–',
    `${sign}${valueWords(row.unit, gap === null ? null : Math.abs(gap))}`,
    [
      `${row.title} (${row.year}), ${row.address}`,
      `${row.strength}; sample: ${row.sample ?? 'not stated'}; method: ${row.method ?? 'not stated'}`,
      row.note,
    ]
      .filter(Boolean)
      .join('\n'),
  ];
}

export function sourceWords({ given, title, value, n, unit }: Source): string {
  if (given.is === 'outside') return `${title}, ${given.date}, ${given.address}`;
  if (given.is === 'measure') {
    return `${title}, ${given.from} to ${given.to}: ${valueWords(unit ?? 'count', value)} (n = ${n ?? 0})`;
  }
  return `${given.is === 'feedback' ? 'Feedback' : 'Conversation'} ${title || given.id}`;
}

const became: Record<Disposition, string> = { taken: 'Taken in', partly: 'Taken in partly', declined: 'Declined' };

export function disposedWords(disposition: Disposition | null, reason: string | null): string {
  if (!disposition) return 'Not answered yet';
  return reason ? `${became[disposition]}: ${reason}` : became[disposition];
}
