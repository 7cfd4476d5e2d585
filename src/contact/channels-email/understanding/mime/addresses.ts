import type { MailAddress } from '../understood.ts';
import { oneLine } from './head.ts';
import { decodeWords } from './words.ts';

type Token = { is: 'quoted' | 'comment' | 'angle' | 'text'; text: string } | { is: 'end'; text: ',' | ';' };

/** Recipients beyond this many are not read; no mail of a person has them. */
const most = 1_000;

/**
 * Reads a list of addresses as people's programs really write them: groups, names after addresses or in comments, marks
 * that never close, semicolons, names with commas that nobody quoted. Never fails; what holds no address is a name.
 */
export function readAddresses(text: string): MailAddress[] {
  const found: MailAddress[] = [];
  let piece: Token[] = [];
  let waiting = '';
  const finish = (by: string) => {
    const one = mailboxOf(piece);
    piece = [];
    if (!one) return;
    const isHalf = one.address === '' && by === ',' && waiting === '';
    if (isHalf) {
      waiting = one.name;
      return;
    }
    // "Holm, Grete <grete@…>": the first half had no address of its own.
    const isRest = waiting !== '' && one.address !== '' && one.name !== '';
    if (waiting !== '' && !isRest) found.push({ name: waiting, address: '' });
    found.push(isRest ? { name: `${waiting}, ${one.name}`, address: one.address } : one);
    waiting = '';
  };
  for (const token of tokens(text)) {
    if (token.is !== 'end') piece.push(token);
    else finish(token.text);
    if (found.length >= most) return found;
  }
  finish('');
  if (waiting !== '') found.push({ name: waiting, address: '' });
  return found;
}

function* tokens(text: string): Generator<Token> {
  let plain = '';
  const hasGroups = text.includes(';');
  const unclosed = new Set<string>();
  const flush = function* (): Generator<Token> {
    if (plain.trim() !== '') yield { is: 'text', text: plain };
    plain = '';
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '';
    const end = unclosed.has(sign) ? -1 : closingOf(text, at);
    if (end > at) {
      // A quoted local part belongs to its address.
      if (sign === '"' && text[end + 1] === '@') {
        plain += text.slice(at, end + 1);
      } else {
        yield* flush();
        const inner = text.slice(at + 1, end);
        yield { is: sign === '"' ? 'quoted' : sign === '(' ? 'comment' : 'angle', text: inner };
      }
      at = end;
    } else if (sign === '<') {
      yield* flush();
      const stop = text.slice(at).search(/[,;]/);
      const to = stop < 0 ? text.length : at + stop;
      yield { is: 'angle', text: text.slice(at + 1, to) };
      at = to - 1;
    } else if (sign === '"' || sign === '(') unclosed.add(sign);
    else if (sign === ',' || sign === ';') {
      yield* flush();
      yield { is: 'end', text: sign };
    } else if (sign === ':' && (hasGroups || /mailto\s*$/i.test(plain))) plain = '';
    else plain += sign;
  }
  yield* flush();
}

/** Where a quoted string, comment or address in brackets ends, or -1. */
function closingOf(text: string, from: number): number {
  const sign = text[from];
  if (sign === '<') {
    const end = text.indexOf('>', from);
    const next = text.indexOf('<', from + 1);
    return end >= 0 && (next < 0 || end < next) ? end : -1;
  }
  if (sign !== '"' && sign !== '(') return -1;
  let depth = 0;
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (sign === '"' && text[at] === '"') return at;
    else if (sign === '(' && text[at] === '(') depth++;
    else if (sign === '(' && text[at] === ')' && depth-- === 0) return at;
  }
  return -1;
}

function mailboxOf(piece: Token[]): MailAddress | undefined {
  const angle = piece.findLast((token) => token.is === 'angle');
  const comments = piece.filter((token) => token.is === 'comment').map((token) => token.text);
  const words = piece
    .filter((token) => token.is === 'quoted' || token.is === 'text')
    .map((token) => (token.is === 'quoted' ? token.text.replace(/\\(.)/g, '$1') : token.text));
  const said = nameOf(words.join(' '));
  if (angle) {
    const address = addressOf(angle.text);
    return { name: said || nameOf(comments.join(' ')), address };
  }
  const inside = /^(.*?)<([^<>\s]+@[^<>\s]+)>/s.exec(said);
  if (inside) return { name: nameOf(inside[1] ?? ''), address: addressOf(inside[2] ?? '') };
  const address = /(?:"[^"]{1,100}"|[^\s"<>()]+)@[^\s"<>(),;]+/.exec(said)?.[0];
  if (address) {
    return { name: nameOf(said.replace(address, ' ')) || nameOf(comments.join(' ')), address: addressOf(address) };
  }
  const name = said || nameOf(comments.join(' '));
  return name === '' ? undefined : { name, address: '' };
}

function nameOf(text: string): string {
  const name = oneLine(decodeWords(text)).replace(/[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
  return name.replace(/^'(.*)'$|^"(.*)"$/s, '$1$2').trim();
}

function addressOf(text: string): string {
  const clean = decodeWords(text)
    .replace(/^\s*mailto:/i, '')
    .trim();
  if (/^"[^"]+"@\S+$/.test(clean)) return clean;
  return clean.replace(/[\s<>\p{Cc}]+/gu, '').replace(/^["']+|["',;]+$/g, '');
}
