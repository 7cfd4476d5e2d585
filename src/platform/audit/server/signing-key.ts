import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '#kernel/server/config.ts';

type Where = Pick<Config, 'dataDir' | 'signingKey'>;

/** The file of the private key in the data folder, for its owner alone. */
export const keyFile = (dataDir: string) => join(dataDir, 'audit-signing.pem');

/** An Ed25519 key pair. `publicKey` are its 32 bytes. */
export interface SigningKey {
  publicKey: Buffer;
  sign(text: Buffer): Buffer;
}

/** The key of this installation: HEED_SIGNING_KEY, else the file in the data folder, else undefined. */
export async function readKey(where: Where): Promise<SigningKey | undefined> {
  if (where.signingKey) return fromSetting(where.signingKey);
  const pem = await readFile(keyFile(where.dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new Error(`The signing key in ${keyFile(where.dataDir)} cannot be read (${error.code}).`);
  });
  return pem === undefined ? undefined : signingKey(createPrivateKey(pem));
}

/** Makes a key pair and keeps it in the data folder, unless somebody did so just now. */
export async function makeKey(where: Where): Promise<SigningKey> {
  await mkdir(where.dataDir, { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  await writeFile(keyFile(where.dataDir), pem, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const key = await readKey(where);
  if (!key) throw new Error(`The signing key could not be kept in ${keyFile(where.dataDir)}.`);
  return key;
}

function fromSetting(text: string): SigningKey {
  try {
    const pem = text.includes('-----') ? text : `-----BEGIN PRIVATE KEY-----\n${text}\n-----END PRIVATE KEY-----\n`;
    return signingKey(createPrivateKey(pem));
  } catch {
    throw new Error('HEED_SIGNING_KEY is no Ed25519 private key: use what stands in audit-signing.pem.');
  }
}

function signingKey(privateKey: KeyObject): SigningKey {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (privateKey.asymmetricKeyType !== 'ed25519' || !x) throw new Error('The signing key is no Ed25519 key.');
  return { publicKey: Buffer.from(x, 'base64url'), sign: (text) => sign(null, text, privateKey) };
}

/** The name of a key for people: the first 16 hexadecimal digits of its SHA-256. */
export function keyName(publicKey: Buffer): string {
  return createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
}

/** Whether a signature of these 32 bytes of public key is over exactly this text. */
export function isSignedBy(publicKey: Buffer, text: Buffer, signature: Buffer): boolean {
  try {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') };
    return verify(null, text, createPublicKey({ key: jwk, format: 'jwk' }), signature);
  } catch {
    return false;
  }
}
