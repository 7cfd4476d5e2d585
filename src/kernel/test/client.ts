import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';
import type { Contract } from '#kernel/contract/contract.ts';
import { fieldsOf } from '#kernel/contract/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { ProblemBody } from '#kernel/contract/problem.ts';

/** Of everybody whom the tests let in. */
export const testPassphrase = 'kettles whistle at noon';

/** A refusal as a test meets it. */
export class ProblemError extends Error {
  readonly code: string;
  readonly status: number;
  readonly body: ProblemBody;
  readonly headers: Headers;

  constructor(status: number, body: ProblemBody, headers: Headers) {
    super(`${status} ${body.code}: ${body.detail}`);
    this.code = body.code;
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export interface RawOptions {
  body?: unknown;
  headers?: Record<string, string>;
}

/** A caller with a cookie jar of one cookie, or with the headers of a widget. Speaks real HTTP. */
export class Client {
  readonly url: string;
  personId = '';
  email = '';
  cookie: string | undefined;
  headers: Record<string, string> = {};
  /** Whether it confirms who it is when a risky change asks for it, as the desk does with its reader. */
  confirms = true;

  constructor(url: string) {
    this.url = url;
  }

  /**
   * Calls a command or query; throws ProblemError when refused. `key` repeats an earlier write. A Heed that is too busy to
   * answer is asked again, as every client does, where that is safe.
   */
  async call<C extends Contract>(
    contract: C,
    input: z.input<C['input']>,
    options: { key?: string; headers?: Record<string, string> } = {},
  ): Promise<z.output<C['output']>> {
    const given = { ...(input as Record<string, unknown>) };
    let path = `/api/v1${contract.path}`;
    for (const field of fieldsOf(contract.path)) {
      path = path.replace(`{${field}}`, encodeURIComponent(String(given[field])));
      delete given[field];
    }
    if (contract.kind === 'query') {
      const entries = Object.entries(given).filter(([, value]) => value !== undefined);
      const search = new URLSearchParams(entries.map(([key, value]) => [key, String(value)])).toString();
      const headers = options.headers ?? {};
      return read(await patiently(() => this.raw('GET', search ? `${path}?${search}` : path, { headers })));
    }
    const key: Record<string, string> = contract.keyed ? { 'Idempotency-Key': options.key ?? newId() } : {};
    const once = () => this.raw(contract.method, path, { body: given, headers: { ...key, ...options.headers } });
    const send = () => (contract.keyed ? patiently(once) : once());
    const response = await send();
    if (response.status !== 403 || !this.confirms) return read(response);
    const { code } = (await response.clone().json()) as ProblemBody;
    if (code !== 'access.fresh_proof_needed') return read(response);
    await this.raw('POST', '/api/v1/session/proof', { body: { passphrase: testPassphrase } });
    return read(await send());
  }

  /** Any request; a string or bytes as body go out as they are, anything else as JSON. */
  async raw(method: string, path: string, options: RawOptions = {}): Promise<Response> {
    const { body } = options;
    const isPlain = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(body !== undefined && !isPlain ? { 'Content-Type': 'application/json' } : {}),
        ...(this.cookie ? { Cookie: this.cookie } : {}),
        ...this.headers,
        ...options.headers,
      },
      ...(body === undefined ? {} : { body: isPlain ? (body as BodyInit) : JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      this.cookie = /Max-Age=0/i.test(line) ? undefined : pair;
    }
    return response;
  }
}

const mostRepeats = 5;

/** Sends again what found Heed too busy, after the pause that it asked for. */
async function patiently(send: () => Promise<Response>): Promise<Response> {
  for (let repeats = 0; ; repeats++) {
    const response = await send();
    if (response.status !== 503 || repeats === mostRepeats) return response;
    await pause(1_000 * Number(response.headers.get('retry-after') ?? 1));
  }
}

async function read<T>(response: Response): Promise<T> {
  const body: unknown = await response.json();
  if (!response.ok) throw new ProblemError(response.status, body as ProblemBody, response.headers);
  return body as T;
}
