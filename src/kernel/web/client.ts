import type { z } from 'zod';
import type { CommandContract, Contract, QueryContract } from '#kernel/contract/contract.ts';
import { newId } from '#kernel/contract/new-id.ts';
import { fieldsOf, fill } from '#kernel/contract/template.ts';
import { ProblemError, problemFrom } from './problem-error.ts';

/** Contracts by name: the generated type of everything the server offers. */
export type ContractTable<T> = { [K in keyof T]: Contract };
export type QueryName<T> = { [K in keyof T]: T[K] extends QueryContract ? K : never }[keyof T] & string;
export type CommandName<T> = { [K in keyof T]: T[K] extends CommandContract ? K : never }[keyof T] & string;

type Sent<In extends z.ZodType> = {
  // Coerced fields accept anything on the wire; here they have the type they end up with.
  [K in keyof z.input<In>]: unknown extends z.input<In>[K] ? (z.output<In> & Record<K, unknown>)[K] : z.input<In>[K];
};
/** What the caller gives: fields with defaults may be left out. */
export type ClientInput<C> = C extends Contract ? Sent<C['input']> : never;
/** What comes back. */
export type ClientOutput<C> = C extends Contract ? z.output<C['output']> : never;

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly keyed?: boolean;
  readonly subjects?: readonly string[];
}

export interface Client<T> {
  /** Reads. @throws ProblemError; `signal` aborts with the reason of its abort. */
  query<N extends QueryName<T>>(
    name: N,
    input: ClientInput<T[N]>,
    more?: { signal?: AbortSignal },
  ): Promise<ClientOutput<T[N]>>;
  /**
   * Writes. Repeats it with the same key, three tries in all, when no answer came or the server asked to come back.
   * `key`: the id of what is created, when the screen shows it before the answer. @throws ProblemError
   */
  command<N extends CommandName<T>>(
    name: N,
    input: ClientInput<T[N]>,
    more?: { key?: string; outlives?: boolean },
  ): Promise<ClientOutput<T[N]>>;
  /** The subjects on which the answer to this query depends; a hint of one of them means: fetch again. */
  subjectsOf<N extends QueryName<T>>(name: N, input: ClientInput<T[N]>): string[];
}

export interface ClientOptions<T> {
  routes: Record<QueryName<T>, Route>;
  /** Their code comes with the first of them. */
  commands: () => Promise<Record<CommandName<T>, Route>>;
  fetch?: typeof fetch;
  /** Address before /api/v1; by default the page's own. */
  base?: string;
  /** Milliseconds to wait before the second try; doubles. */
  backoffMs?: number;
}

const tries = 3;
const answerWithinMs = 20_000;
/** A longer Retry-After is for the person to decide, not for a spinner. */
const longestWaitMs = 5_000;

/** The typed client of the HTTP interface. Carries no schema: what the server refuses comes back as a ProblemError. */
export function createClient<T extends ContractTable<T>>(options: ClientOptions<T>): Client<T> {
  const send = options.fetch ?? ((...args: Parameters<typeof fetch>) => fetch(...args));
  const base = `${options.base ?? ''}/api/v1`;
  const backoffMs = options.backoffMs ?? 400;

  const once = async (url: string, init: RequestInit): Promise<unknown> => {
    const signals = [AbortSignal.timeout(answerWithinMs), ...(init.signal ? [init.signal] : [])];
    try {
      const response = await send(url, { ...init, credentials: 'same-origin', signal: AbortSignal.any(signals) });
      if (!response.ok) throw await problemFrom(response);
      return await response.json();
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      init.signal?.throwIfAborted();
      throw new ProblemError({ code: 'network' });
    }
  };

  return {
    query: async (name, input, more = {}) => {
      const { path, rest } = split(options.routes[name], input);
      const parameters = new URLSearchParams(Object.entries(rest).map(([field, value]) => [field, String(value)]));
      const url = parameters.size > 0 ? `${base}${path}?${parameters}` : `${base}${path}`;
      return (await once(url, more)) as never;
    },
    command: async (name, input, more = {}) => {
      const route = await options.commands().then(
        (commands): Route => commands[name],
        () => {
          throw new ProblemError({ code: 'network' });
        },
      );
      const { path, rest } = split(route, input);
      const headers: Record<string, string> = { 'Content-Type': 'application/json' };
      if (route.keyed) headers['Idempotency-Key'] = more.key ?? newId();
      const outlives = more.outlives ? { keepalive: true } : {};
      const init = { method: route.method, headers, body: JSON.stringify(rest), ...outlives };
      return (await repeat(() => once(`${base}${path}`, init), route.keyed ? tries : 1, backoffMs)) as never;
    },
    subjectsOf: (name, input) =>
      (options.routes[name].subjects ?? []).map((subject) => fill(subject, input as Record<string, unknown>)),
  };
}

/** Fields of the braces go into the path; the others that were given stay for the body or the parameters. */
function split(route: Route, input: unknown): { path: string; rest: Record<string, unknown> } {
  const values = input as Record<string, unknown>;
  const inPath = new Set(fieldsOf(route.path));
  const given = Object.entries(values).filter(([field, value]) => !inPath.has(field) && value !== undefined);
  return { path: fill(route.path, values), rest: Object.fromEntries(given) };
}

async function repeat<R>(work: () => Promise<R>, left: number, waitMs: number): Promise<R> {
  try {
    return await work();
  } catch (error) {
    const pause = error instanceof ProblemError ? pauseFor(error, waitMs) : undefined;
    if (left <= 1 || pause === undefined || pause > longestWaitMs) throw error;
    await new Promise((resolve) => setTimeout(resolve, pause));
    return repeat(work, left - 1, waitMs * 2);
  }
}

/** Milliseconds until the next try; undefined when repeating would not help. */
function pauseFor(error: ProblemError, waitMs: number): number | undefined {
  if (error.code !== 'network' && error.status !== 503 && error.status !== 429) return undefined;
  if (error.retryAfterS !== undefined) return error.retryAfterS * 1_000;
  // Jitter, so that the clients of a restarted server do not come back all at once.
  return waitMs * (0.5 + Math.random());
}
