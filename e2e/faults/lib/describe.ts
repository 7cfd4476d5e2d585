import type { TestContext } from 'vitest';
import type { Verdict } from './checker.ts';
import type { History } from './history.ts';

/** A row of the written result of the long suite; any test may put one in its `meta`. */
export interface ReportRow {
  /** Number in the catalogue of faults, e.g. T-01. */
  id: string;
  what: string;
  counts: string;
  figures: string;
}

declare module 'vitest' {
  interface TaskMeta {
    report?: ReportRow;
  }
}

/** Prints a row and hands it to the reporter. */
export function report(context: TestContext, row: ReportRow): void {
  context.task.meta.report = row;
  console.log(`${row.id} ${row.what}\n  ${row.counts}\n  ${row.figures}`);
}

/** What was written and how it went, in a line. */
export function countsOf(history: History, verdict: Verdict): string {
  const { lost, twice, outOfOrder } = verdict;
  const others = Object.entries(verdict).filter(
    ([name, n]) => !['lost', 'twice', 'outOfOrder'].includes(name) && n > 0,
  );
  const more = others.map(([name, count]) => `, ${name} ${count}`).join('');
  const acked = `${history.count('ack')} acknowledged in ${history.count('send')} attempts`;
  return `${acked}; lost ${lost}, twice ${twice}, out of order ${outOfOrder}${more}`;
}
