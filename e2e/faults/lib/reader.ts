import type { History } from './history.ts';
import { pause } from './timing.ts';

export interface ReadMessage {
  number: number;
  token: string;
}

/** One page after a number; rejects when no answer came. */
export type FetchAfter = (conversationId: string, after: number) => Promise<{ messages: ReadMessage[]; more: boolean }>;

export interface Reader {
  /** A message came by socket. */
  heard(connection: number, conversationId: string, message: ReadMessage): void;
  /** Fetches what is missing. */
  catchUp(conversationId: string): void;
  /** The last number up to which nothing is missing. */
  upTo(conversationId: string): number;
  stop(): void;
}

/** Keeps a log without gaps: a frame that is next is taken, one that skips makes it fetch, one it knows is dropped. */
export function createReader(name: string, history: History, fetchAfter: FetchAfter): Reader {
  const known = new Map<string, number>();
  const busy = new Set<string>();
  const again = new Set<string>();
  let isStopped = false;
  const upTo = (id: string) => known.get(id) ?? 0;
  const take = (conversationId: string, message: ReadMessage) => {
    if (message.number !== upTo(conversationId) + 1) return;
    known.set(conversationId, message.number);
    history.note({ type: 'take', reader: name, conversationId, ...message });
  };
  const pages = async (id: string) => {
    while (!isStopped) {
      again.delete(id);
      const page = await fetchAfter(id, upTo(id)).catch(() => undefined);
      if (!page) {
        await pause(300);
        continue;
      }
      for (const message of page.messages) take(id, message);
      if (!page.more && !again.has(id)) break;
    }
    busy.delete(id);
  };
  const catchUp = (id: string) => {
    again.add(id);
    if (busy.has(id)) return;
    busy.add(id);
    void pages(id);
  };
  return {
    heard: (connection, conversationId, message) => {
      const { number } = message;
      history.note({ type: 'receive', reader: name, connection, conversationId, number });
      if (number > upTo(conversationId) + 1) catchUp(conversationId);
      else take(conversationId, message);
    },
    catchUp,
    upTo,
    stop: () => {
      isStopped = true;
    },
  };
}
