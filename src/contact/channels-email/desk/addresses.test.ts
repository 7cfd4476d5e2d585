import { expect, it } from 'vitest';
import { addressesIn } from './addresses.ts';

it.each([
  ['kim@a.example', [{ name: '', address: 'kim@a.example' }]],
  [
    ' Kim <kim@a.example>; bo@b.example, ',
    [
      { name: 'Kim', address: 'kim@a.example' },
      { name: '', address: 'bo@b.example' },
    ],
  ],
  ['"Rowe, Kim" <kim@a.example>', [{ name: 'Rowe, Kim', address: 'kim@a.example' }]],
  ['nobody', [{ name: '', address: 'nobody' }]],
  [' ,; ', []],
])('reads whom %j names', (line, people) => {
  expect(addressesIn(line)).toEqual(people);
});
