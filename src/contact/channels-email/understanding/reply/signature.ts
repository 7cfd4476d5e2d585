import { closing, isProgramLine } from './words-signatures.ts';

const dashes = /^\s{0,3}(?:--|—|–|−−)\s*$/;
const rule = /^\s{0,3}(?:-{3,}|_{2,}|={3,}|~{3,}|\*{3,}|#{3,}|\+{3,}|(?:- ){3,}-?|—{2,}|–{2,}|ᐧ)\s*$/;
const pgp = /^-----BEGIN PGP (?:SIGNATURE|PUBLIC KEY BLOCK)-----$/;
const listFooter =
  /^(?:you received this (?:message|e-?mail|mail) because|__\._,_\.___|to unsubscribe from this (?:group|list)|you are receiving this (?:message|e-?mail|mail) because|sie erhalten diese (?:nachricht|e-?mail|mail), weil|diese e-?mail wurde von avast|this e-?mail has been checked for viruses|virus-free\.|virenfrei\.)/i;
const signed = /^\s{0,3}[-–—]\s?\p{Lu}[\p{L}.'’-]{1,25}(?:\s\p{Lu}[\p{L}.'’-]{0,25}){0,3}\s*$/u;
const contact =
  /@[\w-]+\.|https?:|www\.|(?:\+|\(0|\b0)\d[\d\s()./-]{5,}|\d{3}[\s.-]\d{3,4}[\s.-]?\d{3,4}|\b(?:tel|phone|fax|mobile?|handy|tél|telefon[eo]?|cell|mob|тел|電話|电话|전화)\b\.?\s?[:.]?|\s\|\s/i;

/** How many lines may follow a rule that is no more than a rule; what is longer is a text with a line in it. */
const longestFooter = 25;
const longestCard = 14;

/**
 * From which line on a stretch of the writer's own lines is a signature, or its length when it has none. `hasBefore` says
 * whether the writer wrote something before this stretch.
 */
export function signatureAt(lines: readonly string[], hasBefore: boolean): number {
  const filled: number[] = [];
  for (const [index, line] of lines.entries()) if (line.trim() !== '') filled.push(index);
  const begins = [
    delimiterAt(lines, filled, hasBefore),
    programAt(lines, filled, hasBefore),
    nameAt(lines, filled, hasBefore),
    cardAt(lines, filled),
  ];
  return Math.min(lines.length, ...begins.filter((at) => at !== undefined));
}

function delimiterAt(lines: readonly string[], filled: number[], hasBefore: boolean): number | undefined {
  for (const [place, index] of filled.entries()) {
    const line = lines[index] ?? '';
    if (place === 0 && !hasBefore) continue;
    if (pgp.test(line.trim()) || listFooter.test(line.trim())) return index;
    if (line.length > 200) continue;
    if (dashes.test(line)) return index;
    if (!rule.test(line)) continue;
    const above = (lines[index - 1] ?? '').trim();
    // A heading is underlined in about its own length.
    const isUnderline = above !== '' && line.trim().length >= 4 && Math.abs(above.length - line.trim().length) <= 3;
    if (!isUnderline && filled.length - place - 1 <= longestFooter) return index;
  }
  return undefined;
}

/** What phones add stands among the last lines. Alone above a quotation it counts too; with prose right below it does not. */
function programAt(lines: readonly string[], filled: number[], hasBefore: boolean): number | undefined {
  for (let place = Math.max(0, filled.length - 4); place < filled.length; place++) {
    const index = filled[place] ?? 0;
    if (!isProgramLine(lines[index] ?? '')) continue;
    if (place > 0 || hasBefore || place === filled.length - 1) return index;
  }
  return undefined;
}

/** "-Grete", as the last line and after a blank one. */
function nameAt(lines: readonly string[], filled: number[], hasBefore: boolean): number | undefined {
  const last = filled.at(-1);
  if (last === undefined || !signed.test(lines[last] ?? '') || (filled.length < 2 && !hasBefore)) return undefined;
  const isAfterBlank = last === 0 || (lines[last - 1] ?? '').trim() === '';
  const before = lines[filled.at(-2) ?? 0] ?? '';
  return isAfterBlank && !/^\s*[-–—*•]/.test(before) ? last : undefined;
}

/** The business card below greeting and name: the greeting and the name are the writer's words, the rest is not. */
function cardAt(lines: readonly string[], filled: number[]): number | undefined {
  for (let place = Math.max(1, filled.length - longestCard); place < filled.length - 2; place++) {
    const line = lines[filled[place] ?? 0] ?? '';
    if (line.length > 80 || !closing.test(line.trim())) continue;
    const card = filled.slice(place + 2);
    const told = card.filter((index) => contact.test(lines[index] ?? '')).length;
    const longest = Math.max(...card.map((index) => (lines[index] ?? '').length));
    return told >= 2 && longest < 160 ? card[0] : undefined;
  }
  return undefined;
}
