import { expect, test } from 'vitest';
import { moved, newQuestion } from './question-rows.ts';

test('a further question of a kind gets a key of its own', () => {
  const one = newQuestion('text', []);
  const two = newQuestion('text', [one]);
  expect([one.key, two.key, newQuestion('text', [one, two]).key]).toEqual(['text', 'text_2', 'text_3']);
});

test('questions change places without any being lost', () => {
  const questions = [newQuestion('name', []), newQuestion('email', []), newQuestion('text', [])];
  expect(moved(questions, 2, -1).map((one) => one.key)).toEqual(['name', 'text', 'email']);
  expect(moved(questions, 0, 1).map((one) => one.key)).toEqual(['email', 'name', 'text']);
});
