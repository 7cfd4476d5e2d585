import { customerNotes, fictitiousMobiles, mailHosts, type NameSource, nameSources, places } from './names.ts';
import type { Random } from './random.ts';
import type { DemoCustomer } from './types.ts';

type Spelling = { shown: string; latin: string };
type Name = { shown: string; given: string; latin: [string, string]; source: NameSource };

/** People the specimen screens know by name; they come first and are never drawn again. */
const known: readonly [given: string, family: string][] = [
  ['Marisol', 'Adeyemi'],
  ['Tobias', 'Wren'],
  ['Ines', 'Kaldor'],
  ['Hollis', 'Bramwell'],
  ['Odalys', 'Prewitt'],
  ['Rafe', 'Lindqvist-Oyelaran'],
  ['Wilhelmina', 'Achterberg'],
  ['Cosmo', 'Threlkeld'],
  ['Pilar', 'Eastgate'],
  ['Nasrin', 'Oduya'],
];

/** Somebody who never gave a name or an address; every shop with a chat has some. */
const visitor: DemoCustomer = {
  key: keyOf(known.length),
  name: 'Visitor from Hobart',
  givenName: 'there',
  emails: [],
  phones: [],
  locale: 'en-AU',
  timeZone: 'Australia/Hobart',
  notes: [],
};

function keyOf(index: number): string {
  return `customer-${String(index + 1).padStart(4, '0')}`;
}

/** Makes `count` customers with names, addresses and numbers of which no two are the same. */
export function makeCustomers(random: Random, count: number): DemoCustomer[] {
  const seen = new Set<string>();
  const mobiles = random.shuffle(fictitiousMobiles);
  const lines = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    if (index === known.length) return visitor;
    const name = index < known.length ? knownName(index) : freshName(random, seen);
    seen.add(name.shown);
    const place = random.weighted(places, (item) => item.weight);
    const inOwnLanguage = index >= known.length && random.chance(name.source.ownLanguage);
    return {
      key: keyOf(index),
      name: name.shown,
      givenName: name.given,
      emails: emailsOf(random, name, seen),
      phones: phonesOf(random, place.area, mobiles, lines),
      locale: inOwnLanguage ? name.source.locale : 'en-AU',
      timeZone: place.timeZone,
      notes: random.chance(0.15) ? [random.pick(customerNotes)] : [],
    };
  });
}

function knownName(index: number): Name {
  const [given, family] = known[index] ?? ['Ada', 'Marlowe'];
  const source = nameSources[0];
  if (!source) throw new RangeError('There are no names.');
  return { shown: `${given} ${family}`, given, latin: [latin(given), latin(family)], source };
}

function freshName(random: Random, seen: ReadonlySet<string>): Name {
  for (let attempt = 0; ; attempt++) {
    const source = random.weighted(nameSources, (item) => item.weight);
    const given = spelling(random.pick(source.given.split(' ')));
    const family = spelling(random.pick(source.family.split(' ')));
    const middle = attempt > 3 ? `${random.pick('ABCDEFGHJKLMNPRSTW'.split(''))}. ` : '';
    const isDense = /[\u3000-\u9fff]/.test(family.shown);
    const shown = source.familyFirst
      ? `${family.shown}${isDense ? '' : ' '}${given.shown}`
      : `${given.shown} ${middle}${family.shown}`;
    if (!seen.has(shown)) return { shown, given: given.shown, latin: [given.latin, family.latin], source };
  }
}

function spelling(entry: string): Spelling {
  const [shown = '', latinSpelling] = entry.replaceAll('_', ' ').split('=');
  return { shown, latin: latin(latinSpelling ?? shown) };
}

const OWN_LETTERS: Readonly<Record<string, string>> = { đ: 'd', ł: 'l', ø: 'o', æ: 'ae', ß: 'ss' };

function latin(name: string): string {
  return name
    .toLowerCase()
    .replace(/[đłøæß]/g, (letter) => OWN_LETTERS[letter] ?? '')
    .normalize('NFD')
    .replace(/[^a-z-]/g, '');
}

function emailsOf(random: Random, name: Name, seen: Set<string>): string[] {
  const [given, family] = name.latin;
  const wanted = random.weighted([1, 2, 3], (many) => [0, 82, 15, 3][many] ?? 0);
  const shapes = random.shuffle([
    `${given}@${family}.example`,
    `${given}.${family}@${random.pick(mailHosts)}`,
    `${given.charAt(0)}${family}@${random.pick(mailHosts)}`,
    `${given}${random.int(61, 99)}@${random.pick(mailHosts)}`,
  ]);
  const own = `${given}@${family}.example`;
  const first = name.shown === 'Marisol Adeyemi' ? [own, ...shapes.filter((shape) => shape !== own)] : shapes;
  return first.slice(0, wanted).map((shape) => {
    const [user, host] = shape.split('@');
    let email = shape;
    for (let extra = 2; seen.has(email); extra++) email = `${user}${extra}@${host}`;
    seen.add(email);
    return email;
  });
}

function phonesOf(random: Random, area: string, mobiles: string[], lines: Set<string>): string[] {
  const phones: string[] = [];
  const mobile = random.chance(0.07) ? mobiles.pop() : undefined;
  if (mobile) phones.push(mobile);
  while (random.chance(phones.length === 0 ? 0.62 : 0.12)) {
    const line = `+61 ${area} ${random.pick(['5550', '7010'])} ${String(random.int(0, 9999)).padStart(4, '0')}`;
    if (lines.has(line)) continue;
    lines.add(line);
    phones.push(line);
  }
  return phones;
}
