import { isUtf8 } from 'node:buffer';
import { mailLimits, type Reached } from '../limits.ts';
import { decodeBytes, isKnownCharset } from './charset.ts';
import { decodeWords } from './words.ts';

/** The headers of a mail or of a part, by name in small letters. */
export class Head {
  private readonly fields = new Map<string, string[]>();
  /** The character set of the mail's text, for headers that were written without saying theirs. */
  hint: string | undefined;

  add(name: string, value: string): void {
    const known = this.fields.get(name);
    if (known) known.push(value);
    else this.fields.set(name, [value]);
  }

  has(name: string): boolean {
    return this.fields.has(name);
  }

  get isEmpty(): boolean {
    return this.fields.size === 0;
  }

  /** The first field of a name as text, with encoded words still in it; empty where there is none. */
  raw(name: string): string {
    return this.rawAll(name)[0] ?? '';
  }

  rawAll(name: string): string[] {
    return (this.fields.get(name) ?? []).map((value) => eightBit(value, this.hint).trim());
  }

  /** The same, read for people: encoded words decoded, one line. */
  text(name: string): string {
    return oneLine(decodeWords(this.raw(name)));
  }
}

/** Without control signs, in one line. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** A raw header is UTF-8 if it can be; else what the text's own character set makes of it; else Windows-1252. */
function eightBit(value: string, hint: string | undefined): string {
  const bytes = Buffer.from(value, 'latin1');
  if (!/[\x80-\xff]/.test(value)) return value.includes('\x1b$') ? decodeBytes(bytes) : value.replaceAll('\0', '');
  if (isUtf8(bytes)) return decodeBytes(bytes, 'utf-8');
  const isTold = hint && isKnownCharset(hint) && !/utf|ascii|8859-1$|2022|hz/i.test(hint);
  return decodeBytes(bytes, isTold ? hint : 'windows-1252');
}

/**
 * Reads the headers at the beginning of some bytes. Lines that are neither header nor folded belong to the one above, and
 * bytes that begin with no header at all have none. Returns where the body begins.
 */
export function readHead(bytes: Buffer, reached: Reached): { head: Head; bodyAt: number } {
  const head = new Head();
  let at = skipEmptyLines(bytes);
  let name = '';
  let value = '';
  const keep = () => {
    if (name !== '') head.add(name, value);
  };
  for (let lines = 0; at < bytes.length; lines++) {
    const newline = bytes.indexOf(0x0a, at);
    const end = newline < 0 ? bytes.length : newline;
    const next = newline < 0 ? bytes.length : newline + 1;
    const isLong = end - at > mailLimits.headerBytes;
    if (isLong) reached.note('header_length');
    const line = bytes.toString('latin1', at, isLong ? at + mailLimits.headerBytes : end).replace(/\r+$/, '');
    if (line === '') {
      keep();
      return { head, bodyAt: next };
    }
    const colon = /^([!-9;-~]{1,200})[ \t]*:/.exec(line);
    if (/^[ \t]/.test(line) && name !== '') {
      value = grown(value, ` ${line.trim()}`, reached);
    } else if (colon) {
      keep();
      name = (colon[1] ?? '').toLowerCase();
      value = line.slice(colon[0].length).trim();
      if (lines > mailLimits.headerLines) {
        reached.note('header_lines');
        name = '';
      }
    } else if (head.isEmpty && name === '') {
      if (!/^>?From /.test(line)) return { head, bodyAt: at };
    } else value = grown(value, ` ${line.trim()}`, reached);
    at = next;
  }
  keep();
  return { head, bodyAt: bytes.length };
}

function grown(value: string, more: string, reached: Reached): string {
  if (value.length + more.length <= mailLimits.headerBytes) return value + more;
  reached.note('header_length');
  return value;
}

function skipEmptyLines(bytes: Buffer): number {
  let at = 0;
  while (bytes[at] === 0x0a || bytes[at] === 0x0d) at++;
  // A byte order mark before the first header.
  return bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf ? at + 3 : at;
}
