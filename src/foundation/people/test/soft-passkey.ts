import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

/** What a browser's key does, in a few lines: one passkey that a test holds in its hand. */
export interface SoftPasskey {
  id: string;
  /** Answers to "make a passkey". */
  create(challenge: string): { id: string; clientDataJSON: string; attestationObject: string; transports: string[] };
  /** Answers to "prove that you have it". `counter` is what the key says that it counts. */
  get(challenge: string, counter?: number): PasskeyProof;
}

export interface PasskeyProof {
  id: string;
  clientDataJSON: string;
  authenticatorData: string;
  signature: string;
}

const userPresentAndVerified = 0x05;
const hasKey = 0x40;

/** CBOR of the few shapes that are needed: small integers, bytes, text and maps. */
function cbor(value: unknown): Buffer {
  const head = (major: number, size: number) =>
    size < 24
      ? Buffer.from([(major << 5) | size])
      : size < 256
        ? Buffer.from([(major << 5) | 24, size])
        : Buffer.from([(major << 5) | 25, size >> 8, size & 255]);
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Map) {
    return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, one]) => [cbor(key), cbor(one)])]);
  }
  throw new Error('no CBOR for this');
}

/** A passkey for this host, whose answers name this origin. */
export function softPasskey(origin: string, rpId = 'localhost'): SoftPasskey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const rawId = randomBytes(32);
  const id = rawId.toString('base64url');
  const clientData = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const authData = (flags: number, counter: number, more: Buffer[] = []) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), count, ...more]);
  };
  return {
    id,
    create: (challenge) => {
      const point = (text: string) => Buffer.from(text, 'base64url');
      const key = cbor(
        new Map<number, unknown>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, point(x)],
          [-3, point(y)],
        ]),
      );
      const size = Buffer.from([0, rawId.length]);
      const data = authData(userPresentAndVerified | hasKey, 0, [Buffer.alloc(16), size, rawId, key]);
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', data],
      ]);
      return {
        id,
        clientDataJSON: clientData('webauthn.create', challenge).toString('base64url'),
        attestationObject: cbor(attestation).toString('base64url'),
        transports: ['internal'],
      };
    },
    get: (challenge, counter = 0) => {
      const client = clientData('webauthn.get', challenge);
      const data = authData(userPresentAndVerified, counter);
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
      return {
        id,
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: createSign('sha256').update(signed).sign(privateKey).toString('base64url'),
      };
    },
  };
}
