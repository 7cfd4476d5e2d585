import { WebSocket } from 'ws';
import { livePath, liveProtocol, type ServerFrame } from '#kernel/contract/live.ts';
import type { Client } from './client.ts';

export interface TestSocket {
  /** Every frame so far, oldest first. */
  frames: ServerFrame[];
  send(frame: unknown): void;
  /** Resolves with the first frame, past or to come, that fits. @throws when none comes in time (2 s) */
  next<T extends ServerFrame['t']>(
    t: T,
    fits?: (frame: Extract<ServerFrame, { t: T }>) => boolean,
    withinMs?: number,
  ): Promise<Extract<ServerFrame, { t: T }>>;
  /** Resolves with the code with which the socket ended. */
  closed: Promise<number>;
  ws: WebSocket;
  close(): void;
}

/** Opens a socket; says nothing yet. `headers` replace those of the client, e.g. its Origin. */
export async function openSocket(client: Client, headers: Record<string, string> = {}): Promise<TestSocket> {
  const { Origin: origin, ...others } = { ...client.headers, ...headers };
  const ws = new WebSocket(client.url.replace(/^http/, 'ws') + livePath, liveProtocol, {
    headers: { ...(client.cookie ? { Cookie: client.cookie } : {}), ...others },
    ...(origin ? { origin } : {}),
  });
  const frames: ServerFrame[] = [];
  const waiting = new Set<() => void>();
  ws.on('message', (data) => {
    frames.push(JSON.parse(String(data)) as ServerFrame);
    for (const look of [...waiting]) look();
  });
  const closed = new Promise<number>((resolve) => ws.once('close', resolve));
  await new Promise<void>((resolve, reject) => {
    ws.once('open', () => resolve());
    ws.once('error', reject);
  });
  ws.on('error', () => {});
  const next: TestSocket['next'] = (t, fits, withinMs = 2_000) =>
    new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        waiting.delete(look);
      };
      const look = () => {
        const found = frames.find((frame) => frame.t === t && (!fits || fits(frame as never)));
        if (!found) return;
        end();
        resolve(found as never);
      };
      const timer = setTimeout(() => {
        end();
        reject(new Error(`no frame ${t} within ${withinMs} ms; heard ${JSON.stringify(frames).slice(0, 500)}`));
      }, withinMs);
      waiting.add(look);
      look();
    });
  const send = (frame: unknown) => ws.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  return { frames, next, closed, ws, send, close: () => ws.terminate() };
}

/** The first frame of this caller: a visitor's holds key and token, everybody else's only says that it is a desk. */
export function helloOf(client: Client): Record<string, string> {
  const token = client.headers.Authorization?.replace('Bearer ', '');
  if (!token) return { t: 'hello', as: 'staff' };
  return { t: 'hello', as: 'customer', key: client.headers['X-Heed-Key'] ?? '', token };
}

/** Opens a socket and says hello; resolves when the server has answered with `welcome` or `bye`. */
export async function greet(client: Client): Promise<TestSocket> {
  const socket = await openSocket(client);
  socket.send(helloOf(client));
  await Promise.race([socket.next('welcome'), socket.next('bye')]);
  return socket;
}
