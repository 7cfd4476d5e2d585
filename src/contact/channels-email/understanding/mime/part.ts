import { mailLimits, type Reached } from '../limits.ts';
import { type Head, readHead } from './head.ts';
import { readStructured } from './parameters.ts';
import { decodeContent } from './transfer.ts';

/** A part of a mail, the mail itself being the outermost. */
export interface Part {
  head: Head;
  /** In small letters, e.g. `text/plain`. */
  type: string;
  charset: string | undefined;
  params: Map<string, string>;
  /** `attachment`, `inline` or empty. */
  disposition: string;
  /** As it was given, or empty. */
  filename: string;
  contentId: string | null;
  parts: Part[];
  /** Decoded; empty for what consists of parts. */
  content(): Buffer;
}

/** Reads bytes as a mail or a part, with everything in it. `fallback` is the type where none is named. */
export function readPart(bytes: Buffer, reached: Reached, depth = 0, fallback = 'text/plain'): Part {
  const { head, bodyAt } = readHead(bytes, reached);
  const body = bytes.subarray(bodyAt);
  const { value, params } = readStructured(head.raw('content-type'));
  const place = readStructured(head.raw('content-disposition'));
  head.hint = params.get('charset');
  const isMultipart = value.startsWith('multipart/');
  const parts = isMultipart ? partsOf(body, params.get('boundary'), reached, depth, value) : [];
  const isHollow = isMultipart && parts.length === 0;
  const type = isHollow
    ? guessed(body)
    : value.includes('/')
      ? value
      : value.startsWith('html')
        ? 'text/html'
        : fallback;
  let decoded: Buffer | undefined;
  return {
    head,
    type,
    charset: params.get('charset'),
    params,
    disposition: place.value,
    filename:
      place.params.get('filename') || place.params.get('name') || params.get('name') || params.get('filename') || '',
    contentId: head.raw('content-id').replace(/^[\s<]+|[\s>]+$/g, '') || null,
    parts,
    content: () => {
      decoded ??= parts.length > 0 ? Buffer.alloc(0) : decodeContent(body, head.raw('content-transfer-encoding'));
      return decoded;
    },
  };
}

/** What a mail that claims to have parts and has none consists of. */
function guessed(body: Buffer): string {
  return /^\s*<(?:!doctype|html|body|div|p|table)\b/i.test(body.toString('latin1', 0, 500))
    ? 'text/html'
    : 'text/plain';
}

function partsOf(body: Buffer, boundary: string | undefined, reached: Reached, depth: number, type: string): Part[] {
  if (depth >= mailLimits.depth) {
    reached.note('depth');
    return [];
  }
  let pieces = boundary ? cut(body, boundary.trimEnd(), reached) : [];
  // The boundary that was declared may not be the one that was used.
  const used = pieces.length > 0 ? undefined : usedBoundary(body);
  if (used) pieces = cut(body, used, reached);
  const fallback = type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  return pieces.map((piece) => readPart(piece, reached, depth + 1, fallback));
}

function usedBoundary(body: Buffer): string | undefined {
  const start = body.toString('latin1', 0, 64 * 1024);
  return /^--([^\s-][^\r\n]{0,69}?|-[^\r\n]{0,69}?)[ \t]*\r?\n(?=content-[a-z-]{1,40}:)/im.exec(start)?.[1];
}

/** The pieces between lines of the boundary; the last may never have been closed. */
function cut(body: Buffer, boundary: string, reached: Reached): Buffer[] {
  if (boundary === '') return [];
  const mark = Buffer.from(`--${boundary}`);
  const pieces: Buffer[] = [];
  let from = -1;
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) {
    if (at > 0 && body[at - 1] !== 0x0a && body[at - 1] !== 0x0d) continue;
    const newline = body.indexOf(0x0a, at + mark.length);
    const end = newline < 0 ? body.length : newline;
    // Whitespace may follow, not more; a line that long is none.
    if (end - at - mark.length > 200) continue;
    const rest = body.toString('latin1', at + mark.length, end).trim();
    if (rest !== '' && rest !== '--') continue;
    if (from >= 0 && !take(pieces, body.subarray(from, lineEnd(body, at)), reached)) return pieces;
    from = rest === '--' ? -1 : Math.min(end + 1, body.length);
  }
  if (from >= 0 && from < body.length) take(pieces, body.subarray(from), reached);
  return pieces;
}

function take(pieces: Buffer[], piece: Buffer, reached: Reached): boolean {
  if (reached.parts >= mailLimits.parts) {
    reached.note('parts');
    return false;
  }
  reached.parts++;
  pieces.push(piece);
  return true;
}

/** The line break before a boundary belongs to the boundary. */
function lineEnd(body: Buffer, at: number): number {
  if (body[at - 1] === 0x0a) return body[at - 2] === 0x0d ? at - 2 : at - 1;
  return at;
}
