import { type InfiniteData, QueryClient } from '@tanstack/react-query';
import { newId } from '#kernel/contract/new-id.ts';
import type { Client, ClientInput, ClientOutput, CommandName, QueryName } from './client.ts';
import { createLive, type Live } from './live.ts';
import type { Offered } from './offered.ts';
import { ProblemError } from './problem-error.ts';
import { askForProof } from './proof.ts';
import { createRefresher, type QueryKeyOf, type Refresher } from './refresh.ts';
import { setSessionEnded } from './session.ts';

export type AnyQuery = QueryName<Offered>;
export type AnyCommand = CommandName<Offered>;
export type InputTo<N extends keyof Offered> = ClientInput<Offered[N]>;
export type OutputOf<N extends keyof Offered> = ClientOutput<Offered[N]>;

/** Direct access to answers that are kept: for echoes of what the reader did and for data pushed on the socket. */
export interface Cache {
  get<N extends AnyQuery>(name: N, input: InputTo<N>): OutputOf<N> | undefined;
  /** Changes a kept answer; does nothing when there is none. */
  patch<N extends AnyQuery>(name: N, input: InputTo<N>, change: (old: OutputOf<N>) => OutputOf<N>): void;
  /** Changes every page of every list of this name. */
  patchPages<N extends AnyQuery>(name: N, change: (page: OutputOf<N>) => OutputOf<N>): void;
}

/** What a capability does with data pushed on the socket, by the kind of the frame. */
export type PushHandlers = Readonly<Record<string, (push: { topic: string; data: unknown }, data: Data) => void>>;

export interface Data {
  client: Client<Offered>;
  queries: QueryClient;
  live: Live;
  refresh: Refresher;
  cache: Cache;
  keyOf<N extends AnyQuery>(name: N, input: InputTo<N>): QueryKeyOf;
  /** Runs a write and remembers it, to offer it again to a server that forgot it. @throws ProblemError */
  write<N extends AnyCommand>(name: N, input: InputTo<N>, more?: { key?: string }): Promise<OutputOf<N>>;
}

const remembered = 100;

/** Everything the screens read from and write to: client, kept answers, live store. */
export function createData(bare: Client<Offered>, handlers: readonly PushHandlers[]): Data {
  const queries = new QueryClient({
    defaultOptions: {
      // Hints say when something is old; asking without one would only load the server.
      queries: { staleTime: Number.POSITIVE_INFINITY, gcTime: 300_000, refetchOnWindowFocus: false, retry: retryQuery },
    },
  });
  const client = watchful(bare);
  const refresh = createRefresher(queries);
  const recent: (() => Promise<unknown>)[] = [];
  const keyOf: Data['keyOf'] = (name, input) => [name, input, client.subjectsOf(name, input)];
  const live = createLive((effect) => {
    if (effect.do === 'refetch') refresh.hint(effect.subjects);
    else if (effect.do === 'refetch-all') refresh.all();
    else if (effect.do === 'sign-in') setSessionEnded(true);
    else if (effect.do === 'offer-again') void offerAgain(recent);
    else for (const each of handlers) each[effect.kind]?.(effect, data);
  });
  const data: Data = {
    client,
    queries,
    live,
    refresh,
    keyOf,
    cache: createCache(queries, keyOf),
    write: async (name, input, { key = newId() } = {}) => {
      const send = () => client.command(name, input, { key });
      const output = await send();
      recent.push(send);
      if (recent.length > remembered) recent.shift();
      return output;
    },
  };
  return data;
}

function retryQuery(failures: number, error: unknown): boolean {
  const passing = error instanceof ProblemError && (error.code === 'network' || error.status === 503);
  return passing && failures < 5;
}

/** The same client, which notices when the session is over. */
function watchful(client: Client<Offered>): Client<Offered> {
  const notice = (error: unknown): never => {
    if (error instanceof ProblemError && error.code === 'access.signed_out') setSessionEnded(true);
    throw error;
  };
  return {
    subjectsOf: client.subjectsOf,
    query: (name, input, more) => client.query(name, input, more).catch(notice),
    command: (name, input, { key = newId() } = {}) => proven(() => client.command(name, input, { key })).catch(notice),
  };
}

const needsProof = (error: unknown) => error instanceof ProblemError && error.code === 'access.fresh_proof_needed';
/** So long another process may still go by what it knew of this session before. */
const heardWithinMs = 1_000;

/** A risky write asks the reader who they are and goes on as the same write; whoever waits for it notices nothing. */
async function proven<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!needsProof(error) || !(await askForProof())) throw error;
  }
  try {
    return await send();
  } catch (error) {
    if (!needsProof(error)) throw error;
    await new Promise((resolve) => setTimeout(resolve, heardWithinMs));
    return send();
  }
}

/** Repeats remembered writes in their order, with their keys: what the server still knows is not done twice. */
async function offerAgain(recent: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const send of [...recent]) await send().catch(() => undefined);
}

function createCache(queries: QueryClient, keyOf: Data['keyOf']): Cache {
  return {
    get: (name, input) => queries.getQueryData(keyOf(name, input)),
    patch: (name, input, change) => {
      queries.setQueryData(keyOf(name, input), (old: OutputOf<typeof name> | undefined) => old && change(old));
    },
    patchPages: <N extends AnyQuery>(name: N, change: (page: OutputOf<N>) => OutputOf<N>) => {
      const changed = (old: InfiniteData<OutputOf<N>> | undefined) => old && { ...old, pages: old.pages.map(change) };
      const isPaged = (key: readonly unknown[]) => key[0] === name && key[3] === 'pages';
      queries.setQueriesData<InfiniteData<OutputOf<N>>>({ predicate: (query) => isPaged(query.queryKey) }, changed);
    },
  };
}
