import { type Contract, fieldsOf } from '#kernel/contract/contract.ts';

/** A stream of numbers that a seed repeats exactly (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One request as it goes out, ready to be shown when it fails. */
export interface FuzzRequest {
  name: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Uint8Array | undefined;
  /** It holds a field that the contract does not know, so it must not succeed. */
  hasUnknown: boolean;
}

type Random = () => number;
type Json = Record<string, unknown>;

const nested = (depth: number) => `${'{"a":['.repeat(depth)}1${']}'.repeat(depth)}`;

/** Values that were never asked for. Strings come out as they are, also where no JSON writer would put them. */
const junk: unknown[] = [
  ...[{}, [], [[]], [{}], null, true, false, 0, -1, 1, 1.5, 1e308, -1e308, 2_147_483_648, 9_007_199_254_740_992],
  ...['', ' ', '0', '-1', 'null', 'true', 'NaN', '[object Object]', '1e999', '../../etc/passwd', "' OR 1=1 --"],
  ...[
    '\u0000',
    'a\u0000b',
    '\ud83d',
    '\udc00x',
    '\u202e',
    '\uffff',
    '😀'.repeat(200),
    'İ'.repeat(254),
    'ß'.repeat(254),
  ],
  ...[
    'x'.repeat(201),
    'x'.repeat(20_000),
    '%',
    '_',
    '*',
    '\\',
    '{{constructor}}',
    '#{7*7}',
    '<script>alert(1)</script>',
  ],
  ...['__proto__', 'constructor', 'toString', { $gt: '' }, { toString: 1 }, { length: 1 }, { valueOf: null }],
  ...[['a', 'b'], { 0: 'a' }, '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  ...[
    '2026-02-31T00:00:00Z',
    'a@b',
    `${'a'.repeat(64)}@${'b'.repeat(180)}.example`,
    '+',
    '+1234567890123456789',
    'pk_',
  ],
];

const unknownKeys = ['role', 'isVerified', 'workspaceId', 'actorId', 'constructor', 'toString', '$where', 'a.b', ''];

/** What JSON cannot be written from a value: duplicate keys and a prototype that is a field like any other. */
const spoilers: ((text: string) => string)[] = [
  (text) => text.replace('{', '{"__proto__":{"role":"owner","polluted":1},'),
  (text) => text.replace('{', '{"constructor":{"prototype":{"polluted":1}},'),
  (text) => text.replace('{', `{"deep":${nested(2_000)},`),
  (text) => text.replace('{', `{"deep":${'['.repeat(50_000)}${']'.repeat(50_000)},`),
];
const breakers: ((text: string) => string | Uint8Array)[] = [
  (text) => text.slice(0, -1),
  (text) => `[${text}]`,
  (text) => `${text}${text}`,
  () => 'null',
  () => '"text"',
  () => '['.repeat(100_000),
  () => '',
  (text) => `\ufeff${text}`,
  (text) => new Uint8Array([...Buffer.from(text.slice(0, 5)), 0xff, 0xc0, 0x80, ...Buffer.from(text.slice(5))]),
  (text) => text.replace('{', `{"big":"${'x'.repeat(1_000_001)}",`),
];
const contentTypes = [
  'application/json',
  'application/json; charset=utf-16',
  'text/plain',
  'text/html',
  'application/xml',
  '',
];
const strangeKeys = ['', 'x', '00000000-0000-0000-0000-000000000000', '%00', '"', 'a'.repeat(3_000)];

/** Bends a good input into a request that is wrong in one or two ways, or now and then in none. */
export function bend(contract: Contract, good: Json, random: Random, newKey: () => string): FuzzRequest {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const chance = (share: number) => random() < share;
  const fields = Object.keys(contract.input.shape);
  const input: Json = { ...good };
  let hasUnknown = false;
  for (let changes = chance(0.1) ? 0 : chance(0.7) ? 1 : 2; changes > 0; changes--) {
    const field = pick(fields.length > 0 ? fields : ['nothing']);
    if (chance(0.12)) delete input[field];
    else if (chance(0.2)) {
      const name = pick(unknownKeys);
      if (!fields.includes(name)) hasUnknown = true;
      input[name] = pick(junk);
    } else if (fields.includes(field)) input[field] = bendInside(input[field], pick, chance);
  }
  let path = `/api/v1${contract.path}`;
  for (const field of fieldsOf(contract.path)) {
    path = path.replace(`{${field}}`, encode(input[field]));
    delete input[field];
  }
  const headers: Record<string, string> = {};
  if (contract.kind === 'query') {
    const pairs = Object.entries(input).map(([key, value]) => `${encode(key)}=${encode(value)}`);
    if (chance(0.1)) pairs.push(pick(['limit=1&limit=2', '__proto__=1', '%ff=1', '%=%', 'a[b]=1', '&&&', '=', 'a']));
    return {
      name: contract.name,
      method: 'GET',
      path: `${path}?${pairs.join('&')}`,
      headers,
      body: undefined,
      hasUnknown,
    };
  }
  if (contract.keyed) headers['Idempotency-Key'] = chance(0.04) ? pick(strangeKeys) : newKey();
  headers['Content-Type'] = chance(0.05) ? pick(contentTypes) : 'application/json';
  let body: string | Uint8Array = JSON.stringify(input);
  const kind = random();
  if (kind < 0.06) {
    // What was unknown in it may be gone.
    body = pick(breakers)(body);
    hasUnknown = false;
  } else if (kind < 0.12) {
    const spoiled = pick(spoilers)(body.replace('{}', '{"a":1}'));
    hasUnknown = true;
    body = spoiled;
  }
  return { name: contract.name, method: contract.method, path, headers, body, hasUnknown };
}

/** Junk in place of the value or, now and then, somewhere inside it. */
function bendInside(value: unknown, pick: <T>(list: readonly T[]) => T, chance: (share: number) => boolean): unknown {
  if (chance(0.4)) {
    if (Array.isArray(value) && value.length > 0) return [bendInside(value[0], pick, chance), ...value.slice(1)];
    if (typeof value === 'object' && value !== null) {
      const key = pick([...Object.keys(value), 'extra']);
      return { ...value, [key]: pick(junk) };
    }
    if (typeof value === 'string')
      return value + String(pick(['\u0000', ' ', '\u0301', 'x'.repeat(300), '\ud83d', '%']));
    if (typeof value === 'number') return pick([-value, value + 0.5, value * 1e15, String(value), value + 1]);
  }
  return pick(junk);
}

/** As a careless client would put it into an address: never throwing, not even on half a sign. */
function encode(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return [...text.slice(0, 3_000)]
    .map((sign) => (/\p{Surrogate}/u.test(sign) ? '%ED%A0%80' : encodeURIComponent(sign)))
    .join('');
}
