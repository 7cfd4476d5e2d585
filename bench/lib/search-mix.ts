import { searchEverywhere } from '#contact/search/contract.ts';
import type { Action } from './desk-client.ts';
import type { Product } from './product.ts';
import { rowsOf } from './sql.ts';

export type SearchKind = 'name' | 'reference' | 'word';
export interface Search {
  kind: SearchKind;
  text: string;
}

/** Of ten searches four are for names, three for references, three for one or two words. */
const mix: readonly SearchKind[] = [
  ...(['name', 'reference', 'word', 'name', 'reference'] as const),
  ...(['word', 'name', 'reference', 'word', 'name'] as const),
];

/** Asks for what a page of results shows, all three groups. */
export const searchFor =
  (texts: readonly string[]): Action =>
  ({ first }, n) =>
    first.call(searchEverywhere, { text: texts[n % texts.length] ?? '', limit: 50 });

/** Draws searches from what is in the database: names of customers, references, words as often as they are written. */
export async function drawSearches(product: Product, count: number): Promise<Search[]> {
  const live = "WHERE workspace_id = (SELECT id FROM workspace WHERE kind = 'live')";
  const names = await rowsOf<{ name: string }>(
    product.ownerUrl,
    `SELECT name FROM customer ${live} AND NOT is_visitor ORDER BY random() LIMIT 1000`,
  );
  const references = await rowsOf<{ reference: string }>(
    product.ownerUrl,
    `SELECT reference FROM (
       (SELECT 'H-' || number AS reference FROM conversation ${live} ORDER BY random() LIMIT 700)
       UNION ALL (SELECT 'P-' || number FROM customer ${live} ORDER BY random() LIMIT 300)) r ORDER BY random()`,
  );
  // A word of a random place in a random message comes up as often as it is written.
  const words = await rowsOf<{ text: string }>(
    product.ownerUrl,
    `SELECT text FROM (SELECT text FROM message ${live} ORDER BY random() LIMIT 2000) m`,
  );
  const draw = {
    name: (n: number) => asTyped(names[n % names.length]?.name ?? '', n),
    reference: (n: number) => references[n % references.length]?.reference ?? '',
    word: (n: number) => {
      const drawn = [wordOf(words[(2 * n) % words.length]?.text), wordOf(words[(2 * n + 1) % words.length]?.text)];
      return n % 2 === 0 ? (drawn[0] ?? '') : drawn.join(' ');
    },
  };
  return Array.from({ length: count }, (_, n) => {
    const kind = mix[n % mix.length] ?? 'name';
    return { kind, text: draw[kind](n) || 'order' };
  });
}

/** A name as people look for one: half of the time whole, otherwise a part, the beginning, or with two letters swapped. */
function asTyped(name: string, n: number): string {
  const words = name.split(' ');
  const last = words.at(-1) ?? name;
  // Drawn apart from the mix, which has a name at every second or third place.
  const way = Math.floor(n / mix.length) % 10;
  if (way < 5) return name;
  if (way < 7) return last;
  if (way === 7) return words[0] ?? name;
  if (way === 8) return `${words[0]} ${last.slice(0, 3)}`;
  return last.length < 5 ? name : `${words[0]} ${last.slice(0, 2)}${last[3]}${last[2]}${last.slice(4)}`;
}

function wordOf(text = ''): string {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words[Math.floor(Math.random() * words.length)] ?? '';
}
