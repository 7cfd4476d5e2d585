/**
 * What somebody types into a search box, taken apart. Used by the server, which answers it, and by the desk, which shows
 * what was understood; so there is nothing in here but words.
 */

export const statuses = ['open', 'waiting', 'resolved'] as const;
export type StatusWord = (typeof statuses)[number];

/** Words with a colon that narrow a search. */
export const filterKeys = [
  ...(['from', 'status', 'assignee', 'channel', 'tag', 'has', 'on', 'after', 'before'] as const),
] as const;
export type FilterKey = (typeof filterKeys)[number];

/** Channels as they are written in a filter; a test holds them to those of conversations. */
export const channelWords = ['chat', 'api', 'email', 'form', 'portal', 'messenger', 'call', 'visit', 'letter'] as const;

const days = ['2026-05-01'];
/** What a filter takes, as far as it does not depend on who is here: for whoever wrote something else. */
export const accepted: Partial<Record<FilterKey, readonly string[]>> = {
  ...{ status: statuses, channel: channelWords, has: ['attachment'] },
  ...{ on: days, after: days, before: days },
};

export interface Typed {
  /** Words and, beginning with a quotation mark, sequences of words; all of them must be found. */
  words: string[];
  /** Whether the last of them may still be being typed. */
  isLastOpen: boolean;
  filters: Partial<Record<FilterKey, string>>;
  /** Filters whose value says nothing, as typed: `status:later`. */
  unclear: string[];
  /** A reference that is the whole of it: H-1234 a conversation, P-1001 a customer, a bare number either. */
  reference: { kind: 'H' | 'P' | null; number: number } | null;
}

const isFilter = (name: string): name is FilterKey => (filterKeys as readonly string[]).includes(name);

const mostWords = 12;
const token = /([a-z]+):"([^"]*)"?|([a-z]+):(\S+)|"([^"]*)"?|(\S+)/giu;
const hasSigns = /[\p{L}\p{N}]/u;

/** What a box's text asks for. Never fails: what is no filter is a word. */
export function understand(given: string): Typed {
  const text = given.normalize('NFC');
  const typed: Typed = { words: [], isLastOpen: false, filters: {}, unclear: [], reference: null };
  const whole = /^\s*(?:([hp])-)?(\d{1,15})\s*$/i.exec(text);
  if (whole) {
    const kind = (whole[1]?.toUpperCase() as 'H' | 'P' | undefined) ?? null;
    typed.reference = { kind, number: Number(whole[2]) };
  }
  for (const found of text.matchAll(token)) {
    const [all, quotedKey, quotedValue, key, value, phrase, word] = found;
    const name = (quotedKey ?? key ?? '').toLowerCase();
    if (isFilter(name)) take(typed, name, (quotedValue ?? value ?? '').trim(), all);
    else addWord(typed, phrase === undefined ? (word ?? all) : `"${phrase}`);
  }
  const last = typed.words.at(-1);
  typed.isLastOpen = last !== undefined && !last.startsWith('"') && !/\s$/.test(text) && text.trimEnd().endsWith(last);
  return typed;
}

function addWord(typed: Typed, word: string): void {
  if (hasSigns.test(word) && typed.words.length < mostWords) typed.words.push(word);
}

function take(typed: Typed, key: FilterKey, value: string, all: string): void {
  const accepted = accept(key, value);
  if (accepted === null) typed.unclear.push(all);
  else typed.filters[key] = accepted;
}

function accept(key: FilterKey, value: string): string | null {
  if (value === '') return null;
  const lower = value.toLowerCase();
  if (key === 'after' || key === 'before' || key === 'on') return isDay(value) ? value : null;
  const choices = accepted[key];
  if (choices) return choices.includes(lower) ? lower : null;
  return hasSigns.test(value) ? value : null;
}

/** Which filter something unclear was meant for, and what was given for it: `status:later`. */
export function apart(unclear: string): { filter: FilterKey; value: string } {
  const at = unclear.indexOf(':');
  return { filter: unclear.slice(0, at).toLowerCase() as FilterKey, value: unclear.slice(at + 1) };
}

/** Whether it is a day of the calendar, such as 2026-05-01. */
function isDay(value: string): boolean {
  if (!/^(19|20)\d\d-\d\d-\d\d$/.test(value)) return false;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}
