import { attributionAt, plainLine } from './attribution.ts';
import { isHeaderBlock } from './header-block.ts';
import { signatureAt } from './signature.ts';
import { signs } from './signs.ts';
import { separatorOf } from './words-separators.ts';

type Kind = 'blank' | 'text' | 'quote' | 'lead' | 'signature' | 'sign';

/** Longer lines are nobody's attribution or header. */
const longestLine = 1_000;

export interface Folded {
  /** For every line, whether it is what the writer wrote now. */
  isVisible: boolean[];
  /** Whether quoted history was folded away, not only a signature. */
  hidesHistory: boolean;
}

/**
 * Which lines are what the writer wrote now. History begins at a separator, a block of headers, or an attribution; what is
 * quoted above or between the writer's own lines stays, because they answer it. Where nothing of the writer's own remains,
 * as in a mere forward, everything is visible.
 */
export function foldLines(lines: readonly string[]): Folded {
  const isQuoted = quotedLines(lines);
  const kinds = lines.map((line, index): Kind => {
    if (line.trim() === '') return 'blank';
    if (isQuoted[index]) return 'quote';
    return line === signs.signatureBegins || line === signs.signatureEnds || line === signs.lead ? 'sign' : 'text';
  });
  markSignatureElements(lines, kinds);
  const plain = lines.map((line) => (line.length > longestLine ? '' : plainLine(line)));
  const end = markHistory(lines, plain, kinds, isQuoted);
  markSignatures(lines, kinds, end);
  const isOwn = (from: number, to: number) => kinds.slice(from, to).includes('text');
  if (!isOwn(0, end)) return everything(lines);
  hideQuotes(kinds, end);
  const isVisible = kinds.map(
    (kind, index) => index < end && (kind === 'text' || kind === 'blank' || kind === 'quote'),
  );
  const hidesHistory = end < lines.length || kinds.some((kind) => kind === 'lead');
  return { isVisible, hidesHistory };
}

function everything(lines: readonly string[]): Folded {
  return { isVisible: lines.map(() => true), hidesHistory: false };
}

function quotedLines(lines: readonly string[]): boolean[] {
  const isQuoted = byTheirMarks(lines);
  // A link that was broken out of a quotation belongs to it.
  return isQuoted.map(
    (is, at) => is || (isQuoted[at - 1] === true && isQuoted[at + 1] === true && linkAlone.test(lines[at] ?? '')),
  );
}

const linkAlone = /^\s{0,8}[(<[]?https?:\/\/[^\s)>\]]{1,500}[)>\]]?\s{0,4}>?\s{0,4}$/;

function byTheirMarks(lines: readonly string[]): boolean[] {
  const isBar = (line: string | undefined) => /^\s{0,2}\|(?!.*\|\s*$)/.test((line ?? '').slice(0, 500));
  return lines.map((line, index) => {
    if (/^\s{0,3}>/.test(line)) return true;
    if (/^(?:[A-Z]{2,3})>\s/.test(line)) return true;
    return isBar(line) && (isBar(lines[index - 1]) || isBar(lines[index + 1]));
  });
}

/** What stands between the signs of an element that is called a signature. */
function markSignatureElements(lines: readonly string[], kinds: Kind[]): void {
  let depth = 0;
  for (const [index, line] of lines.entries()) {
    if (line === signs.signatureBegins) depth++;
    else if (line === signs.signatureEnds) depth = Math.max(0, depth - 1);
    else if (depth > 0 && kinds[index] === 'text') kinds[index] = 'signature';
  }
}

