import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** A form byte, the sign of the key, the nonce, the tag; then what is sealed. */
const form = 1;
const signBytes = 4;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + signBytes + nonceBytes + tagBytes;

interface Key {
  sign: Buffer;
  bytes: Buffer;
}

const keys = new Map<string, Key>();

/** The key that words stand for. Words are long and random, so they are stretched no further. */
function keyOf(words: string): Key {
  const known = keys.get(words);
  if (known) return known;
  const bytes = Buffer.from(hkdfSync('sha256', words, '', 'heed seal', 32));
  const key = { sign: createHash('sha256').update(bytes).digest().subarray(0, signBytes), bytes };
  keys.set(words, key);
  return key;
}

/**
 * Seals a secret that Heed must be able to read again (AES-256-GCM), so that the database and its backups alone do not
 * tell it. `about` names whose it is, e.g. `authenticator:ID`: put into another row it does not open.
 * `words` are those of the settings, the newest first.
 */
export function seal(words: readonly string[], secret: string, about: string): Buffer {
  const [newest] = words;
  if (!newest) throw new Error('there are no words to seal with');
  const key = keyOf(newest);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([form]), key.sign, nonce, cipher.getAuthTag(), sealed]);
}

/** What was sealed; undefined where none of the words opens it, or where it is not as it was. */
export function unseal(words: readonly string[], sealed: Buffer, about: string): string | undefined {
  if (sealed.length < headBytes || sealed[0] !== form) return undefined;
  const sign = sealed.subarray(1, 1 + signBytes);
  const key = words.map(keyOf).find((one) => one.sign.equals(sign));
  if (!key) return undefined;
  const nonce = sealed.subarray(1 + signBytes, 1 + signBytes + nonceBytes);
  const tag = sealed.subarray(headBytes - tagBytes, headBytes);
  try {
    const cipher = createDecipheriv('aes-256-gcm', key.bytes, nonce).setAAD(Buffer.from(about)).setAuthTag(tag);
    return Buffer.concat([cipher.update(sealed.subarray(headBytes)), cipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
