import type { OfflineLine } from './contract-words.ts';

/** Lines of one offline standard, at most. */
export const mostLines = 500;

export interface BadLine {
  /** From 1, as an editor counts. */
  line: number;
  message: string;
}

const limits = { topic: 80, value: 80, unit: 40, text: 500 } as const;

/** The sign between cells: whatever stands most often in the first line. */
function separatorOf(first: string): string {
  const count = (sign: string) => first.split(sign).length;
  return ['\t', ';', ','].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

/** Rows of cells, with the line on which each begins. Cells in quotes may hold anything, a quote twice. */
function cellsOf(rows: string): { line: number; cells: string[] }[] {
  const text = rows.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const separator = separatorOf(text.split('\n', 1)[0] ?? '');
  const found: { line: number; cells: string[] }[] = [];
  let [line, begun, cell, isQuoted] = [1, 1, '', false];
  let cells: string[] = [];
  const endRow = () => {
    cells.push(cell);
    if (cells.some((one) => one.trim() !== '')) found.push({ line: begun, cells });
    [cells, cell, begun] = [[], '', line + 1];
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (isQuoted && sign === '"' && text[at + 1] === '"') {
      cell += '"';
      at++;
    } else if (sign === '"' && (isQuoted || cell.trim() === '')) {
      isQuoted = !isQuoted;
    } else if (!isQuoted && sign === separator) {
      cells.push(cell);
      cell = '';
    } else if (!isQuoted && sign === '\n') {
      endRow();
    } else cell += sign;
    if (sign === '\n') line++;
  }
  endRow();
  return found;
}

/** Reads pasted rows or CSV: topic, value, unit, text. A first row that begins with “topic” is a heading. */
export function readLines(rows: string): { lines: OfflineLine[]; bad: BadLine[] } {
  const all = cellsOf(rows);
  const given = all[0]?.cells[0]?.trim().toLowerCase() === 'topic' ? all.slice(1) : all;
  const bad: BadLine[] = [];
  const lines: OfflineLine[] = [];
  const seen = new Set<string>();
  for (const { line, cells } of given) {
    const [topic = '', value = '', unit = '', text = ''] = cells.map((cell) => cell.trim());
    const read = { topic, value, unit, text };
    const message = problemOf(read, cells.length, seen);
    if (message) bad.push({ line, message });
    else lines.push(read);
    seen.add(topic.toLowerCase());
  }
  if (given.length === 0) bad.push({ line: 1, message: 'There is no line with a topic and a value.' });
  if (lines.length > mostLines) bad.push({ line: mostLines + 1, message: `At most ${mostLines} lines are kept.` });
  return { lines, bad };
}

function problemOf(line: OfflineLine, cells: number, seen: ReadonlySet<string>): string | undefined {
  if (cells > 4) return 'There are more than four cells. Put a text that holds the separator in quotes.';
  if (line.topic === '') return 'The topic is missing.';
  if (line.value === '') return 'The value is missing.';
  if (seen.has(line.topic.toLowerCase())) return `“${line.topic.slice(0, 80)}” stands in a line above already.`;
  const long = (['topic', 'value', 'unit', 'text'] as const).find((name) => line[name].length > limits[name]);
  return long && `The ${long} is longer than ${limits[long]} letters.`;
}
