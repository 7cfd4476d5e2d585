import { queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { Data, PushHandlers } from '#kernel/web/data.ts';
import { queryOf, useData } from '#kernel/web/hooks.tsx';
import type { ProblemError } from '#kernel/web/problem-error.ts';
import type { DeskMessage } from '../contract.ts';

/** The messages that are loaded, in order and without gaps between the first and the last. */
export type Thread = { messages: readonly DeskMessage[]; hasEarlier: boolean };

const pageSize = 50;
const catchUpSize = 200;

/** Puts messages in their places by number; one that is there already is taken over anew. */
export function merged(old: readonly DeskMessage[], more: readonly DeskMessage[]): DeskMessage[] {
  const byNumber = new Map(old.map((message) => [message.number, message]));
  for (const message of more) byNumber.set(message.number, message);
  return [...byNumber.values()].sort((a, b) => a.number - b.number);
}

/** The number up to which nothing is missing from the first message on. */
export function lastWithoutGap(messages: readonly DeskMessage[]): number {
  let last = messages[0]?.number ?? 0;
  for (const message of messages) {
    if (message.number > last + 1) return last;
    last = message.number;
  }
  return last;
}

/** Whether the message of this number is still the one that is known. */
export function stillThere(known: readonly DeskMessage[], number: number, page: readonly DeskMessage[]): boolean {
  const id = known.find((one) => one.number === number)?.id;
  return page.some((one) => one.number === number && one.id === id);
}

const threadKey = (data: Data, conversationId: string) =>
  [...data.keyOf('conversations.messages', { conversationId }), 'thread'] as const;

/**
 * The newest page at first; afterwards only what is newer than what is loaded. The last one known comes along, as a sign
 * that it still stands there: messages go when a conversation is split or a merge is undone.
 */
async function load(data: Data, conversationId: string, signal: AbortSignal): Promise<Thread> {
  const ask = (more: { after?: number; limit: number }) =>
    data.client.query('conversations.messages', { conversationId, ...more }, { signal });
  const kept = data.queries.getQueryData<Thread>(threadKey(data, conversationId));
  if (!kept || kept.messages.length === 0) return ask({ limit: pageSize });
  let thread = kept;
  for (;;) {
    const last = lastWithoutGap(thread.messages);
    const page = await ask({ after: last - 1, limit: catchUpSize });
    if (!stillThere(thread.messages, last, page.messages)) return ask({ limit: pageSize });
    thread = { ...thread, messages: merged(thread.messages, page.messages) };
    if (page.messages.length < catchUpSize) return withPushed(data, conversationId, thread);
  }
}

/** Messages pushed while the request was on its way must not vanish under its answer. */
function withPushed(data: Data, conversationId: string, thread: Thread): Thread {
  const now = data.queries.getQueryData<Thread>(threadKey(data, conversationId));
  return now ? { ...thread, messages: merged(now.messages, thread.messages) } : thread;
}

/** How the messages of a conversation are asked for. */
function threadOf(data: Data, conversationId: string) {
  return queryOptions<Thread, ProblemError>({
    queryKey: threadKey(data, conversationId),
    queryFn: ({ signal }) => load(data, conversationId, signal),
  });
}

/** Asks for a conversation that is likely to be opened next, so that it is here by then. Marks nothing as read. */
export function fetchAhead(data: Data, conversationId: string): void {
  void data.queries.prefetchQuery(queryOf(data, 'conversations.get', { conversationId }));
  void data.queries.prefetchQuery(threadOf(data, conversationId));
}

/** A conversation's messages, kept up to date; `earlier()` loads the page before, `farther()` a larger one. */
export function useThread(conversationId: string) {
  const data = useData();
  const query = useQuery(threadOf(data, conversationId));
  const [isLoadingEarlier, setLoadingEarlier] = useState(false);
  const first = query.data?.messages[0]?.number;
  const earlierBy = useCallback(
    async (limit: number) => {
      if (first === undefined) return;
      setLoadingEarlier(true);
      try {
        const page = await data.client.query('conversations.messages', {
          conversationId,
          before: first,
          limit,
        });
        data.queries.setQueryData<Thread>(
          threadKey(data, conversationId),
          (old) => old && { messages: merged(old.messages, page.messages), hasEarlier: page.hasEarlier },
        );
      } finally {
        setLoadingEarlier(false);
      }
    },
    [data, conversationId, first],
  );
  const earlier = useCallback(() => earlierBy(pageSize), [earlierBy]);
  const farther = useCallback(() => earlierBy(catchUpSize), [earlierBy]);
  const again = () => void query.refetch();
  return { thread: query.data, problem: query.error, again, earlier, farther, isLoadingEarlier };
}

type Pushed = { conversationId: string; message: DeskMessage };
type Seen = { conversationId: string; by: 'customer' | 'staff'; number: number };

/** What the socket pushes about conversations: the text of new messages, and how far the customer has seen. */
export const conversationPushes: PushHandlers = {
  message: ({ data: pushed }, data) => {
    const { conversationId, message } = pushed as Pushed;
    data.queries.setQueryData<Thread>(
      threadKey(data, conversationId),
      (old) => old && { ...old, messages: merged(old.messages, [message]) },
    );
  },
  seen: ({ data: pushed }, data) => {
    const { conversationId, by, number } = pushed as Seen;
    if (by !== 'customer') return;
    data.cache.patch('conversations.get', { conversationId }, (old) => ({
      ...old,
      customerSeen: Math.max(old.customerSeen, number),
    }));
  },
};
