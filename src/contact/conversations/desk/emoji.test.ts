import { expect, test } from 'vitest';
import { emojiFor, emojiGroups } from './emoji-data.ts';
import { emojiQueryAt, withEmoji } from './emoji-text.ts';

test.each([
  ['Thank you :smi', 'smi'],
  [':thu', 'thu'],
  ['at 10:30am', null],
  ['so :)', null],
  ['see :p', null],
  ['http://shop', null],
  ['Note:\n(:ok', 'ok'],
])('%j asks for %j', (text, query) => {
  expect(emojiQueryAt(text, text.length)).toBe(query);
});

test('the choice stands in the place of what was typed, with one space after it', () => {
  expect(withEmoji('Thanks :smi', 11, '🙂')).toEqual({ text: 'Thanks 🙂 ', caret: 10 });
  expect(withEmoji('Thanks :smi and bye', 11, '🙂')).toEqual({ text: 'Thanks 🙂 and bye', caret: 10 });
});

test('emoji are found by name before other words, and none is there twice', () => {
  expect(emojiFor('thumbs').map((one) => one.sign)).toEqual(['👍', '👎']);
  expect(emojiFor('heart')[0]?.name).toBe('heart_eyes');
  expect(emojiFor('parcel')[0]?.sign).toBe('📦');
  const all = emojiGroups.flatMap((group) => group.all);
  expect(new Set(all.map((one) => one.sign)).size).toBe(all.length);
  expect(new Set(all.map((one) => one.name)).size).toBe(all.length);
  expect(all.every((one) => /^[a-z_]+$/.test(one.name))).toBe(true);
});
