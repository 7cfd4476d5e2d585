import { decodeBytes } from './charset.ts';
import { decodeWords } from './words.ts';

/** A header such as Content-Type: its value in small letters and its parameters. */
export interface Structured {
  value: string;
  params: Map<string, string>;
}

interface Piece {
  order: number;
  text: string;
  isCoded: boolean;
}

/**
 * Reads a value with parameters: quoted or not, with comments, in pieces and in other character sets (RFC 2231), or as
 * encoded words where none are allowed. The first of several parameters of one name counts.
 */
export function readStructured(text: string): Structured {
  const [first = '', ...rest] = split(text);
  const value = first
    .replace(/\([^)]*\)/g, '')
    .trim()
    .toLowerCase();
  const plain = new Map<string, string>();
  const pieces = new Map<string, Piece[]>();
  for (const one of rest) {
    const at = one.indexOf('=');
    if (at < 0) continue;
    const name = one.slice(0, at).trim().toLowerCase();
    const given = unquoted(one.slice(at + 1).trim());
    const [, base = '', order, coded] = /^([^*]+)(?:\*(\d{1,4}))?(\*)?$/.exec(name) ?? [];
    if (base === '') continue;
    if (order === undefined && coded === undefined) {
      if (!plain.has(base)) plain.set(base, given);
      continue;
    }
    const known = pieces.get(base) ?? [];
    if (known.length < 200) known.push({ order: Number(order ?? 0), text: given, isCoded: coded !== undefined });
    pieces.set(base, known);
  }
  const params = new Map([...plain].map(([name, given]) => [name, decodeWords(given)]));
  for (const [name, list] of pieces) params.set(name, joined(list));
  return { value, params };
}

/** At semicolons outside of quotation marks; a mark that never closes is a sign like others. */
function split(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  let canClose = true;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"' && canClose) {
      const end = closing(text, at);
      canClose = end > 0;
      if (canClose) at = end;
    } else if (text[at] === ';') {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

function closing(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return -1;
}

function unquoted(text: string): string {
  if (!text.startsWith('"')) return text.replace(/^'([^']*)'$/, '$1');
  const end = closing(text, 0);
  return text.slice(1, end < 0 ? undefined : end).replace(/\\(.)/g, '$1');
}

function joined(list: Piece[]): string {
  const sorted = [...list].sort((a, b) => a.order - b.order);
  const [, charset = '', , start] =
    /^([^']{0,40})'([^']{0,40})'(.*)$/s.exec(sorted[0]?.isCoded ? sorted[0].text : '') ?? [];
  const bytes = sorted.map(({ text, isCoded }, index) =>
    isCoded ? percent(index === 0 && start !== undefined ? start : text) : Buffer.from(text),
  );
  const whole = decodeBytes(Buffer.concat(bytes), charset || 'utf-8');
  return decodeWords(whole);
}

function percent(text: string): Buffer {
  return Buffer.from(
    Buffer.from(text)
      .toString('latin1')
      .replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  );
}
