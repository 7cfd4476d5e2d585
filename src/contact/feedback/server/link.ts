import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Id } from '#kernel/contract/ids.ts';
import { refuse } from '#kernel/server/problem.ts';

/** What a link stands for. */
export interface Linked {
  workspaceId: Id;
  requestId: Id;
}

const macBytes = 16;
const keys = new Map<string, Buffer>();

function keyOf(words: string): Buffer {
  const known = keys.get(words) ?? Buffer.from(hkdfSync('sha256', words, '', 'heed feedback link', 32));
  keys.set(words, known);
  return known;
}

const bytesOf = (id: Id) => Buffer.from(id.replaceAll('-', ''), 'hex');
const idOf = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
const macOf = (words: string, what: Buffer) =>
  createHmac('sha256', keyOf(words)).update(what).digest().subarray(0, macBytes);

/**
 * The last part of a link: workspace and request, signed with the words that seal secrets, so that it can be made again
 * at any time and nothing that opens it is stored.
 */
export function linkTokenOf(words: readonly string[], { workspaceId, requestId }: Linked): string {
  const [newest] = words;
  if (!newest) throw new Error('there are no words to sign with');
  const what = Buffer.concat([bytesOf(workspaceId), bytesOf(requestId)]);
  return Buffer.concat([what, macOf(newest, what)]).toString('base64url');
}

/** @throws Problem feedback.wrong_link */
export function readLink(words: readonly string[], token: string): Linked {
  const bytes = Buffer.from(token, 'base64url');
  const [what, mac] = [bytes.subarray(0, 32), bytes.subarray(32)];
  const isOurs = mac.length === macBytes && words.some((one) => timingSafeEqual(macOf(one, what), mac));
  if (!isOurs) refuse('feedback.wrong_link', 'Something is missing in this link, or it was changed.');
  return { workspaceId: idOf(what.subarray(0, 16)), requestId: idOf(what.subarray(16)) };
}
