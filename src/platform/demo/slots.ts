import { DAY, hourOf, weekdayOf } from './hours.ts';
import { flaws, type Product, parts, products, regrets, wear } from './products.ts';
import type { Random } from './random.ts';

/** What one conversation is about; every `{slot}` of its templates is filled from here, the same way each time. */
export type Matter = {
  random: Random;
  product: Product;
  /** Milliseconds of the first message and of the end of the plan. */
  start: number;
  now: number;
  first: string;
  me: string;
  colleague: string;
};

export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
export const COURIERS = ['Wattle Couriers', 'Southern Parcels', 'Kestrel Express'] as const;

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const COUNTS = 'three four five six seven eight nine ten eleven fourteen sixteen eighteen'.split(' ');
const STREETS =
  'Lorikeet Lane,Tannery Street,Old Quarry Road,Wisteria Avenue,Bellbird Court,Ferrymans Walk,Quince Street,Signal Hill Road,Little Harbour Street,Banksia Parade,Cooper’s Rise,Almond Grove,Mill Race Road'.split(
    ',',
  );
const SUBURBS =
  'Brunswick 3056,Footscray 3011,Ballarat 3350,Castlemaine 3450,Geelong 3220,Preston 3072,Marrickville 2204,Newtown 2042,Katoomba 2780,Dickson 2602,West End 4101,Paddington 4064,Unley 5061,Norwood 5067,Fremantle 6160,Subiaco 6008,Sandy Bay 7005,Launceston 7250,Nightcliff 0810,Cairns 4870,Bendigo 3550,Wagga Wagga 2650'.split(
    ',',
  );
const CITIES = 'Melbourne,Sydney,Brisbane,Perth,Adelaide,Hobart,Canberra,Darwin,Cairns,Newcastle,Ballarat'.split(',');
const RECIPIENTS =
  'my mum,my dad,my sister,my brother,my partner,my husband,my wife,my daughter,my son,my best friend,my grandmother,my boss,my neighbour,my aunt,my flatmate,my niece'.split(
    ',',
  );
const OCCASIONS =
  'birthday,birthday,housewarming,anniversary,40th birthday,graduation,retirement,70th birthday,engagement,farewell'.split(
    ',',
  );
const COMPANIES =
  'Café Lorikeet,The Copper Ladle,Hartwell House,Bread & Salt,Plover Lane Bakery,Number Nine Kitchen,Saltbush Guesthouse,Tanner & Daughters,The Paper Lantern,Second Breakfast,Wombat Hill Cooking School,Pantry on Quince'.split(
    ',',
  );

const money = (cents: number) => `$${(cents / 100).toFixed(2)}`;
const withArticle = (words: string) => `${/^[aeiou]/i.test(words) ? 'an' : 'a'} ${words}`;
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
const several = (thing: string) => `${thing.replace(/fe$/, 've').replace(/sh$/, 'she')}s`;

type Filling = Matter & { other: Product; place: string };
type Makers = Readonly<Record<string, (filling: Filling) => string>>;

const words: Makers = {
  product: ({ product }) => product.say,
  aProduct: ({ product }) => (product.plural ? `a set of ${product.say}` : withArticle(product.say)),
  thing: ({ product }) => product.thing,
  things: ({ product }) => several(product.thing),
  price: ({ product }) => money(product.price),
  is: ({ product }) => (product.plural ? 'are' : 'is'),
  was: ({ product }) => (product.plural ? 'were' : 'was'),
  it: ({ product }) => (product.plural ? 'they' : 'it'),
  them: ({ product }) => (product.plural ? 'them' : 'it'),
  other: ({ other }) => other.say,
  aOther: ({ other }) => withArticle(other.say),
  otherThings: ({ other }) => several(other.thing),
  flaw: ({ random, product }) => random.pick(flaws[product.kind]),
  wear: ({ random, product }) => random.pick(byThing(wear, product)),
  part: ({ random, product }) => random.pick(byThing(parts, product)),
  regret: ({ random, product }) => random.pick(regrets[product.kind]),
  first: ({ first }) => first,
  me: ({ me }) => me,
  colleague: ({ colleague }) => colleague,
  courier: ({ random }) => random.pick(COURIERS),
  street: ({ random }) => `${random.int(2, 188)} ${random.pick(STREETS)}`,
  suburb: ({ place }) => place.slice(0, -5),
  postcode: ({ place }) => place.slice(-4),
  city: ({ random }) => random.pick(CITIES),
  recipient: ({ random }) => random.pick(RECIPIENTS),
  occasion: ({ random }) => random.pick(OCCASIONS),
  company: ({ random }) => random.pick(COMPANIES),
};

