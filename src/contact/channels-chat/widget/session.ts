import type { OutputOf } from '#kernel/contract/contract.ts';
import type { beginVisit, identify } from '../contract.ts';
import type { Answer, Call, Request } from './api.ts';
import type { Identity } from './frame.ts';
import { readJson, type Store } from './storage.ts';

/** What the device remembers of a visit: opaque ids, a token and a number, never a word that was written. */
export interface Visit {
  token?: string;
  visitorId?: string;
  conversationId?: string;
  /** The last message number this device was told of. */
  number?: number;
  /** Stands for the person whom the shop vouched for; absent where it did for nobody. */
  personId?: string;
}

export interface Session {
  visit(): Visit;
  /** Notes how far the conversation is known. Numbers only grow within a conversation. */
  reached(conversationId: string, number: number): void;
  /** Marks the device as one that has written, before there is a token. */
  touch(): void;
  /** The server knows less than before: numbers start again. */
  rewind(): void;
  /** Exchanges a token of the shop's server; true where another visit or nobody's goes on since. */
  identify(): Promise<boolean>;
  /** Goes to another conversation of the same person, or with null to a new one. */
  go(conversationId: string | null): void;
  /** The server ended the visit with this token. A newer one, begun by another tab, stays. */
  over(token: string): void;
  /** A request as the visitor. Fails with 401 when there is no visit. */
  ask<T>(request: Request): Promise<Answer<T>>;
  /** The token, of a visit that is begun where there is none; null when none is to be had. Call it in the lock. */
  token(): Promise<string | null>;
  /** The same, but begins a visit where there is none or where the server says that it is over. Call it in the lock. */
  askOrBegin<T>(request: Request): Promise<Answer<T>>;
}

type Vouched = OutputOf<typeof identify>;

const none = { ok: false, status: 401, code: 'chat.visitor_over', words: '', retryAfterMs: null } as const;

/** What a browser says of itself when a visit begins. */
function here(key: string) {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { key, locale: navigator.language.slice(0, 20), timeZone: timeZone.slice(0, 64) };
}

type Who = () => Identity | undefined;
const nobody: Who = () => undefined;

/** The visit of this device for one widget key, kept under one storage key. */
export function createSession(store: Store, storeKey: string, key: string, call: Call, who: Who = nobody): Session {
  const visit = () => readJson<Visit>(store, storeKey) ?? {};
  const write = (next: Visit) => store.set(storeKey, JSON.stringify(next));

  function over(token: string): void {
    if (visit().token === token) write({});
  }

  /** Null where nobody says who is there. The visit so far goes along: it goes on if it is theirs. */
  async function vouch(): Promise<Answer<Vouched> | null> {
    const jwt = await Promise.resolve(who()?.()).catch(() => null);
    if (!jwt) return null;
    const request: Request = { method: 'POST', path: '/chat/identity', body: { ...here(key), identity: jwt } };
    const first = await ask<Vouched>(request);
    const answer = first.ok || first.status !== 401 ? first : await call<Vouched>(request);
    if (!answer.ok) console.warn(`Heed: ${answer.words}`);
    else if (answer.data.token) {
      const { token, visitorId, personId } = answer.data;
      write({ token, visitorId, personId });
    }
    return answer;
  }

  async function begin(): Promise<Answer<unknown>> {
    const known = await vouch();
    if (known?.ok) return known;
    const answer = await call<OutputOf<typeof beginVisit>>({ method: 'POST', path: '/chat/visits', body: here(key) });
    if (!answer.ok) return answer;
    const { token, visitorId } = answer.data;
    write(token ? { token, visitorId } : {});
    return answer;
  }

  async function ask<T>(request: Request): Promise<Answer<T>> {
    const { token } = visit();
    if (!token) return none;
    const answer = await call<T>({ ...request, token });
    if (!answer.ok && answer.status === 401) over(token);
    return answer;
  }

  return {
    visit,
    over,
    ask,
    token: async () => {
      if (!visit().token) await begin();
      return visit().token ?? null;
    },
    reached(conversationId, number) {
      const now = visit();
      const known = now.conversationId === conversationId ? (now.number ?? 0) : -1;
      if (now.token && number > known) write({ ...now, conversationId, number });
    },
    touch: () => write(visit()),
    async identify() {
      const before = visit();
      await vouch();
      return visit().token !== before.token;
    },
    go(conversationId) {
      const { conversationId: _, number: __, ...rest } = visit();
      write(conversationId ? { ...rest, conversationId } : rest);
    },
    rewind() {
      const { number: _, ...rest } = visit();
      write(rest);
    },
    async askOrBegin<T>(request: Request): Promise<Answer<T>> {
      if (visit().token) {
        const answer = await ask<T>(request);
        if (answer.ok || answer.status !== 401) return answer;
      }
      const begun = await begin();
      return begun.ok ? ask<T>(request) : begun;
    },
  };
}
