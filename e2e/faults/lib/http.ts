import { Agent, request } from 'node:http';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** Milliseconds from the request to the last byte. */
  ms: number;
}

export interface AskOptions {
  method?: string;
  headers?: Record<string, string>;
  /** Goes out as JSON. */
  body?: unknown;
  /** The connection is cut when there is no answer for this long. */
  timeoutMs?: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 2_000, maxFreeSockets: 256 });

/** One request over kept connections. Rejects when the connection breaks or nothing comes in time. */
export function ask(url: string, options: AskOptions = {}): Promise<Answer> {
  const startedAt = performance.now();
  const body = options.body === undefined ? undefined : JSON.stringify(options.body);
  const headers = { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...options.headers };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: options.method ?? 'GET', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('error', reject);
      response.on('end', () => {
        clearTimeout(late);
        const ms = performance.now() - startedAt;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, ms });
      });
    });
    const limit = options.timeoutMs ?? 10_000;
    const late = setTimeout(() => sent.destroy(new Error(`no answer within ${limit} ms`)), limit);
    sent.on('error', (error) => {
      clearTimeout(late);
      reject(error);
    });
    sent.end(body);
  });
}

/** Milliseconds that an answer asks to wait, or null. */
export function retryAfterMs(answer: Answer): number | null {
  const seconds = Number(answer.headers['retry-after']);
  return Number.isFinite(seconds) ? seconds * 1_000 : null;
}
