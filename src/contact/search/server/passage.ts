import type { Passage } from '../contract.ts';

/** How many signs of a message are shown around what was found. */
const shown = 180;
/** How many of them stand before the first hit, so that it is read in its sentence. */
const leadIn = 48;

// Letters that have no mark to take away and are still written plainly by those who cannot type them.
const plainly: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ı: 'i', ħ: 'h', ŧ: 't' },
};
const marks = /\p{M}/gu;
const beyondAscii = /[^\p{ASCII}]/u;
const mostRemembered = 5_000;
const noSpaces = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff]/u;

/** A text in lower case without marks, and for each of its UTF-16 units the one of the original it stands for. */
interface Folded {
  text: string;
  /** Absent where each stands for itself. */
  at?: number[];
}

const plainOf = new Map<string, string>();

/** One sign as the search reads it; those of ASCII never come here, and the others are few. */
function plainSign(sign: string): string {
  let plain = plainOf.get(sign);
  if (plain === undefined) {
    const bare = sign.normalize('NFKD').replace(marks, '').toLowerCase();
    plain = plainly[bare] ?? bare;
    if (plainOf.size >= mostRemembered) plainOf.clear();
    plainOf.set(sign, plain);
  }
  return plain;
}

/** As the search reads it: `Müller` as `muller`. */
export function folded(text: string): Folded {
  if (!beyondAscii.test(text)) return { text: text.toLowerCase() };
  let result = '';
  const at: number[] = [];
  let index = 0;
  for (const sign of text) {
    const plain = sign < '\u0080' ? sign.toLowerCase() : plainSign(sign);
    result += plain;
    for (let n = 0; n < plain.length; n++) at.push(index);
    index += sign.length;
  }
  at.push(text.length);
  return { text: result, at };
}

type Range = readonly [from: number, to: number];

const wordsOf = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * One expression for everything wanted: whole words; beginnings of words where `isOpen`; sequences with anything that
 * is no letter or digit between their words; in scripts without spaces anywhere.
 */
function wantedIn(words: readonly string[], isOpen: (index: number) => boolean): RegExp | null {
  const parts = words.flatMap((word, index) => {
    const plain = wordsOf(folded(word).text).map(escaped);
    if (plain.length === 0) return [];
    const body = plain.join('[^\\p{L}\\p{N}]+');
    if (noSpaces.test(word)) return [body];
    return [`(?<![\\p{L}\\p{N}])${body}${isOpen(index) ? '[\\p{L}\\p{N}]*' : '(?![\\p{L}\\p{N}])'}`];
  });
  return parts.length === 0 ? null : new RegExp(parts.join('|'), 'gu');
}

/** Where the words stand in the text, in its own units, in order and without overlap. */
export function hitsIn(text: string, words: readonly string[], isOpen: (index: number) => boolean): Range[] {
  const wanted = wantedIn(words, isOpen);
  if (!wanted) return [];
  const plain = folded(text);
  return [...plain.text.matchAll(wanted)].map((found) => {
    const to = found.index + found[0].length;
    return [plain.at?.[found.index] ?? found.index, plain.at?.[to] ?? Math.min(to, text.length)] as const;
  });
}

/** The whole text in pieces. */
export function marked(text: string, hits: readonly Range[]): Passage {
  const pieces: Passage = [];
  let done = 0;
  for (const [from, to] of hits) {
    if (from > done) pieces.push({ text: text.slice(done, from), isHit: false });
    if (to > from) pieces.push({ text: text.slice(from, to), isHit: true });
    done = Math.max(done, to);
  }
  if (done < text.length) pieces.push({ text: text.slice(done), isHit: false });
  return pieces;
}

/** A part of the text around its first hit, cut between words, in one line. */
export function passageOf(text: string, words: readonly string[], isOpen: (index: number) => boolean): Passage {
  const line = text.replace(/\s+/g, ' ').trim();
  const hits = hitsIn(line, words, isOpen);
  if (line.length <= shown) return marked(line, hits);
  const first = hits[0]?.[0] ?? 0;
  const from = first <= leadIn ? 0 : startAfter(line, first - leadIn, first);
  const to = endBefore(line, Math.min(line.length, from + shown), Math.max(from, hits[0]?.[1] ?? 0));
  const inside = hits.filter(([start, end]) => start >= from && end <= to);
  const pieces = marked(
    line.slice(from, to),
    inside.map(([start, end]) => [start - from, end - from]),
  );
  if (from > 0) pieces.unshift({ text: '… ', isHit: false });
  if (to < line.length) pieces.push({ text: ' …', isHit: false });
  return pieces;
}

/** The first beginning of a word from here on, but not beyond what must be shown. */
function startAfter(line: string, from: number, atMost: number): number {
  const space = line.indexOf(' ', from);
  return space === -1 || space >= atMost ? whole(line, from) : space + 1;
}

/** The last end of a word up to here, but not before what must be shown. */
function endBefore(line: string, to: number, atLeast: number): number {
  if (to >= line.length) return line.length;
  const space = line.lastIndexOf(' ', to);
  return space <= atLeast ? whole(line, to) : space;
}

/** The same place, moved off the middle of a sign that takes two units. */
function whole(line: string, at: number): number {
  return /[\udc00-\udfff]/.test(line[at] ?? '') ? at - 1 : at;
}
