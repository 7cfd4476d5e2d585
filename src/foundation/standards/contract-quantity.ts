/** A figure with its unit as somebody wrote it. */
export interface Quantity {
  value: string;
  unit: string;
}

interface Unit {
  /** What is compared: figures of one family only. */
  family: string;
  /** How much one of it is, in the smallest of its family. */
  worth: number;
}

const families: [family: string, worth: number, names: string][] = [
  ['time', 1, 'min mins minute minutes'],
  ['time', 60, 'h hr hrs hour hours'],
  ['time', 1_440, 'd day days'],
  ['time', 10_080, 'w wk wks week weeks'],
  ['month', 1, 'month months'],
  ['month', 12, 'y yr yrs year years'],
  ['business day', 1, 'business_day business_days working_day working_days'],
  ['share', 1, '% percent per_cent'],
  ['dollar', 1, '$ aud dollar dollars'],
  ['pound', 1, '£ gbp pound pounds'],
  ['euro', 1, '€ eur euro euros'],
];
const units = new Map<string, Unit>(
  families.flatMap(([family, worth, names]) =>
    names.split(' ').map((name): [string, Unit] => [name.replace('_', ' '), { family, worth }]),
  ),
);

const numbers: Record<string, string> = {
  ...{ one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9' },
  ...{ ten: '10', twelve: '12', fourteen: '14', fifteen: '15', twenty: '20', thirty: '30', sixty: '60', ninety: '90' },
};

const unitOf = (unit: string): Unit => {
  const name = unit.trim().toLowerCase().replace(/\s+/g, ' ');
  return units.get(name) ?? { family: name, worth: 1 };
};
const plain = (value: string) =>
  value
    .trim()
    .toLowerCase()
    .replace(/(?<=\d)[\s,](?=\d{3}\b)/g, '');
const numberOf = (value: string) => Number(numbers[plain(value)] ?? plain(value));

/** Whether both say as much: `14 days` and `2 weeks`, or the same words. */
export function isSame(a: Quantity, b: Quantity): boolean {
  const [one, other] = [unitOf(a.unit), unitOf(b.unit)];
  if (one.family !== other.family) return false;
  const [x, y] = [numberOf(a.value) * one.worth, numberOf(b.value) * other.worth];
  return Number.isNaN(x) || Number.isNaN(y) ? plain(a.value) === plain(b.value) : x === y;
}

const names = [...units.keys()].filter((name) => /^[a-z]{2,}/.test(name)).sort((a, b) => b.length - a.length);
const written = new RegExp(
  `(?<before>[$£€])\\s?(?<money>\\d[\\d,.]*\\d|\\d)|(?<![\\p{L}\\d])(?<value>\\d[\\d,.]*|${Object.keys(numbers).join('|')})[\\s-]*(?<unit>%|${names.join('|')})(?!\\p{L})`,
  'giu',
);

/** Every figure with a unit in a text, in its order. */
export function quantitiesIn(text: string): Quantity[] {
  return [...text.matchAll(written)].map(({ groups = {} }) =>
    groups.before
      ? { value: groups.money ?? '', unit: groups.before }
      : { value: groups.value ?? '', unit: groups.unit ?? '' },
  );
}

/** Of the figures in a text the one to hold against `other`: an equal one, else the first of its family. */
export function counterpartIn(text: string, other: Quantity): Quantity | undefined {
  const { family } = unitOf(other.unit);
  const found = quantitiesIn(text).filter((one) => unitOf(one.unit).family === family);
  return found.find((one) => isSame(one, other)) ?? found[0];
}
