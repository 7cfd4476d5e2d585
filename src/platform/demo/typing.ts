import type { Random } from './random.ts';
import { COURIERS, WEEKDAYS } from './slots.ts';
import type { Mood } from './topics/scene.ts';

/** How somebody types: as the template says, without capitals, without the last full stop, with slips or with signs. */
export type Style = 'plain' | 'lower' | 'brisk' | 'slips' | 'warm';

const styles: readonly { style: Style; weight: number }[] = [
  { style: 'plain', weight: 52 },
  { style: 'brisk', weight: 14 },
  { style: 'lower', weight: 13 },
  { style: 'slips', weight: 12 },
  { style: 'warm', weight: 9 },
];

export function styleOf(random: Random): Style {
  return random.weighted(styles, (item) => item.weight).style;
}

/** Rewrites a customer's message the way that person types. Names and order numbers stay readable. */
export function typedBy(style: Style, text: string, random: Random, mood: Mood): string {
  // Most keyboards give the straight apostrophe.
  const plain = random.chance(0.75) ? text.replaceAll('’', "'").replaceAll('“', '"').replaceAll('”', '"') : text;
  if (style === 'lower')
    return withoutCapitals(plain)
      .replace(/\.$/, '')
      .replaceAll("'", random.chance(0.4) ? '' : "'");
  if (style === 'brisk') return plain.replace(/\.$/, '');
  if (style === 'slips') return random.chance(0.35) ? slip(plain, random) : plain;
  if (style === 'warm' && random.chance(0.5)) return `${plain} ${random.pick(mood === 'cool' ? COOL : WARM)}`;
  return plain;
}

const WARM = ['🙂', '😊', '🙏', 'xx', '😄', ':)', '🌿', '☕'];
const COOL = ['😕', '🙁', '...', '😞', '!!'];

function withoutCapitals(text: string): string {
  return text.replace(/\p{Lu}[\p{Ll}'’]*(?=[\s,.?!]|$)/gu, (word) => word.toLowerCase());
}

/** One letter too few, doubled or swapped with its neighbour, inside a longer word. */
function slip(text: string, random: Random): string {
  const words = [...text.matchAll(/\b[a-z]{5,}\b/g)];
  if (words.length === 0) return text;
  const word = random.pick(words);
  const at = word.index + random.int(1, word[0].length - 3);
  const [before, one, two, after] = [text.slice(0, at), text.charAt(at), text.charAt(at + 1), text.slice(at + 2)];
  const wrong = random.pick([`${two}${one}`, one, `${one}${one}${two}`, `${two}${one}`]);
  return `${before}${wrong}${after}`;
}

const KEEPS_CAPITAL = new RegExp(
  `^(I\\b|I’|[A-Z]{2}|\\P{Lu}|Footscray|Harrow|Tilde|French|${[...COURIERS, ...WEEKDAYS].join('|')})`,
  'u',
);

/** “Hi” and “My parcel …” become “Hi, my parcel …”, or “Hi. Wattle Couriers …” where the capital must stay. */
export function greeted(greeting: string, text: string, random: Random): string {
  if (text.includes('\n') && random.chance(0.7)) return `${greeting},\n\n${text}`;
  if (greeting.includes(',')) return `${greeting}. ${text}`;
  if (/^I\b|^I’/.test(text)) return `${greeting}, ${text}`;
  if (KEEPS_CAPITAL.test(text)) return `${greeting}. ${text}`;
  return `${greeting}, ${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
