import { describe, expect, it } from 'vitest';
import { choose, goBack, type Mergeable } from './choose.ts';

const march = '2025-03-01T00:00:00.000000Z';
const june = '2026-06-01T00:00:00.000000Z';
const record = (more: Partial<Mergeable>): Mergeable => ({
  ...{
    name: 'Ines',
    is_visitor: false,
    locale: null,
    time_zone: null,
    created_at: june,
    last_contact_at: null,
    fields: {},
  },
  ...more,
});

describe('one record out of two', () => {
  it.each<[string, Partial<Mergeable>, Partial<Mergeable>, Parameters<typeof choose>[2], Partial<Mergeable>]>([
    ['takes this one’s values', { locale: 'en' }, { name: 'Other', locale: 'de' }, {}, { name: 'Ines', locale: 'en' }],
    ['fills what this one lacks', {}, { locale: 'de', time_zone: 'UTC' }, {}, { locale: 'de', time_zone: 'UTC' }],
    [
      'takes what was chosen',
      { locale: 'en' },
      { name: 'Other', locale: null },
      { name: 'other', locale: 'other' },
      { name: 'Other', locale: null },
    ],
    [
      'takes a real name rather than a visitor’s',
      { name: 'Visitor AB12', is_visitor: true },
      { name: 'Ines' },
      {},
      { name: 'Ines', is_visitor: false },
    ],
    [
      'leaves a visitor one where both are',
      { name: 'Visitor AB12', is_visitor: true },
      { name: 'Visitor CD34', is_visitor: true },
      {},
      { name: 'Visitor AB12', is_visitor: true },
    ],
    ['knows them since the earlier', {}, { created_at: march }, {}, { created_at: march }],
    [
      'had the later contact last',
      { last_contact_at: march },
      { last_contact_at: june },
      {},
      { last_contact_at: june },
    ],
    [
      'joins the fields',
      { fields: { a: 1, b: 2 } },
      { fields: { b: 3, c: false } },
      {},
      { fields: { a: 1, b: 2, c: false } },
    ],
    [
      'takes fields as chosen',
      { fields: { a: 1, b: 2 } },
      { fields: { b: 3 } },
      { fields: { a: 'other', b: 'other' } },
      { fields: { b: 3 } },
    ],
  ])('%s', (_, mine, theirs, take, expected) => {
    expect(choose(record(mine), record(theirs), take)).toMatchObject(expected);
  });
});

describe('the way back', () => {
  const mine = record({ name: 'Ines', locale: 'en', fields: { a: 1, b: 2 } });
  const merged = choose(mine, record({ name: 'Ines Kaldor', created_at: march, fields: { b: 3, c: 4 } }), {
    name: 'other',
    fields: { b: 'other' },
  });
  const before = mine;

  it('gives every value back when nothing was changed since', () => {
    expect(goBack(merged, before, merged)).toEqual({ restored: before, kept: [] });
  });

  it('leaves what was changed since, and names it', () => {
    const now = { ...merged, name: 'Ines K.', fields: { ...merged.fields, b: 9 } };
    const { restored, kept } = goBack(now, before, merged);
    expect(kept).toEqual(['name', 'fields']);
    expect(restored).toMatchObject({ name: 'Ines K.', created_at: before.created_at, fields: { a: 1, b: 9 } });
    expect(restored.fields).not.toHaveProperty('c');
  });

  it('keeps what was changed that the merge had not touched', () => {
    expect(goBack({ ...merged, locale: 'fr' }, before, merged)).toMatchObject({ restored: { locale: 'fr' }, kept: [] });
  });
});
