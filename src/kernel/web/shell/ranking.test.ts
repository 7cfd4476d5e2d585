import { describe, expect, it } from 'vitest';
import type { PaletteGroup } from '../ui/Palette.tsx';
import { ranked } from './ranking.ts';

const option = (label: string) => ({ id: `go ${label}`, label, onPick: () => undefined });
const groups: PaletteGroup[] = [
  { label: 'Inbox', options: ['New conversation', 'View Open', 'View Waiting'].map(option) },
  { label: 'Go to', options: ['Inbox', 'Renewals', 'Settings: Response targets'].map(option) },
];
const shown = (query: string, recent: string[] = []) =>
  ranked(groups, query, recent).map((group) => [group.label, ...group.options.map((one) => one.label)]);

describe('what the palette shows', () => {
  it.each([
    [
      'new',
      [
        ['Inbox', 'New conversation'],
        ['Go to', 'Renewals'],
      ],
    ],
    ['view op', [['Inbox', 'View Open']]],
    ['TARGETS', [['Go to', 'Settings: Response targets']]],
    ['nothing of that name', []],
  ])('for %s', (query, expected) => {
    expect(shown(query)).toEqual(expected);
  });

  it('puts what was picked last first, and leaves it out of its group', () => {
    expect(shown('', ['go View Waiting', 'go Inbox', 'go gone'])).toEqual([
      ['Used last', 'View Waiting', 'Inbox'],
      ['Inbox', 'New conversation', 'View Open'],
      ['Go to', 'Renewals', 'Settings: Response targets'],
    ]);
    expect(shown('view', ['go View Waiting'])).toEqual([['Inbox', 'View Waiting', 'View Open']]);
  });
});
