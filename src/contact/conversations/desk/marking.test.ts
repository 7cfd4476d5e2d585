import { expect, test } from 'vitest';
import { marked } from './marking.ts';

test.each([
  ['please [now] thanks', '**', 'please **[now]** thanks'],
  ['please **[now]** thanks', '**', 'please [now] thanks'],
  ['[]', '_', '_[]_'],
  ['_[]_', '_', '[]'],
  ['**[both]**', '_', '**_[both]_**'],
])('%j with %j becomes %j', (before, sign, after) => {
  // The brackets show what is chosen.
  const start = before.indexOf('[');
  const next = marked({ text: before.replace(/[[\]]/g, ''), start, end: before.indexOf(']') - 1 }, sign);
  const { text } = next;
  expect(`${text.slice(0, next.start)}[${text.slice(next.start, next.end)}]${text.slice(next.end)}`).toBe(after);
});
