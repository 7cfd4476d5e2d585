import { type Figure, figures, isMet, targetOf } from './figures.ts';
import { type Machine, machineLine } from './machine.ts';
import { type Spread, shown } from './numbers.ts';

/** A series in the table. */
export interface Series {
  name: string;
  unit: string;
  spread: Spread;
}

export interface Outcome {
  /** By the names of figures.ts. */
  figures: Record<string, number>;
  series: Series[];
  /** Sentences on what was measured and what else was seen. */
  notes: string[];
}

export interface Bench {
  name: string;
  /** One line for the list. */
  about: string;
  /** `rest`: what was said after the name, for benches that take something. */
  run(options: { quick: boolean; rest?: readonly string[] }): Promise<Outcome>;
}

/** Prints the tables and, as the last line, the JSON. */
export function printOutcome(bench: string, machine: Machine, outcome: Outcome, quick: boolean): void {
  const { series, notes } = outcome;
  if (series.length > 0) {
    const rows = series.map(({ name, unit, spread }) => [
      name,
      shown(spread.count),
      ...[spread.median, spread.p95, spread.p99].map((value) => `${shown(value)} ${unit}`),
    ]);
    console.log(`\n${table(['', 'times', 'median', 'p95', 'p99'], rows)}`);
  }
  const known = figures[bench] ?? [];
  console.log(
    `\n${table(
      ['figure', 'value', 'target', ''],
      known.map((figure) => figureRow(figure, outcome)),
    )}\n`,
  );
  for (const note of notes) console.log(note);
  if (quick) console.log('Quick: smaller data and shorter runs. These figures are no proof of anything.');
  console.log(`Machine: ${machineLine(machine)}`);
  const exact = Object.entries(outcome.figures).map(([name, value]) => [name, Number(value.toFixed(3))]);
  console.log(JSON.stringify({ bench, machine, figures: Object.fromEntries(exact), ...(quick ? { quick } : {}) }));
}

function figureRow(figure: Figure, outcome: Outcome): string[] {
  const value = outcome.figures[figure.name];
  if (value === undefined) return [figure.name, 'not measured', targetOf(figure), ''];
  const met = isMet(figure, value);
  return [figure.name, shown(value), targetOf(figure), met === undefined ? '' : met ? 'met' : 'MISSED'];
}

function table(head: string[], rows: string[][]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const line = (row: string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return all.map(line).join('\n');
}
