import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Id } from '../contract/ids.ts';

const macBytes = 16;
const idBytes = 16;
const keys = new Map<string, Buffer>();

function keyOf(words: string, purpose: string): Buffer {
  const name = `${purpose} ${words}`;
  const known = keys.get(name) ?? Buffer.from(hkdfSync('sha256', words, '', purpose, 32));
  keys.set(name, known);
  return known;
}

const bytesOf = (id: Id) => Buffer.from(id.replaceAll('-', ''), 'hex');
const idOf = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
const macOf = (words: string, purpose: string, what: Buffer) =>
  createHmac('sha256', keyOf(words, purpose)).update(what).digest().subarray(0, macBytes);

/**
 * Ids as the last part of a link, signed for one purpose with the words that seal secrets: it can be made again at any
 * time, nobody else makes one, and nothing that opens it is stored.
 */
export function signIds(words: readonly string[], purpose: string, ids: readonly Id[]): string {
  const [newest] = words;
  if (!newest) throw new Error('there are no words to sign with');
  const what = Buffer.concat(ids.map(bytesOf));
  return Buffer.concat([what, macOf(newest, purpose, what)]).toString('base64url');
}

/** The ids again; undefined where something is missing or was changed. */
export function readSigned(words: readonly string[], purpose: string, token: string, count: number): Id[] | undefined {
  const bytes = Buffer.from(token, 'base64url');
  const [what, mac] = [bytes.subarray(0, count * idBytes), bytes.subarray(count * idBytes)];
  const isOurs = mac.length === macBytes && words.some((one) => timingSafeEqual(macOf(one, purpose, what), mac));
  if (!isOurs) return undefined;
  return Array.from({ length: count }, (_, at) => idOf(what.subarray(at * idBytes, (at + 1) * idBytes)));
}
