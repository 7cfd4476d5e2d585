import { describe, expect, it } from 'vitest';
import { readLines } from './contract-lines.ts';

const window = { topic: 'Refund window', value: '14', unit: 'days', text: '' };

describe('lines of an offline standard', () => {
  it.each([
    ['commas', 'Refund window,14,days'],
    ['semicolons under a heading', 'topic;value;unit;text\r\nRefund window;14;days;\r\n'],
    ['tabs, as pasted from a table', '\ufeffTopic\tValue\tUnit\tText\nRefund window\t14\tdays\t\n\n'],
  ])('are read with %s', (_, rows) => {
    expect(readLines(rows)).toEqual({ lines: [window], bad: [] });
  });

  it('keep separators, quotes and line ends within quotes', () => {
    const { lines, bad } = readLines('Refund window,14,days,"With ""receipt"",\nunworn"\nCall back,1,business day');
    expect(bad).toEqual([]);
    expect(lines.map((one) => one.text)).toEqual(['With "receipt",\nunworn', '']);
  });

  it('name each line that cannot be read, as an editor counts', () => {
    const { bad } = readLines('topic,value\nRefund window,14\n,3\nLate fee\nrefund WINDOW,30\na,b,c,d,e');
    expect(bad.map((one) => one.line)).toEqual([3, 4, 5, 6]);
    expect(bad[2]?.message).toContain('stands in a line above already');
    expect(readLines('topic,value\n').bad).toHaveLength(1);
  });
});
