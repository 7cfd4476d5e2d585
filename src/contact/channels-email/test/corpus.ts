import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A mail and what is to be understood of it. */
export interface Case {
  family: string;
  name: string;
  raw: Uint8Array;
  /** Fields that are compared; see corpus/README.md. */
  is: Record<string, unknown>;
}

/** Heed's own mails. */
export const ownCorpus = new URL('../understanding/corpus/', import.meta.url);

/** Reads every `.cases` file, and every `.eml` that has a `.json` beside it, in the order of names. */
export function readCorpus(folder: string): Case[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      if (file.endsWith('.cases')) return readCases(join(folder, file));
      return file.endsWith('.eml') ? [readPair(folder, file)] : [];
    });
}

function readPair(folder: string, file: string): Case {
  const is = JSON.parse(readFileSync(join(folder, file.replace(/\.eml$/, '.json')), 'utf8'));
  return { family: basename(folder), name: basename(file, '.eml'), raw: readFileSync(join(folder, file)), is };
}

function readCases(path: string): Case[] {
  const family = basename(path, '.cases');
  return readFileSync(path, 'utf8')
    .split(/^=== /m)
    .slice(1)
    .map((text) => {
      const [title = '', ...lines] = text.split('\n');
      const blocks = new Map<string, string>();
      let block = '';
      for (const line of lines) {
        if (line.startsWith('@@ ')) {
          block = line.slice(3).trim();
          blocks.set(block, '');
        } else blocks.set(block, `${blocks.get(block) ?? ''}${line}\n`);
      }
      const is = blocks.has('is')
        ? JSON.parse(blocks.get('is') ?? '')
        : { visibleReply: (blocks.get('reply') ?? '').trim() };
      return { family, name: title.trim(), raw: rawOf(blocks), is };
    });
}

function rawOf(blocks: Map<string, string>): Uint8Array {
  const asLines = (text: string) => text.replace(/\n/g, '\r\n');
  const head = (type: string) =>
    `From: Grete Holm <grete@holm.example>\nTo: help@shop.example\nSubject: Re: Order 17\nMIME-Version: 1.0\nContent-Type: ${type}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n`;
  const mail = blocks.get('mail');
  if (mail !== undefined) return Buffer.from(asLines(mail));
  const bytes = blocks.get('bytes');
  if (bytes !== undefined) {
    // Signs that are not escaped stay UTF-8, so the bytes are made one by one.
    const escaped = Buffer.from(asLines(bytes)).toString('latin1');
    const plain = escaped.replace(/\\x([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
    return Buffer.from(plain, 'latin1');
  }
  const text = blocks.get('text');
  return Buffer.from(
    asLines(text === undefined ? head('text/html') + (blocks.get('html') ?? '') : head('text/plain') + text),
  );
}

/** What differs, in words, or undefined when everything that is named is so. */
export function difference(is: unknown, seen: unknown, path = ''): string | undefined {
  if (typeof is === 'string' && typeof seen === 'string') {
    const [wanted, got] = [normal(is), normal(seen)];
    return wanted === got ? undefined : `${path}: wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`;
  }
  if (Array.isArray(is) && Array.isArray(seen)) {
    if (is.length !== seen.length) return `${path}: wanted ${is.length} entries, got ${JSON.stringify(seen)}`;
    return firstOf(is.map((one, index) => difference(one, seen[index], `${path}[${index}]`)));
  }
  if (isRecord(is) && isRecord(seen)) {
    return firstOf(Object.entries(is).map(([key, one]) => difference(one, seen[key], path ? `${path}.${key}` : key)));
  }
  return is === seen ? undefined : `${path}: wanted ${JSON.stringify(is)}, got ${JSON.stringify(seen)}`;
}

const firstOf = (found: (string | undefined)[]) => found.find((one) => one !== undefined);
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Blanks at the ends of lines and the number of blank lines are nobody's words. */
function normal(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[ \t\u00a0]+$/gm, '')
    .replace(/\n{2,}/g, '\n\n')
    .trim();
}
