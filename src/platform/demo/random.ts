/** A seeded source of chance: the same seed always gives the same shop. */
export type Random = {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  /** One of the items, each as likely; throws on an empty list. */
  pick<T>(items: readonly T[]): T;
  /** One of the items, as likely as its weight says; throws on an empty list. */
  weighted<T>(items: readonly T[], weightOf: (item: T) => number): T;
  /** A new list with the same items in another order. */
  shuffle<T>(items: readonly T[]): T[];
  normal(mean: number, deviation: number): number;
  /** An own source for one part, so that what one part draws never moves another. */
  fork(label: string | number): Random;
};

/** @param seed any number or text; equal seeds give equal sequences. */
export function random(seed: number | string): Random {
  const next = sequence(String(seed));
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  const pick = <T>(items: readonly T[]) => found(items[int(0, items.length - 1)]);
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick,
    weighted: (items, weightOf) => weighted(items, weightOf, next()),
    shuffle: (items) => {
      const rest = [...items];
      return items.map(() => found(rest.splice(int(0, rest.length - 1), 1)[0]));
    },
    normal: (mean, deviation) => {
      const radius = Math.sqrt(-2 * Math.log(1 - next()));
      return mean + deviation * radius * Math.cos(2 * Math.PI * next());
    },
    fork: (label) => random(`${seed}/${label}`),
  };
}

function weighted<T>(items: readonly T[], weightOf: (item: T) => number, at: number): T {
  let left = at * items.reduce((sum, item) => sum + weightOf(item), 0);
  for (const item of items) {
    left -= weightOf(item);
    if (left < 0) return item;
  }
  return found(items.at(-1));
}

function found<T>(item: T | undefined): T {
  if (item === undefined) throw new RangeError('There is nothing to choose from.');
  return item;
}

// Small Fast Counter, 32 bit: four words of state, long period, no dependency.
function sequence(seed: string): () => number {
  let [a, b, c, count] = [hash(seed, 1), hash(seed, 2), hash(seed, 3), 1];
  const step = () => {
    const sum = (a + b + count) | 0;
    count = (count + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let warmUp = 0; warmUp < 12; warmUp++) step();
  return step;
}

function hash(text: string, salt: number): number {
  let value = 2166136261 ^ Math.imul(salt, 0x9e3779b1);
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 16777619);
  return value ^ (value >>> 15);
}
