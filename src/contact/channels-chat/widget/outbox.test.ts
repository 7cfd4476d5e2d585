import { expect, test } from 'vitest';
import { createOutbox } from './outbox.ts';
import { openStore } from './storage.ts';

/** localStorage as two tabs share it. */
function device(): Storage {
  const items: Record<string, string> = {};
  return Object.defineProperties(items, {
    getItem: { value: (key: string) => items[key] ?? null },
    setItem: { value: (key: string, value: string) => Object.assign(items, { [key]: value }) },
    removeItem: { value: (key: string) => void delete items[key] },
  }) as unknown as Storage;
}

const refusal = { code: 'input.invalid', words: 'no' };

test('keeps the order in which messages were written, also within one millisecond', () => {
  const outbox = createOutbox(
    openStore(() => storage),
    'k.m.',
    () => 1_000,
  );
  const storage = device();
  for (let n = 0; n < 30; n++) outbox.add(`message ${n}`, '');
  expect(outbox.list().map((entry) => entry.text)).toEqual(Array.from({ length: 30 }, (_, n) => `message ${n}`));
});

test('survives closing the tab, and two tabs add without losing each other', () => {
  const storage = device();
  const [one, two] = [1, 2].map(() =>
    createOutbox(
      openStore(() => storage),
      'k.m.',
    ),
  );
  one?.add('a', '');
  two?.add('b', '');
  one?.add('c', '');
  const reopened = createOutbox(
    openStore(() => storage),
    'k.m.',
  );
  expect(reopened.list().map((entry) => entry.text)).toEqual(['a', 'b', 'c']);
});

test('a refused message steps aside, and keeps its id and place when tried again', () => {
  const storage = device();
  const outbox = createOutbox(
    openStore(() => storage),
    'k.m.',
  );
  const first = outbox.add('first', '');
  const second = outbox.add('second', '');
  outbox.refuse(first.id, refusal);
  expect(outbox.head()?.id).toBe(second.id);
  outbox.retry(first.id);
  expect(outbox.head()).toEqual(first);
});

test('a key that stands for something else is replaced when tried again', () => {
  const storage = device();
  const outbox = createOutbox(
    openStore(() => storage),
    'k.m.',
  );
  const entry = outbox.add('text', '');
  outbox.refuse(entry.id, { code: 'input.key_reused', words: '' });
  outbox.retry(entry.id);
  expect(outbox.list()).toHaveLength(1);
  expect(outbox.head()?.id).not.toBe(entry.id);
});

test('works from memory where storage throws, and ignores what it cannot read', () => {
  const refused = createOutbox(
    openStore(() => {
      throw new Error('SecurityError');
    }),
    'k.m.',
  );
  refused.add('kept', '');
  expect(refused.list()).toHaveLength(1);
  const storage = device();
  storage.setItem('k.m.broken', '{');
  expect(
    createOutbox(
      openStore(() => storage),
      'k.m.',
    ).list(),
  ).toEqual([]);
});
