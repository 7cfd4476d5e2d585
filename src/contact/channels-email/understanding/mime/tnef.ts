import { decodeBytes } from './charset.ts';

const signature = 0x223e9f78;
const begins = 0x9002;
const title = 0x8010;
const data = 0x800f;
const properties = 0x9005;
/** PR_ATTACH_LONG_FILENAME as 8-bit and as UTF-16 text. */
const longName = { narrow: 0x3707001e, wide: 0x3707001f };

export interface TnefFile {
  name: string;
  content: Buffer;
}

/** The files in Outlook's `winmail.dat`; none when it cannot be read. */
export function readTnef(bytes: Buffer): TnefFile[] {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== signature) return [];
  const files: TnefFile[] = [];
  let file: TnefFile | undefined;
  for (let at = 6; at + 9 <= bytes.length && files.length < 100; ) {
    const id = bytes.readUInt32LE(at + 1) & 0xffff;
    const length = bytes.readUInt32LE(at + 5);
    const value = bytes.subarray(at + 9, at + 9 + length);
    if (value.length < length) break;
    if (bytes[at] === 2 && id === begins) {
      file = { name: '', content: Buffer.alloc(0) };
      files.push(file);
    } else if (bytes[at] === 2 && file) {
      if (id === title) file.name ||= decodeBytes(value);
      if (id === data) file.content = value;
      if (id === properties) file.name = longNameIn(value) || file.name;
    }
    at += 9 + length + 2;
  }
  return files.filter((one) => one.name !== '' || one.content.length > 0);
}

/** The whole name stands among properties of many kinds; it is found by its tag, without reading the others. */
function longNameIn(value: Buffer): string {
  for (const [kind, tag] of Object.entries(longName)) {
    const mark = Buffer.alloc(4);
    mark.writeUInt32LE(tag);
    const at = value.indexOf(mark);
    if (at < 0 || at + 12 > value.length) continue;
    const length = value.readUInt32LE(at + 8);
    const text = value.subarray(at + 12, at + 12 + length);
    if (text.length < length || length > 2_000) continue;
    return kind === 'wide' ? text.toString('utf16le').replaceAll('\0', '') : decodeBytes(text);
  }
  return '';
}
