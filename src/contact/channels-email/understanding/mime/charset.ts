import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/** Names that programs write for what is called otherwise. */
const aliases: Record<string, string> = {
  ascii: 'windows-1252',
  'us-ascii': 'windows-1252',
  'ansi_x3.4-1968': 'windows-1252',
  '646': 'windows-1252',
  'iso-8859-1': 'windows-1252',
  iso8859_1: 'windows-1252',
  'iso8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'iso-8859-9': 'windows-1254',
  'iso-8859-11': 'windows-874',
  'tis-620': 'windows-874',
  'iso-8859-8-i': 'iso-8859-8',
  'iso-8859-8-e': 'iso-8859-8',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  'x-gbk': 'gb18030',
  'gb_2312-80': 'gb18030',
  'euc-cn': 'gb18030',
  cp936: 'gb18030',
  'x-sjis': 'shift_jis',
  'windows-31j': 'shift_jis',
  cp932: 'shift_jis',
  'x-euc-jp': 'euc-jp',
  'x-euc-kr': 'euc-kr',
  ksc5601: 'euc-kr',
  'ks_c_5601-1987': 'euc-kr',
  'ks_c_5601-1989': 'euc-kr',
  cp949: 'euc-kr',
  'x-windows-949': 'euc-kr',
  'x-mac-roman': 'macintosh',
  'x-mac-cyrillic': 'maccyrillic',
  'x-mac-ce': 'maccenteuro',
  'unicode-1-1-utf-7': 'utf-7',
  'unicode-1-1-utf-8': 'utf-8',
  'unicode-2-0-utf-8': 'utf-8',
  utf8: 'utf-8',
  'x-utf-8': 'utf-8',
  utf8mb4: 'utf-8',
  cp65001: 'utf-8',
};

const western = 'windows-1252';

/**
 * Text of bytes whose character set was named, wrongly named or not named at all. Never fails: a declaration that the
 * bytes contradict is not believed, and what nothing else fits is Windows-1252. NUL and byte order marks are taken out.
 */
export function decodeBytes(bytes: Uint8Array, label?: string): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = decode(buffer, labelOf(label));
  return text.includes('\0') || text.includes('\ufeff') ? text.replace(/[\0\ufeff]/g, '') : text;
}

/** Whether a name stands for a character set that Heed reads. */
export function isKnownCharset(label: string): boolean {
  return labelOf(label) !== '';
}

function labelOf(given: string | undefined): string {
  const label = (given ?? '').toLowerCase().replace(/^[\s"'=]+|[\s"';]+$/g, '');
  if (label === '') return '';
  const name = aliases[label] ?? aliases[label.replace(/_/g, '-')] ?? label;
  if (/utf-?8/.test(name)) return 'utf-8';
  if (/^_?iso-2022-jp|^cp5022\d/.test(name)) return 'iso-2022-jp';
  if (name === 'iso-2022-kr' || name === 'hz-gb-2312' || name === 'hz') return name;
  return iconv.encodingExists(name) ? name : '';
}

function decode(buffer: Buffer, label: string): string {
  if (label === 'utf-16' || startsWithMark(buffer)) return iconv.decode(buffer, 'utf-16');
  if (label === 'iso-2022-kr') return shifted(buffer, '\x0e', '\x0f', 'euc-kr').replaceAll('\x1b$)C', '');
  if (label.startsWith('hz')) return shifted(buffer, '~{', '~}', 'gb18030').replace(/~~/g, '~');
  if (label !== '' && label !== 'utf-8' && label !== western) {
    // A few names were handed down from text that has since become UTF-8 on its way.
    const isSevenBit = label.startsWith('iso-2022') || label === 'utf-7';
    if (isSevenBit && hasHighBytes(buffer) && isUtf8(buffer)) return buffer.toString('utf8');
    return label === 'iso-2022-jp' ? new TextDecoder(label).decode(buffer) : iconv.decode(buffer, label);
  }
  if (isUtf8(buffer)) {
    // Seven bits with the escapes of Japanese mail are text only to whoever knows them.
    const isJapanese = buffer.includes('\x1b$B') || buffer.includes('\x1b$@');
    return isJapanese && !hasHighBytes(buffer)
      ? new TextDecoder('iso-2022-jp').decode(buffer)
      : buffer.toString('utf8');
  }
  return label === 'utf-8' && isMostlyUtf8(buffer) ? buffer.toString('utf8') : iconv.decode(buffer, western);
}

function startsWithMark(buffer: Buffer): boolean {
  return (buffer[0] === 0xff && buffer[1] === 0xfe) || (buffer[0] === 0xfe && buffer[1] === 0xff);
}

function hasHighBytes(buffer: Buffer): boolean {
  for (const byte of buffer) if (byte >= 0x80) return true;
  return false;
}

/** Whether more signs are whole than broken: a text that was cut keeps its character set. */
function isMostlyUtf8(buffer: Buffer): boolean {
  let whole = 0;
  let broken = 0;
  for (let at = 0; at < buffer.length; at++) {
    const byte = buffer[at] ?? 0;
    if (byte < 0x80) continue;
    const rest =
      byte >= 0xf0 && byte < 0xf5 ? 3 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xc2 && byte < 0xe0 ? 1 : 0;
    let got = 0;
    while (got < rest && ((buffer[at + got + 1] ?? 0) & 0xc0) === 0x80) got++;
    if (rest > 0 && got === rest) whole++;
    else broken++;
    at += got;
  }
  return whole >= broken;
}

/** Seven-bit sets that switch between two tables: what stands between the two signs has its high bits set back. */
function shifted(buffer: Buffer, into: string, back: string, table: string): string {
  const out = Buffer.allocUnsafe(buffer.length);
  const starts = (sign: string, at: number) =>
    buffer[at] === sign.charCodeAt(0) && (sign.length === 1 || buffer[at + 1] === sign.charCodeAt(1));
  let to = 0;
  let isInside = false;
  for (let at = 0; at < buffer.length; at++) {
    const sign = isInside ? back : into;
    if (starts(sign, at)) {
      isInside = !isInside;
      at += sign.length - 1;
      continue;
    }
    const byte = buffer[at] ?? 0;
    out[to++] = isInside && byte > 0x20 ? byte | 0x80 : byte;
  }
  return iconv.decode(out.subarray(0, to), table);
}
