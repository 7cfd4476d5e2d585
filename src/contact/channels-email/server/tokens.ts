import { createHash, createHmac, hkdfSync } from 'node:crypto';
import type { Id } from '#kernel/contract/ids.ts';

const signs = 'abcdefghijklmnopqrstuvwxyz234567';
const tokenLength = 26;

/** Whether a word has the form of a token: 128 bits in base 32, so that it survives programs that fold case. */
export function isToken(word: string): boolean {
  return word.length === tokenLength && /^[a-z2-7]+$/.test(word);
}

/**
 * The token that stands for one conversation with one address, in our Message-IDs and behind the plus of our addresses. It
 * is signed, so nobody makes one; only its hash is stored, so the database alone tells none.
 */
export function tokenFor(words: readonly string[], of: { workspaceId: Id; conversationId: Id; key: string }): string {
  const [newest] = words;
  if (!newest) throw new Error('there are no words to sign with');
  const key = Buffer.from(hkdfSync('sha256', newest, '', 'heed mail token', 32));
  const mac = createHmac('sha256', key).update(`${of.workspaceId} ${of.conversationId} ${of.key}`).digest();
  return base32(mac.subarray(0, 16));
}

function base32(bytes: Buffer): string {
  let bits = BigInt(`0x${bytes.toString('hex')}`) << 2n;
  let text = '';
  for (let i = 0; i < tokenLength; i++) {
    text = signs[Number(bits & 31n)] + text;
    bits >>= 5n;
  }
  return text;
}

/** A token as it is kept. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Our Message-ID of a mail: the same however often it is sent. */
export function headerIdFor(token: string, mailId: Id, address: string): string {
  const host = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return `<heed.${token}.${mailId.replaceAll('-', '')}@${host}>`;
}

/** The token in a Message-ID of ours; undefined in all others. */
export function tokenOfHeaderId(id: string): string | undefined {
  return /^<heed\.([a-z2-7]{26})\.[0-9a-f]{32}@[^>]+>$/i.exec(id)?.[1]?.toLowerCase();
}

/** support@… as support+TOKEN@…. */
export function withPlus(address: string, token: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+${token}${address.slice(at)}`;
}
