import type { OutputOf } from '#kernel/contract/contract.ts';
import type { chatHistory } from '../contract.ts';
import { backoff, passes } from './backoff.ts';
import type { Log } from './log.ts';
import type { Session } from './session.ts';

export type Page = OutputOf<typeof chatHistory>;

export interface History {
  /** Fetches what is missing; a call during a fetch makes one more follow. */
  catchUp(): void;
  stop(): void;
}

interface Parts {
  log: Log;
  session: Session;
  /** Each page, already in the log. */
  page: (page: Page) => void;
  /** The server no longer has what it once gave: it was restored to an earlier state. */
  lost: () => void;
  /** No answer came; it will ask again. */
  failed: () => void;
  /** Everything is there, or there is nothing to be had (`gone`: no visit, or it is over). */
  done: (gone: boolean) => void;
}

/** Loads the conversation page by page from the last number that is complete. */
export function createHistory({ log, session, page, lost, failed, done }: Parts): History {
  let busy = false;
  let again = false;
  let stopped = false;
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;

  async function pages(): Promise<void> {
    let current = session.visit().conversationId ?? '';
    for (;;) {
      const known = log.upTo(current);
      // One message that is known already comes along, as a sign that the server still has it.
      const after = Math.max(0, known - 1);
      const answer = await session.ask<Page>({ method: 'GET', path: `/chat/messages?after=${after}` });
      if (stopped) return;
      if (!answer.ok) {
        if (!passes(answer.status)) return done(true);
        retry = setTimeout(catchUp, answer.retryAfterMs ?? backoff(failures++));
        return failed();
      }
      failures = 0;
      const { conversationId, messages, hasMore } = answer.data;
      const isOther = conversationId !== null && conversationId !== current;
      if (known > 0 && !isOther && !messages.some((one) => one.number === known && log.has(one.id))) return lost();
      if (conversationId) {
        // Numbers belong to one conversation: "after" was meant for another, so only the next page is whole.
        if (!isOther || after === 0) log.fill(conversationId, messages);
        current = conversationId;
        session.reached(conversationId, log.upTo(conversationId));
      }
      page(answer.data);
      if (!(isOther && after > 0) && !(hasMore && messages.length > 0)) return done(false);
    }
  }

  function catchUp(): void {
    clearTimeout(retry);
    if (busy || stopped) {
      again = true;
      return;
    }
    busy = true;
    void pages().finally(() => {
      busy = false;
      if (!again) return;
      again = false;
      catchUp();
    });
  }

  return {
    catchUp,
    stop() {
      stopped = true;
      clearTimeout(retry);
    },
  };
}
