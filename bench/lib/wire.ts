import { connect, type Socket } from 'node:net';

/** An answer of the server; `body` is parsed from JSON. */
export interface Answer {
  status: number;
  headers: string;
  body: unknown;
}

/** One HTTP/1.1 connection that is kept open, with one request at a time: the cheapest client there is. */
export interface Wire {
  /** Requests wait for each other in the order in which they were made. */
  send(method: string, path: string, body?: unknown, headers?: string): Promise<Answer>;
  close(): void;
}

/** `headers`: lines that go with every request, each ended by CRLF. `localAddress`: from where the caller comes. */
export interface WireOptions {
  headers?: string;
  localAddress?: string;
}

/** Opens a connection to `url`. Node's own clients cost as much as the server itself, on the same two cores. */
export function openWire(url: string, options: WireOptions = {}): Wire {
  const { hostname, port, host } = new URL(url);
  const { localAddress } = options;
  let line: { socket: Socket; read: () => Promise<Answer> } | undefined;
  // Connected at the first request: the server drops callers who stay silent for ten seconds.
  const open = () => {
    const socket = connect({ host: hostname, port: Number(port), ...(localAddress ? { localAddress } : {}) });
    socket.setNoDelay(true);
    line = { socket, read: reader(socket) };
    return line;
  };
  const common = `Host: ${host}\r\n${options.headers ?? ''}`;
  let last: Promise<unknown> = Promise.resolve();
  return {
    send: (method, path, body, headers = '') => {
      const payload = body === undefined ? '' : JSON.stringify(body);
      const length = Buffer.byteLength(payload);
      const about = payload ? `Content-Type: application/json\r\nContent-Length: ${length}\r\n` : '';
      const text = `${method} ${path} HTTP/1.1\r\n${common}${about}${headers}\r\n${payload}`;
      const answer = last.then(() => {
        const { socket, read } = line ?? open();
        socket.write(text);
        return read();
      });
      last = answer.catch(() => {});
      return answer;
    },
    close: () => line?.socket.destroy(),
  };
}

/** Gives the next whole answer each time it is called. */
function reader(socket: Socket): () => Promise<Answer> {
  let buffered = Buffer.alloc(0);
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | undefined;
  let broken: Error | undefined;
  const look = () => {
    if (!waiting) return;
    const found = parse(buffered);
    if (!found) return;
    buffered = buffered.subarray(found.end);
    const { resolve } = waiting;
    waiting = undefined;
    resolve(found.answer);
  };
  const fail = (error: Error) => {
    broken = error;
    waiting?.reject(error);
    waiting = undefined;
  };
  socket.on('data', (chunk) => {
    buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk]);
    look();
  });
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('The server closed the connection.')));
  return () =>
    new Promise((resolve, reject) => {
      if (broken) reject(broken);
      else waiting = { resolve, reject };
    });
}

function parse(bytes: Buffer): { answer: Answer; end: number } | undefined {
  const split = bytes.indexOf('\r\n\r\n');
  if (split < 0) return undefined;
  const headers = bytes.toString('latin1', 0, split);
  const body = /\r\ntransfer-encoding: *chunked/i.test(headers)
    ? readChunks(bytes, split + 4)
    : readLength(bytes, split + 4, Number(/\r\ncontent-length: *(\d+)/i.exec(headers)?.[1] ?? 0));
  if (!body) return undefined;
  const status = Number(headers.slice(9, 12));
  return { answer: { status, headers, body: asJson(body.text) }, end: body.end };
}

function readLength(bytes: Buffer, from: number, length: number): { text: string; end: number } | undefined {
  const end = from + length;
  return bytes.length < end ? undefined : { text: bytes.toString('utf8', from, end), end };
}

function readChunks(bytes: Buffer, from: number): { text: string; end: number } | undefined {
  const parts: Buffer[] = [];
  for (let at = from; ; ) {
    const line = bytes.indexOf('\r\n', at);
    if (line < 0) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16);
    const end = line + 2 + size;
    if (bytes.length < end + 2) return undefined;
    if (size === 0) return { text: Buffer.concat(parts).toString('utf8'), end: end + 2 };
    parts.push(bytes.subarray(line + 2, end));
    at = end + 2;
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
