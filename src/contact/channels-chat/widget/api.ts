import type { ProblemBody } from '#kernel/contract/problem.ts';
import { retryAfter } from './backoff.ts';

export type Answer<T> = { ok: true; data: T } | Failure;

/** `status` 0: no answer came at all. */
export interface Failure {
  ok: false;
  status: number;
  code: string;
  words: string;
  retryAfterMs: number | null;
}

export interface Request {
  method: 'GET' | 'POST' | 'PUT';
  /** Below /api/v1. */
  path: string;
  token?: string | null;
  body?: unknown;
  /** The Idempotency-Key. */
  id?: string;
}

export type Call = <T>(request: Request) => Promise<Answer<T>>;

const answerWithinMs = 20_000;

/**
 * Calls the public API from the shop's page. Never throws: what goes wrong comes back as a failure. No cookie
 * travels; who asks is said by the widget key and the visitor token in headers.
 */
export function createCall(origin: string, key: string): Call {
  return async <T>({ method, path, token, body, id }: Request): Promise<Answer<T>> => {
    const headers: Record<string, string> = { 'X-Heed-Key': key };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (token) headers.Authorization = `Bearer ${token}`;
    if (id) headers['Idempotency-Key'] = id;
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), answerWithinMs);
    try {
      const response = await fetch(`${origin}/api/v1${path}`, {
        method,
        headers,
        credentials: 'omit',
        signal: patience.signal,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (response.ok) return { ok: true, data: (await response.json()) as T };
      return await failure(response);
    } catch {
      return { ok: false, status: 0, code: '', words: '', retryAfterMs: null };
    } finally {
      clearTimeout(timer);
    }
  };
}

async function failure(response: Response): Promise<Failure> {
  const problem = (await response.json().catch(() => ({}))) as Partial<ProblemBody>;
  return {
    ok: false,
    status: response.status,
    code: problem.code ?? '',
    words: problem.errors?.[0]?.message ?? problem.title ?? '',
    retryAfterMs: retryAfter(response.headers.get('Retry-After')),
  };
}
