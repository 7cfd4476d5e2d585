import { expect, test } from 'vitest';
import { keptWords, mergeRows, takeOf } from './merge-rows.ts';

type Customer = Parameters<typeof mergeRows>[0];
const customer = (more: Partial<Customer>): Customer => ({
  ...{ name: 'Ines', isVisitor: false, locale: null, timeZone: null },
  ...{ addresses: [], notes: [], tags: [], organisations: [] },
  ...more,
});
const none = { mine: [], theirs: [] };

test('only what both hold and not alike is a choice; what one holds is taken from there', () => {
  const phone = { id: 'p', kind: 'phone' as const, value: '+61 491 570 006', isPrimary: true, isVerified: false };
  const theirs = customer({ name: 'Ines Kaldor', timeZone: 'UTC', addresses: [phone] });
  const rows = mergeRows(customer({ timeZone: 'UTC' }), theirs, none);
  expect(rows.map((row) => [row.key, row.rule, row.isChoice])).toEqual([
    ['name', 'this', true],
    ['timeZone', 'this', false],
    ['phone', 'other', false],
  ]);
});

test('a visitor is called by the other one’s name unless somebody chooses', () => {
  const [name] = mergeRows(customer({ name: 'Visitor AB12', isVisitor: true }), customer({}), none);
  expect(name).toMatchObject({ rule: 'other', isChoice: true });
});

test('choices are sent as the command takes them', () => {
  expect(takeOf({ name: 'other', 'field:x': 'this' })).toEqual({ name: 'other', fields: { x: 'this' } });
  expect(takeOf({})).toEqual({});
});

test('what is kept of both is said in words', () => {
  const tag = { id: 't', name: 'Trade' };
  expect(keptWords(customer({ tags: [tag] }), customer({ tags: [tag] }))).toBe(
    'All conversations and promises of both are kept, and no addresses, no notes, one tag.',
  );
});
