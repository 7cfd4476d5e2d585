import { decodeBytes } from './charset.ts';
import { decodeBase64, decodeQuoted } from './transfer.ts';

const opening = /^=\?([^?\s]{1,40})\?([bq])\?/i;

interface Word {
  charset: string;
  bytes: Buffer;
  end: number;
}

/**
 * Text with its encoded words (RFC 2047) read. Words that follow each other are joined as bytes first, so a sign that was
 * cut between two of them is whole again; a word without its end is read up to the end of the text.
 */
export function decodeWords(text: string): string {
  if (!text.includes('=?')) return text;
  let result = '';
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf('=?', at);
    if (start < 0) break;
    const first = wordAt(text, start);
    if (!first) {
      result += text.slice(at, start + 2);
      at = start + 2;
      continue;
    }
    result += text.slice(at, start);
    const run = [first];
    let end = first.end;
    for (let next = skipBlanks(text, end); text.startsWith('=?', next); next = skipBlanks(text, end)) {
      const word = wordAt(text, next);
      if (!word) break;
      run.push(word);
      end = word.end;
    }
    result += joined(run);
    at = end;
  }
  return result + text.slice(at);
}

function joined(run: Word[]): string {
  let text = '';
  for (let at = 0; at < run.length; ) {
    const charset = run[at]?.charset ?? '';
    let to = at;
    while (run[to]?.charset === charset) to++;
    text += decodeBytes(Buffer.concat(run.slice(at, to).map((word) => word.bytes)), charset);
    at = to;
  }
  return text;
}

function wordAt(text: string, start: number): Word | undefined {
  const head = opening.exec(text.slice(start, start + 50));
  const [mark = '', label = '', how = ''] = head ?? [];
  if (!head) return undefined;
  const from = start + mark.length;
  const closing = text.indexOf('?=', from);
  const open = text.indexOf('=?', from);
  // Without an end, or with another word beginning before it, the word goes as far as it can.
  const isClosed = closing >= 0 && (open < 0 || closing <= open || !opening.test(text.slice(open, open + 50)));
  const to = isClosed ? closing : open >= 0 ? open : text.length;
  const body = text.slice(from, to);
  const bytes =
    how.toLowerCase() === 'b' ? decodeBase64(body) : decodeQuoted(Buffer.from(body.replace(/_/g, ' '), 'latin1'), true);
  return { charset: (label.split('*')[0] ?? '').toLowerCase(), bytes, end: isClosed ? to + 2 : to };
}

function skipBlanks(text: string, at: number): number {
  let next = at;
  while (text[next] === ' ' || text[next] === '\t' || text[next] === '\n' || text[next] === '\r') next++;
  return next;
}
