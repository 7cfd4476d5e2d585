/** Base64 that was put together from more pieces was made to take time. */
const mostPieces = 1_000;

/** Bytes of base64, whatever stands between: line ends, rubbish, padding in the middle or none at the end. */
export function decodeBase64(text: string): Buffer {
  const clean = /[^A-Za-z0-9+/=]/.test(text) ? text.replace(/[^A-Za-z0-9+/=]/g, '') : text;
  const padding = clean.indexOf('=');
  if (padding < 0 || padding >= clean.length - 2) return Buffer.from(clean, 'base64');
  const pieces = clean.split(/=+/, mostPieces);
  return Buffer.concat(pieces.map((one) => Buffer.from(one, 'base64')));
}

/** Bytes of quoted-printable. Codes that are none stay as they are; `isWord` says that there are no lines. */
export function decodeQuoted(bytes: Uint8Array, isWord = false): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  let to = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== 0x3d) {
      out[to++] = byte;
      continue;
    }
    const code = hex(bytes[at + 1]) * 16 + hex(bytes[at + 2]);
    if (code >= 0) {
      out[to++] = code;
      at += 2;
      continue;
    }
    const end = isWord ? -1 : softBreak(bytes, at + 1);
    if (end >= 0) at = end;
    else out[to++] = byte;
  }
  return out.subarray(0, to);
}

function hex(byte: number | undefined): number {
  if (byte === undefined) return Number.NaN;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : Number.NaN;
}

/** The last byte of a line break that only the encoding made, or -1. The text's very end counts as one. */
function softBreak(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === 0x20 || bytes[at] === 0x09) at++;
  if (at >= bytes.length) return at;
  if (bytes[at] === 0x0a) return at;
  return bytes[at] === 0x0d && bytes[at + 1] === 0x0a ? at + 1 : -1;
}

/** Content of a part by its Content-Transfer-Encoding; an encoding nobody knows is none. */
export function decodeContent(bytes: Buffer, encoding: string): Buffer {
  const how = /[a-z0-9-]+/.exec(encoding.toLowerCase().replace(/\([^)]*\)/g, ''))?.[0] ?? '';
  if (how === 'base64') return decodeBase64(bytes.toString('latin1'));
  if (how === 'quoted-printable') return decodeQuoted(bytes);
  if (/^(?:x-)?uu(?:e|encode)$/.test(how)) return takeUuencoded(bytes.toString('latin1')).files[0]?.content ?? bytes;
  return bytes;
}

export interface Taken {
  text: string;
  files: { name: string; content: Buffer }[];
}

/** Files written into a text between `begin 644 name` and `end`, and the text without them. */
export function takeUuencoded(text: string): Taken {
  if (!/^begin [0-7]{3,4} \S/m.test(text)) return { text, files: [] };
  const kept: string[] = [];
  const files: Taken['files'] = [];
  const lines = text.split('\n');
  let noEndAfter = lines.length;
  for (let at = 0; at < lines.length; at++) {
    const name = /^begin [0-7]{3,4} (.{1,255}?)\s*$/.exec(lines[at] ?? '')?.[1];
    const end = name === undefined || at >= noEndAfter ? -1 : endOf(lines, at + 1);
    if (name === undefined || end < 0) {
      if (name !== undefined) noEndAfter = Math.min(noEndAfter, at);
      kept.push(lines[at] ?? '');
      continue;
    }
    files.push({ name, content: Buffer.concat(lines.slice(at + 1, end).map(uuLine)) });
    at = end;
  }
  return { text: files.length > 0 ? kept.join('\n').replace(/\n{3,}/g, '\n\n') : text, files };
}

/** The line that says `end`, when all before it are lines of such a file. */
function endOf(lines: string[], from: number): number {
  for (let at = from; at < lines.length; at++) {
    const line = (lines[at] ?? '').trimEnd();
    if (line === 'end') return at;
    const length = ((line.charCodeAt(0) - 32) & 63) * (4 / 3);
    if (line !== '' && (!/^[ -`]+$/.test(line) || line.length > 90 || Math.abs(line.length - 1 - length) > 4))
      return -1;
  }
  return -1;
}

function uuLine(line: string): Buffer {
  const length = (line.charCodeAt(0) - 32) & 63;
  const out = Buffer.alloc(Math.ceil(length / 3) * 3);
  for (let at = 1, to = 0; to < length; at += 4, to += 3) {
    const [a, b, c, d] = [0, 1, 2, 3].map((step) => ((line.charCodeAt(at + step) || 32) - 32) & 63) as [
      number,
      number,
      number,
      number,
    ];
    out[to] = (a << 2) | (b >> 4);
    out[to + 1] = ((b & 15) << 4) | (c >> 2);
    out[to + 2] = ((c & 3) << 6) | d;
  }
  return out.subarray(0, length);
}
