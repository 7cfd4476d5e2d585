import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { importJWK, type JWTPayload, jwtVerify } from 'jose';

interface PushKeys {
  p256dh: string;
  auth: string;
  open(body: Buffer): unknown;
}

/** What a browser makes for itself, and how it opens what was sent to it (RFC 8291, written anew for the test). */
export function newPushKeys(): PushKeys {
  const own = createECDH('prime256v1');
  const p256dh = own.generateKeys();
  const auth = randomBytes(16);
  const derive = (key: Buffer, salt: Buffer, info: Buffer | string, size: number) =>
    Buffer.from(hkdfSync('sha256', key, salt, info, size));
  const open = (body: Buffer): unknown => {
    const salt = body.subarray(0, 16);
    const idLength = body.readUInt8(20);
    const sender = body.subarray(21, 21 + idLength);
    const sealed = body.subarray(21 + idLength);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, sender]);
    const key = derive(own.computeSecret(sender), auth, info, 32);
    const opener = createDecipheriv(
      'aes-128-gcm',
      derive(key, salt, 'Content-Encoding: aes128gcm\0', 16),
      derive(key, salt, 'Content-Encoding: nonce\0', 12),
    ).setAuthTag(sealed.subarray(-16));
    const plain = Buffer.concat([opener.update(sealed.subarray(0, -16)), opener.final()]);
    return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString('utf8'));
  };
  return { p256dh: p256dh.toString('base64url'), auth: auth.toString('base64url'), open };
}

/** One message as it arrived at the push service, opened. */
export interface Arrived {
  path: string;
  shown: { title: string; body: string; to: string; tag: string };
  headers: IncomingMessage['headers'];
  /** Who sent it, by the signature. */
  sender: JWTPayload;
  raw: Buffer;
}

export interface PushService {
  url: string;
  arrived: Arrived[];
  /** What it answers from now on, path by path; 201 otherwise. */
  answers: Map<string, number>;
  /** How often it was asked, whatever it answered. */
  asked: number;
  /** A browser that lets itself be told: its address and keys. */
  subscribe(): { endpoint: string; p256dh: string; auth: string };
  stop(): Promise<void>;
}

async function senderOf(header: string, audience: string): Promise<JWTPayload> {
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(header) ?? [];
  const point = Buffer.from(key, 'base64url');
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
  const jwk = await importJWK({ kty: 'EC', crv: 'P-256', x, y }, 'ES256');
  return (await jwtVerify(token, jwk, { audience })).payload;
}

/** A push service of a browser, on an address of the own machine that Heed is allowed to call. */
export async function startPushService(host = '127.0.0.2'): Promise<PushService> {
  const keys = new Map<string, PushKeys>();
  const take = async (request: IncomingMessage): Promise<number> => {
    const path = request.url ?? '';
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    service.asked++;
    const status = service.answers.get(path) ?? 201;
    if (status !== 201) return status;
    const raw = Buffer.concat(chunks);
    const { headers } = request;
    const sender = await senderOf(headers.authorization ?? '', service.url);
    service.arrived.push({ path, shown: keys.get(path)?.open(raw) as Arrived['shown'], headers, sender, raw });
    return status;
  };
  const server = createServer((request, response) => {
    take(request).then(
      (status) => response.writeHead(status).end(),
      () => response.writeHead(400).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const bound = server.address();
  const service: PushService = {
    url: `http://${host}:${typeof bound === 'object' && bound ? bound.port : 0}`,
    arrived: [],
    answers: new Map(),
    asked: 0,
    subscribe: () => {
      const path = `/${randomBytes(9).toString('hex')}`;
      const made = newPushKeys();
      keys.set(path, made);
      return { endpoint: service.url + path, p256dh: made.p256dh, auth: made.auth };
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return service;
}
