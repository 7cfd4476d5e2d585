import { attributionWords } from './words-attribution.ts';

const spaced = attributionWords.filter(({ language }) => !['ja', 'zh', 'ko', 'th'].includes(language));
const others = attributionWords.filter(({ language }) => ['ja', 'zh', 'ko', 'th'].includes(language));
const verb = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:${spaced.map(({ verbs }) => verbs).join('|')})(?![\\p{L}\\p{M}])|${others.map(({ verbs }) => verbs).join('|')}`,
  'iu',
);
const begin = new RegExp(
  `^(?:${attributionWords.flatMap(({ begins }) => begins ?? []).join('|')})(?:[\\s:,]|(?<=[在于於ใเ])|(?=\\d))`,
  'iu',
);
const year = /(?<!\d)(?:19|20)\d{2}(?!\d)|\d{4}\s?[年년]/;
const time = /(?<!\d)\d{1,2}\s?[:.h時点]\s?\d{2}(?!\d)/;
const day =
  /(?<!\d)\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,4}(?!\d)|(?<!\d)\d{1,2}\.?(?:st|nd|rd|th|º|ª)?\s(?:de\s)?\p{L}{2,12}|\p{L}{3,12}\.?\s\d{1,2}(?:,|\s|$)|\d{1,2}\s?[月월]/iu;
const address = /[^\s<>()"']+@[^\s<>()"',:]+/;
const marks = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069*_]/g;

/** The end of an address that stands alone looks like a quotation. */
const bracketAndVerb = /^>\s?\p{L}{1,20}\s?:$/u;

const mostLines = 5;
const mostSigns = 350;

/** A line as attributions are looked for in it: without quotation marks' depth, emphasis and signs of direction. */
export function plainLine(line: string): string {
  return line
    .replace(marks, '')
    .replace(/[\s\u00a0\u202f\u3000]+/g, ' ')
    .trim();
}

export function hasDate(text: string): boolean {
  return year.test(text) ? true : day.test(text) && time.test(text);
}

/**
 * How many plain lines (see above) from `at` on introduce a quotation ("On … Ann wrote:"), 0 when they do not. `isQuoted` says whether a
 * line is quoted. Knows the words of many languages, and without words the form: date, address and colon; or any line
 * with a date and a colon right above something quoted.
 */
export function attributionAt(lines: readonly string[], at: number, isQuoted: (index: number) => boolean): number {
  const first = lines[at] ?? '';
  if (first === '' || first.length > mostSigns || isQuoted(at) || !canEnd(lines, at, isQuoted)) return 0;
  let joined = '';
  // A program or two put blank lines between the date, the address and the verb.
  const mayPause = begin.test(first) && hasDate(first) && time.test(first) && !/[.!?]$/.test(first);
  for (let count = 1; count <= mostLines; count++) {
    const index = at + count - 1;
    const line = lines[index] ?? '';
    if (count > 1 && isQuoted(index) && !bracketAndVerb.test(line)) return 0;
    if (line === '' && !mayPause) return 0;
    joined = `${joined} ${line}`.trim();
    if (joined.length > mostSigns) return 0;
    if (bracketAndVerb.test(lines[index + 1] ?? '')) continue;
    const beforeQuote = isQuoted(afterBlank(lines, index + 1));
    if (!endsOne(joined, beforeQuote)) continue;
    if (count === 1) return isOne(joined, beforeQuote) ? 1 : 0;
    if (!begins(first)) return 0;
    // The line above a shorter one is the writer's own.
    for (let later = at + 1; later <= index; later++) {
      const rest = lines
        .slice(later, index + 1)

        .join(' ');
      if (begins(lines[later] ?? '') && begin.test(rest) && isOne(rest, beforeQuote) && hasDate(rest)) return 0;
    }
    return isOne(joined, beforeQuote) ? count : 0;
  }
  return 0;
}

/** Most lines are told apart by this alone: nothing near ends as an introduction does. */
function canEnd(lines: readonly string[], at: number, isQuoted: (index: number) => boolean): boolean {
  for (let index = at; index < at + mostLines; index++) {
    if (/[:：]$/.test(lines[index] ?? '') || isQuoted(index + 1) || isQuoted(index + 2)) return true;
  }
  return false;
}

function afterBlank(lines: readonly string[], from: number): number {
  let at = from;
  while (at < from + 3 && at < lines.length && (lines[at] ?? '').trim() === '') at++;
  return at;
}

function endsOne(text: string, beforeQuote: boolean): boolean {
  if (/[:：]$/.test(text)) return true;
  return beforeQuote && (/>$/.test(text) || verb.test(text.slice(-30)) || hasDate(text.slice(-40)));
}

/** No program speaks of itself: who tells what they wrote tells it now. */
const ownWords = /^(?:i|we|ich|wir|je|j['’]ai|nous|yo|io)(?:['’]ve)?\s/i;

function isOne(text: string, beforeQuote: boolean): boolean {
  if (ownWords.test(text)) return false;
  const hasVerb = verb.test(text);
  const hasAddress = address.test(text);
  const dated = hasDate(text);
  if (hasVerb && (dated || (hasAddress && text.length < 200))) return true;
  if (hasVerb && /[:：]$/.test(text) && begin.test(text) && time.test(text)) return true;
  // Date, name and address: no words needed.
  if (dated && hasAddress && (/[:：]$/.test(text) || (beforeQuote && /^\d|>$/.test(text)))) return true;
  if (!beforeQuote || text.length > 200) return false;
  // "Your page says:" is the writer's own; nobody's program writes so without a date.
  return (
    (hasVerb && /[:：]$/.test(text) && !/\bsa(?:ys|id)\b/i.test(text)) ||
    (dated && (begin.test(text) || /[:：]$/.test(text)))
  );
}

/** Whether a line can be the first of several. */
function begins(line: string): boolean {
  const hasDigit = /\d/.test(line);
  if (begin.test(line) && (hasDigit || line.length < 40)) return true;
  return address.test(line) ? verb.test(line) || hasDate(line) : hasDate(line) && !/[.!?]$/.test(line);
}

const shared = /^(.{1,300}?[\s.!?,)])(On (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|\d{1,2}[ /.]).{5,200}?(?:wrote|said):)\s*$/;

/** Parts lines on which an answer runs into the attribution below it, as some programs send them. */
export function partShared(lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const [, own, rest] = (line.length < 600 && line.includes('On ') && shared.exec(line)) || [];
    return own !== undefined && rest !== undefined && own.trim() !== '' && !/^\s*>/.test(own)
      ? [own.trimEnd(), rest]
      : [line];
  });
}