const LETTERS = 'ABCDEFGHJKMNPQRTUVWXYZ'.split('');
const weekday = (start: number, days: number) => WEEKDAYS[weekdayOf(start + days * DAY)] ?? 'Monday';

const numbers: Makers = {
  // About 38 orders a day, ending just above the specimen's FR-20418.
  order: ({ random, start, now }) =>
    `FR-${Math.max(1001, 20440 - Math.round(((now - start) / DAY) * 38) - random.int(0, 60))}`,
  oldOrder: ({ random }) => `FR-${random.int(4200, 15900)}`,
  tracking: ({ random }) => `${random.pick(['WC', 'SP', 'KX'])}${random.int(10_000_000, 99_999_999)}`,
  code: ({ random }) => `${random.pick(LETTERS)}${random.int(2, 9)}${random.pick(LETTERS)}${random.int(20, 99)}`,
  newCode: ({ random }) => `${random.pick(LETTERS)}${random.int(2, 9)}0${random.int(10, 99)}1`,
  claim: ({ random }) => String(random.int(1004, 4998)),
  batch: ({ random }) => `${random.pick(['B', 'C', 'F', 'H', 'K', 'M', 'T'])}-${random.int(2101, 2611)}`,
  amount: ({ random }) => random.pick(['$25', '$30', '$50', '$50', '$75', '$80', '$100', '$100', '$150', '$200']),
  qty: ({ random }) => String(random.pick([10, 12, 14, 16, 18, 20, 24, 30, 36, 40, 60])),
  months: ({ random }) => random.pick(COUNTS),
  month: ({ random, start }) => MONTHS[new Date(start - random.int(50, 200) * DAY).getUTCMonth()] ?? 'March',
  soon: ({ random, start }) =>
    weekday(start, random.pick([2, 3, 4].filter((days) => weekdayOf(start + days * DAY) !== 0))),
  past: ({ random, start }) => weekday(start, -random.int(1, 4)),
  weekday: ({ start }) => weekday(start, 0),
  daytime: ({ start }) => {
    const hour = hourOf(start);
    return hour < 12 ? 'morning' : hour < 17.5 ? 'afternoon' : 'evening';
  },
};

const makers: Makers = { ...words, ...numbers };
const singles = products.filter((item) => !item.plural);

/** Returns the function that fills slots; `{Product}` is `{product}` with a capital. An unknown name throws. */
export function slotsFor(matter: Matter): (name: string) => string {
  const { random, product } = matter;
  const filled = new Map<string, string>();
  const other = random.pick(singles.filter((item) => item.thing !== product.thing));
  const filling: Filling = { ...matter, other, place: random.pick(SUBURBS) };
  const fill = (name: string): string => {
    const known = filled.get(name);
    if (known !== undefined) return known;
    const maker = makers[name];
    const isCapital = !maker && /^[A-Z]/.test(name);
    if (!maker && !isCapital) throw new RangeError(`No slot is called {${name}}.`);
    const value = maker ? maker(filling) : capital(fill(name.charAt(0).toLowerCase() + name.slice(1)));
    filled.set(name, value);
    return value;
  };
  return fill;
}

function byThing(lists: Readonly<Record<string, readonly string[]>>, { thing, kind }: Product): readonly string[] {
  return lists[thing] ?? lists[kind] ?? lists.other ?? [];
}
