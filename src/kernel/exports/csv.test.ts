import { expect, test } from 'vitest';
import { cellText, csvOf } from './csv.ts';

const dangerous = [
  '=1+1',
  '+HYPERLINK("x")',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  ' =1',
  '＝1',
  '|cmd',
  '%0A=1',
  '\u0000=1',
];

test.each(dangerous)('T-44: %j is a text in a spreadsheet', (text) => {
  expect(cellText(text)).toBe(`'${text}`);
});

test.each(['Ann', '12', '-3.5', '+61', 'a=b', ''])('%j stays as it is', (text) => {
  expect(cellText(text)).toBe(text);
});

test('quotes, commas and line ends survive, and an empty cell is empty', () => {
  const columns = [
    { heading: 'Name', value: (row: { name: string; n: number | null }) => row.name },
    { heading: 'n', value: (row: { name: string; n: number | null }) => row.n },
  ];
  expect(csvOf(columns, [{ name: 'a "b", c\nd', n: null }])).toBe('\ufeffName,n\r\n"a ""b"", c\nd",\r\n');
});
