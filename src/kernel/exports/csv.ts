import { stringify } from 'csv-stringify/sync';

/** A column of an export: its heading and what stands in it. Null becomes an empty cell. */
export interface Column<Row> {
  heading: string;
  value(row: Row): string | number | Date | null;
}

/** Signs with which a spreadsheet begins a formula; the tab, the line ends and the wide forms are tried too. */
const formula = /^[\s\p{Cc}]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/u;
const plainNumber = /^[+-]?\d+(?:\.\d+)?$/;

/** A text that no spreadsheet carries out: what would begin a formula gets an apostrophe, as OWASP advises. */
export function cellText(text: string): string {
  return formula.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

/** Rows as CSV (RFC 4180, UTF-8 with byte order mark, CRLF); every cell is guarded against formulas. */
export function csvOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[], withHead = true): string {
  const cells = rows.map((row) => columns.map((column) => cell(column.value(row))));
  const lines = withHead ? [columns.map((column) => column.heading), ...cells] : cells;
  return (withHead ? '\ufeff' : '') + stringify(lines, { record_delimiter: 'windows' });
}

function cell(value: string | number | Date | null): string {
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'number' ? String(value) : cellText(value);
}
