import { i18n } from './i18n.ts';

/** Sentences of the server with places to fill, as they are recognised; made when the first is looked for. */
let patterns: { english: RegExp; key: string }[] | undefined;

/** Tells which messages the server may say, by their English text; only those with places need it. */
export function knowTold(keys: readonly string[]): void {
  patterns = keys
    .map((key) => ({
      key,
      english: new RegExp(
        `^${key
          .split(/\{\d+\}/)
          .map(escaped)
          .join('(.+)')}$`,
        's',
      ),
    }))
    // What says more is what was meant: “There is no {0}” fits much.
    .sort((a, b) => b.key.length - a.key.length);
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * A sentence of the server in the page's language. It is found by its English text, so that the server need not know
 * who reads it; a sentence that no catalogue knows stays English. `inPlace` says what stands in its places.
 */
export function told(text: string, inPlace: (part: string) => string = (part) => part): string {
  if (i18n.locale === 'en') return text;
  if (i18n.messages[text] !== undefined) return i18n._(text);
  for (const { english, key } of patterns ?? []) {
    const found = english.exec(text);
    if (!found) continue;
    return i18n._(key, Object.fromEntries(found.slice(1).map((part, index) => [index, inPlace(part)])));
  }
  return text;
}

/** The sentence of an event in the page's language, also what its codes stand for. */
export function toldEvent(sentence: string): string {
  const inPlace = (part: string) =>
    part
      .split(', ')
      .map((one) => told(one))
      .join(', ');
  return told(sentence, inPlace);
}
