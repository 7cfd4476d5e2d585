import type { Opening } from '../contract-service.ts';
import type { WidgetFile } from './attaching.ts';
import { newId } from './new-id.ts';
import { readJson, type Store } from './storage.ts';

/** Why a message was refused, as the server says it. */
export interface Refusal {
  code: string;
  words: string;
}

/** The answer to a message with an ask: values by field, or the choice. */
export interface Given {
  messageId: string;
  values: Record<string, string>;
}

/** A message the customer wrote that the server has not acknowledged. Its id is also its Idempotency-Key. */
export interface Entry {
  id: string;
  text: string;
  /** What goes with it; the server has it already. */
  files?: WidgetFile[];
  page: string;
  /** Milliseconds since 1970; strictly increasing, so it is also the order. */
  at: number;
  answer?: Given;
  /** What the widget had shown by itself, when this answers it. */
  nudgeId?: string;
  /** What goes with the first message of a chat. */
  opening?: Opening;
  refusal?: Refusal;
}

/** What an entry may be besides words. */
export type More = Pick<Entry, 'answer' | 'nudgeId' | 'opening' | 'files'>;

export interface Outbox {
  /** All entries, oldest first, as the device holds them now (other tabs write to the same place). */
  list(): Entry[];
  /** The next one to send: refused ones step aside until the customer decides. */
  head(): Entry | undefined;
  add(text: string, page: string, more?: More): Entry;
  /** Puts an acknowledged message back, under its old id. */
  restore(entry: Entry): void;
  refuse(id: string, refusal: Refusal): void;
  retry(id: string): void;
  remove(id: string): void;
}

/**
 * The outbox: one stored item per message, so that two tabs never overwrite each other's list.
 * `prefix` ends before the message id.
 */
export function createOutbox(store: Store, prefix: string, now: () => number = Date.now): Outbox {
  const read = (id: string) => readJson<Entry>(store, prefix + id);
  const write = (entry: Entry) => store.set(prefix + entry.id, JSON.stringify(entry));
  const list = () => {
    const entries: Entry[] = [];
    for (const key of store.keys(prefix)) {
      const entry = readJson<Entry>(store, key);
      if (entry?.id) entries.push(entry);
    }
    return entries.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  };
  return {
    list,
    head: () => list().find((entry) => !entry.refusal),
    add(text, page, more) {
      const last = list().at(-1);
      const entry = { ...more, id: newId(now()), text, page, at: Math.max(now(), (last?.at ?? 0) + 1) };
      write(entry);
      return entry;
    },
    restore: write,
    refuse(id, refusal) {
      const entry = read(id);
      if (entry) write({ ...entry, refusal });
    },
    retry(id) {
      const entry = read(id);
      if (!entry) return;
      store.remove(prefix + id);
      const { refusal, ...again } = entry;
      // A key that stands for something else on the server would be refused for ever.
      write(refusal?.code === 'input.key_reused' ? { ...again, id: newId(now()) } : again);
    },
    remove: (id) => store.remove(prefix + id),
  };
}
