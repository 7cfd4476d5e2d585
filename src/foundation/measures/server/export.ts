import { type Column, csvOf } from '#kernel/exports/csv.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { exportMeasures, mostExported } from '../contract.ts';
import { scopeOf } from './library.ts';
import type { Measure } from './measures.ts';
import { labelsOf } from './names.ts';
import { measurePolicy } from './policy.ts';
import { type Measured, type Question, reckon } from './reckon.ts';
import { type BehindRow, readRows } from './rows.ts';
import { askedMeasures } from './values.ts';

/** Numbers or rows for a spreadsheet, never more than fit one answer. */
export const exported = answer(exportMeasures, async (ctx, input) => {
  demand(ctx, measurePolicy, 'export', input);
  const asked = askedMeasures(input);
  const question: Question = { scope: await scopeOf(ctx, input), from: input.from, to: input.to, by: input.by };
  const [first] = asked;
  if (input.what === 'rows' && (asked.length > 1 || !first)) {
    refuse('measure.too_many', 'The rows of one measure at a time. Name one.', { facts: { most: 1 } });
  }
  const lines =
    input.what === 'rows' && first ? await rowLines(ctx, first, question) : await valueLines(ctx, asked, question);
  return { fileName: `heed-${input.what}-${input.from}-to-${input.to}.csv`, ...lines };
});

interface ValueLine extends Measured {
  measure: Measure;
  group: string;
}

/** Minutes and days to the second or so, shares to a tenth of a per mille: more digits would pretend. */
const rounded = (value: number | null) => (value === null ? null : Math.round(value * 10_000) / 10_000);

const valueColumns: Column<ValueLine>[] = [
  { heading: 'Measure', value: (line) => line.measure.words },
  { heading: 'Group', value: (line) => line.group },
  { heading: 'Value', value: (line) => rounded(line.value) },
  { heading: 'Unit', value: (line) => line.measure.unit },
  { heading: 'n', value: (line) => line.n },
  { heading: 'Interval from (95 %)', value: (line) => rounded(line.low) },
  { heading: 'Interval to (95 %)', value: (line) => rounded(line.high) },
  { heading: 'Note', value: (line) => line.words },
  { heading: 'Formula', value: (line) => line.measure.formulaWords },
];

async function valueLines(ctx: QueryContext, asked: Measure[], question: Question) {
  const lines: ValueLine[] = [];
  for (const measure of asked) {
    const { groups, ...total } = await reckon(ctx, measure, question);
    lines.push({ ...total, measure, group: 'All' });
    const labels = await labelsOf(ctx, question.by, [...groups.keys()]);
    for (const [key, group] of groups) lines.push({ ...group, measure, group: labels.get(key) ?? key });
  }
  return { rows: lines.length, csv: csvOf(valueColumns, lines) };
}

const rowColumns = (unit: string): Column<BehindRow>[] => [
  { heading: 'Reference', value: (row) => row.reference },
  { heading: 'At (UTC)', value: (row) => row.at },
  { heading: `Value (${unit})`, value: (row) => rounded(row.value) },
  { heading: 'Channel', value: (row) => row.channel },
  { heading: 'Team', value: (row) => row.team },
  { heading: 'Person', value: (row) => row.person },
  { heading: 'Reason', value: (row) => row.reason },
  { heading: 'Left out', value: (row) => row.leftOut },
];

async function rowLines(ctx: QueryContext, measure: Measure, { scope, from, to }: Question) {
  // One more than may go out tells that there are more.
  const { rows } = await readRows(ctx, measure, { scope, from, to, limit: mostExported + 1 });
  if (rows.length > mostExported) {
    refuse('measure.too_many', `More than ${mostExported} rows. Shorten the period or narrow the filter.`, {
      facts: { most: mostExported },
    });
  }
  return { rows: rows.length, csv: csvOf(rowColumns(measure.unit), rows) };
}
