import { t } from '@lingui/core/macro';
import {
  keepPreviousData,
  QueryClientProvider,
  queryOptions,
  skipToken,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import type { AnyCommand, AnyQuery, Data, InputTo, OutputOf } from './data.ts';
import { useParts } from './desk-part.ts';
import type { LiveState, Typer } from './live-state.ts';
import { ProblemError } from './problem-error.ts';
import { offerWayOn } from './refusals.tsx';
import { showToast } from './ui/toasts.ts';

const DataContext = createContext<Data | null>(null);

/** Gives the screens inside it their data. */
export function DataProvider({ data, children }: { data: Data; children: ReactNode }) {
  return (
    <DataContext value={data}>
      <QueryClientProvider client={data.queries}>{children}</QueryClientProvider>
    </DataContext>
  );
}

/** The data around a screen. Throws outside DataProvider. */
export function useData(): Data {
  const data = useContext(DataContext);
  if (!data) throw new Error('useData needs a DataProvider above it.');
  return data;
}

/** How a question is asked and under which key its answer is kept: for `useQueryOf`, and to ask before it is wanted. */
export function queryOf<N extends AnyQuery>({ client, keyOf }: Data, name: N, input: InputTo<N>) {
  return queryOptions<OutputOf<N>, ProblemError>({
    queryKey: keyOf(name, input),
    queryFn: ({ signal }) => client.query(name, input, { signal }),
  });
}

/**
 * Reads, keeps the answer and keeps it true: a hint of one of the query's subjects fetches it again.
 * Input `null` asks nothing. `keep` shows the last answer while the next one is on its way.
 */
export function useQueryOf<N extends AnyQuery>(
  name: N,
  input: InputTo<N> | null,
  { keep = false }: { keep?: boolean } = {},
): UseQueryResult<OutputOf<N>, ProblemError> {
  const data = useData();
  return useQuery<OutputOf<N>, ProblemError>({
    ...(input === null ? { queryKey: [name, null, []], queryFn: skipToken } : queryOf(data, name, input)),
    ...(keep && { placeholderData: keepPreviousData }),
  });
}

type Page = { next: string | null };
type PagedQuery = { [N in AnyQuery]: OutputOf<N> extends Page ? N : never }[AnyQuery];

/**
 * Reads a list page by page: `pages` so far, `more()` for the next one. `keep` shows the pages of the last input while the
 * first of the next is on its way; then `isOld`.
 */
export function usePagesOf<N extends PagedQuery>(
  name: N,
  input: Omit<InputTo<N>, 'after'>,
  { keep = false }: { keep?: boolean } = {},
) {
  const { client, keyOf } = useData();
  const first = input as InputTo<N>;
  const query = useInfiniteQuery({
    queryKey: [...keyOf(name, first), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      client.query(name, { ...first, ...(pageParam !== undefined && { after: pageParam }) }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page as Page).next ?? undefined,
    ...(keep && { placeholderData: keepPreviousData }),
  });
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);
  return {
    pages: query.data?.pages as OutputOf<N>[] | undefined,
    problem: query.error as ProblemError | null,
    hasMore: hasNextPage,
    isOld: query.isPlaceholderData,
    more,
    again: () => void query.refetch(),
  };
}

/** Any error as a refusal with words for a person. */
export function asProblem(error: unknown): ProblemError {
  return error instanceof ProblemError
    ? error
    : new ProblemError({ code: 'page.failed', title: t`This page stumbled` });
}

/** Said by a dialog: the one that signs in, or the one that asks who it is and that the reader closed. */
const saidElsewhere = ['access.signed_out', 'access.fresh_proof_needed'];

/** Says a refusal at the edge of the page, unless a dialog has said it. */
export function tellProblem(problem: ProblemError): void {
  if (saidElsewhere.includes(problem.code)) return;
  if (problem.code === 'record.stale') {
    showToast({ state: 'warn', text: t`${problem.title}. You see the newest now; do it again if it still fits.` });
    return;
  }
  showToast({ state: 'broken', text: `${problem.title}. ${problem.detail}` });
}

/**
 * Writes. `run` says refusals in a toast and then gives undefined; `send` throws them, for forms that say them beside
 * their fields. `touches` names subjects to fetch at once, without waiting for the hint of the own change. A refusal
 * for which a part offers a way on shows that, whichever of the two was used.
 */
export function useCommandOf<N extends AnyCommand>(
  name: N,
  { touches }: { touches?: (input: InputTo<N>) => readonly string[] } = {},
) {
  const data = useData();
  const parts = useParts();
  const [pending, setPending] = useState(0);
  const send = async (input: InputTo<N>, more?: { key?: string }): Promise<OutputOf<N>> => {
    setPending((count) => count + 1);
    try {
      const output = await data.write(name, input, more);
      if (touches) data.refresh.hint(touches(input));
      return output;
    } catch (error) {
      const problem = asProblem(error);
      // The screen showed an older version; the newest is what the next try must start from.
      if (problem.code === 'record.stale') data.refresh.all();
      offerWayOn(parts, { problem, contract: name, input: input as Record<string, unknown> });
      throw problem;
    } finally {
      setPending((count) => count - 1);
    }
  };
  const run = (input: InputTo<N>, more?: { key?: string }): Promise<OutputOf<N> | undefined> =>
    send(input, more).catch((error: unknown) => {
      const problem = asProblem(error);
      if (!parts.some((part) => part.refusals?.[problem.code])) tellProblem(problem);
      return undefined;
    });
  return { run, send, busy: pending > 0 };
}

/** One thing about the live connection. The whole changes with every frame of the socket, so nobody asks for that. */
export function useLive<Key extends keyof LiveState>(key: Key): LiveState[Key] {
  const { live } = useData();
  return useSyncExternalStore(live.subscribe, () => live.current()[key]);
}

const nobody: readonly Typer[] = [];

/** Watches a topic while the part is on screen and tells who types there. */
export function useTopic(topic: string): readonly Typer[] {
  const { live } = useData();
  useEffect(() => live.watch(topic), [live, topic]);
  return useSyncExternalStore(live.subscribe, () => live.current().typing[topic] ?? nobody);
}
