import { expect, test } from 'vitest';
import type { WidgetMessage } from '../contract.ts';
import { dayWords } from './language.ts';
import { rowsOf } from './rows.ts';

function message(number: number, by: 'me' | 'staff', at: string, name = ''): WidgetMessage {
  return { id: `m${number}`, conversationId: 'c', number, by, name, text: 'text', attachments: [], at };
}

test('a day line per day, a name per run of messages, a state per own message', () => {
  const rows = rowsOf(
    [
      message(1, 'me', '2026-11-21T12:00:00Z'),
      message(2, 'staff', '2026-11-21T12:01:00Z', 'Dana'),
      message(3, 'staff', '2026-11-21T12:02:00Z', 'Dana'),
      message(4, 'staff', '2026-11-21T12:03:00Z', 'Ali'),
      message(5, 'me', '2026-11-22T12:00:00Z'),
    ],
    [
      { id: 'p1', text: 'a', page: '', at: Date.parse('2026-11-22T12:01:00Z') },
      { id: 'p2', text: 'b', page: '', at: Date.parse('2026-11-22T12:02:00Z'), refusal: { code: 'x', words: 'no' } },
    ],
    (one) => one.number <= 1,
  );
  expect(rows.map((row) => (row.kind === 'day' ? 'day' : `${row.key} ${row.state} ${row.first}`))).toEqual([
    'day',
    'm1 seen true',
    'm2 none true',
    'm3 none false',
    'm4 none true',
    'day',
    'm5 sent true',
    'p1 sending false',
    'p2 refused false',
  ]);
});

test('names today and yesterday', () => {
  const now = new Date(2026, 10, 22, 12);
  const words = { today: 'Today', yesterday: 'Yesterday' };
  expect(dayWords(new Date(2026, 10, 22, 0, 1), words, now)).toBe('Today');
  expect(dayWords(new Date(2026, 10, 21, 23, 59), words, now)).toBe('Yesterday');
  expect(dayWords(new Date(2026, 10, 2, 12), words, now)).toContain('2');
});
