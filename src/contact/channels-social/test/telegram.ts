import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the Bot API of a stub was called with. */
export interface Called {
  method: string;
  body: Record<string, unknown>;
  /** Of a form: the file that it brought. */
  file?: { field: string; name: string; bytes: Buffer };
}
type Refusal = { error_code: number; description: string; parameters?: { retry_after: number } };

/** A server that speaks as the Bot API of Telegram does, for one bot. */
export interface StubTelegram {
  url: string;
  token: string;
  calls: Called[];
  called(method: string): Called[];
  /** Resolves once a method was called so often. */
  until(method: string, count: number): Promise<Called[]>;
  /** What it says to the next sends and questions for files, one after the other; then it takes and gives everything. */
  refusals: Refusal[];
  /** Files by their ids. */
  files: Map<string, Buffer>;
  /** Files that it does not give yet, with the seconds after which it wants to be asked again. */
  late: Map<string, number>;
  /** For whoever asks by getUpdates; a number once given is given until it is asked for later ones. */
  tell(update: Record<string, unknown>): number;
  webhook: { url: string; secret: string } | undefined;
  stop(): Promise<void>;
}

export async function startTelegram(
  token = '123456:brass-kettle-brass-kettle',
  { id = 42, host = '127.0.0.3' } = {},
): Promise<StubTelegram> {
  const calls: Called[] = [];
  const refusals: Refusal[] = [];
  const files = new Map<string, Buffer>();
  const late = new Map<string, number>();
  let updates: Record<string, unknown>[] = [];
  let [updateId, messageId] = [1_000, 500];
  const stub: Pick<StubTelegram, 'webhook'> = { webhook: undefined };
  const results: Record<string, (body: Record<string, unknown>) => unknown> = {
    getMe: () => ({ id, is_bot: true, first_name: 'Fennick', username: 'fennick_bot' }),
    setWebhook: ({ url, secret_token }) => {
      stub.webhook = { url: String(url), secret: String(secret_token) };
      return true;
    },
    deleteWebhook: () => {
      stub.webhook = undefined;
      return true;
    },
    getUpdates: ({ offset = 0 }) => {
      updates = updates.filter((one) => Number(one.update_id) >= Number(offset));
      return updates.slice(0, 100);
    },
    getFile: ({ file_id }) => ({ file_id, file_path: `documents/${String(file_id)}` }),
    sendMessage: ({ chat_id, text }) => ({ message_id: ++messageId, chat: { id: chat_id }, text }),
    sendPhoto: () => ({ message_id: ++messageId }),
    sendDocument: () => ({ message_id: ++messageId }),
  };
  const server = createServer((request, response) => {
    const say = (status: number, body: unknown) => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
    };
    void readAll(request).then(async (bytes) => {
      const [, where = '', path = ''] = /^\/(file\/)?bot[^/]+\/(.*)$/.exec(request.url ?? '') ?? [];
      if (!(request.url ?? '').includes(`/bot${token}/`)) {
        return say(401, { ok: false, error_code: 401, description: 'Unauthorized' });
      }
      const file = where && files.get(path.replace('documents/', ''));
      if (where) return file ? say(200, file) : say(404, { ok: false, error_code: 404, description: 'Not Found' });
      const called = { method: path, ...parsed(request, bytes) };
      calls.push(called);
      const refused = path.startsWith('send') || path === 'getFile' ? refusals.shift() : undefined;
      const retry_after = path === 'getFile' ? late.get(String(called.body.file_id)) : undefined;
      if (retry_after !== undefined) {
        return say(429, { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after } });
      }
      if (refused) return say(refused.error_code, { ok: false, ...refused });
      const result = results[path]?.(called.body);
      // As the service does when it has nothing to tell, though not for as long.
      if (path === 'getUpdates' && updates.length === 0) await new Promise((later) => setTimeout(later, 200));
      say(200, { ok: true, result });
    });
  });
  await new Promise<void>((listening) => server.listen(0, host, listening));
  server.unref();
  const called = (method: string) => calls.filter((one) => one.method === method);
  return Object.assign(stub, {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    ...{ token, calls, refusals, files, late, called },
    until: async (method: string, count: number) => {
      for (let waited = 0; waited < 15_000 && called(method).length < count; waited += 25) {
        await new Promise((later) => setTimeout(later, 25));
      }
      if (called(method).length < count) throw new Error(`${method}: ${called(method).length} calls, not ${count}`);
      return called(method);
    },
    tell: (update: Record<string, unknown>) => {
      updates.push({ update_id: ++updateId, ...update });
      return updateId;
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((closed) => server.close(() => closed()));
    },
  });
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
}

function parsed(request: IncomingMessage, bytes: Buffer): Omit<Called, 'method'> {
  const boundary = /boundary=(\S+)/.exec(request.headers['content-type'] ?? '')?.[1];
  if (!boundary) return { body: bytes.length > 0 ? (JSON.parse(bytes.toString()) as Record<string, unknown>) : {} };
  const body: Record<string, unknown> = {};
  let file: Called['file'];
  for (const part of bytes.toString('latin1').split(`--${boundary}`).slice(1, -1)) {
    const [head = '', ...rest] = part.split('\r\n\r\n');
    const content = Buffer.from(rest.join('\r\n\r\n').slice(0, -2), 'latin1');
    const field = /name="([^"]+)"/.exec(head)?.[1] ?? '';
    const name = /filename="([^"]+)"/.exec(Buffer.from(head, 'latin1').toString())?.[1];
    if (name) file = { field, name, bytes: content };
    else body[field] = content.toString();
  }
  return { body, ...(file && { file }) };
}

/** A message of somebody in a private chat with the bot. */
export function written(by: number, id: number, more: Record<string, unknown>): Record<string, unknown> {
  const from = { id: by, is_bot: false, first_name: 'Kim', last_name: `Kaldor ${by}`, username: `kim${by}` };
  return { message_id: id, date: 1_780_000_000, chat: { id: by, type: 'private' }, from, ...more };
}