/** Marks attributions, and returns the line at which history goes on to the end. */
function markHistory(lines: readonly string[], plain: readonly string[], kinds: Kind[], isQuoted: boolean[]): number {
  const quoted = (index: number) => isQuoted[index] === true;
  let hasOwn = false;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line === signs.history) return hasOwn || kinds.indexOf('text', at) < 0 ? at : lines.length;
    if (line === signs.lead) {
      const to = leadEnd(kinds, isQuoted, at);
      if (to < 0) return hasOwn ? at : lines.length;
      for (let index = at; index < to; index++) if (kinds[index] === 'text') kinds[index] = 'lead';
      at = to - 1;
      continue;
    }
    if (hasOwn && kinds[at] === 'quote' && isQuotedLead(plain, isQuoted, at)) return at;
    if (kinds[at] !== 'text' || line.length > longestLine) {
      hasOwn ||= kinds[at] === 'text';
      continue;
    }
    const separator = separatorOf(line);
    if (separator === 'above') {
      if (hasOwn) return at;
      kinds[at] = 'lead';
      continue;
    }
    if (separator === 'history' || isHeaderBlock(plain, at)) return at;
    const count = attributionAt(plain, at, quoted);
    if (count === 0) {
      hasOwn = true;
      continue;
    }
    for (let index = at; index < at + count; index++) kinds[index] = 'lead';
    at += count - 1;
    const next = nextFilled(kinds, at + 1);
    if (next < lines.length && kinds[next] !== 'quote' && hasOwn) return at - count + 1;
    if (next >= lines.length) return at - count + 1;
  }
  return lines.length;
}

/** Some programs quote only the introduction, and not what it introduces. */
function isQuotedLead(plain: readonly string[], isQuoted: boolean[], at: number): boolean {
  if (isQuoted[at - 1] || isQuoted[at + 1] || isQuoted[at + 2] || !/[:：]$/.test(plain[at] ?? '')) return false;
  return attributionAt([(plain[at] ?? '').replace(/^[>\s]+/, '')], 0, () => false) === 1;
}

/** Where the introduction of a quotation ends: at what is quoted; -1 when nothing is, so that it is history to the end. */
function leadEnd(kinds: readonly Kind[], isQuoted: boolean[], from: number): number {
  for (let at = from, filled = 0; at < kinds.length && filled < 12; at++) {
    if (isQuoted[at]) return at;
    if (kinds[at] === 'text') filled++;
  }
  return -1;
}

function nextFilled(kinds: readonly Kind[], from: number): number {
  let at = from;
  while (at < kinds.length && (kinds[at] === 'blank' || kinds[at] === 'sign')) at++;
  return at;
}

/** Marks signatures in every stretch of the writer's own lines; a stretch ends at what is quoted. */
function markSignatures(lines: readonly string[], kinds: Kind[], end: number): void {
  let hasBefore = false;
  for (let from = 0; from < end; ) {
    let to = from;
    while (to < end && kinds[to] !== 'quote' && kinds[to] !== 'lead') to++;
    if (to > from) {
      const own = lines.slice(from, to).map((line, index) => (kinds[from + index] === 'text' ? line : ''));
      for (let index = from + signatureAt(own, hasBefore); index < to; index++) {
        if (kinds[index] === 'text') kinds[index] = 'signature';
      }
      hasBefore ||= kinds.slice(from, to).includes('text');
    }
    from = to + 1;
  }
}

/** Hides what is quoted unless the writer answers it: below an attribution or at the end it is history. */
function hideQuotes(kinds: Kind[], end: number): void {
  const groups: { from: number; to: number; hasLead: boolean; lines: number }[] = [];
  const isQuotation = (kind: Kind | undefined) => kind === 'quote' || kind === 'lead';
  for (let at = 0; at < end; at++) {
    if (!isQuotation(kinds[at])) continue;
    const group = { from: at, to: at, hasLead: false, lines: 0 };
    for (; at < end && kinds[at] !== 'text'; at++) {
      if (!isQuotation(kinds[at])) continue;
      group.to = at + 1;
      group.hasLead ||= kinds[at] === 'lead';
      group.lines += kinds[at] === 'quote' ? 1 : 0;
    }
    groups.push(group);
  }
  const last = kinds.lastIndexOf('text', end - 1);
  const answered = groups.filter((group) => group.to <= last);
  const isBetween = answered.length > 1 || (answered.length === 1 && !answered[0]?.hasLead);
  for (const group of groups) {
    const stays = isBetween && group.to <= last;
    for (let at = group.from; at < group.to; at++) if (kinds[at] === 'quote' && !stays) kinds[at] = 'lead';
  }
}
