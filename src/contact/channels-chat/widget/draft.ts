import type { Store } from './storage.ts';

/** What stands in the text box: kept on the device, over pages, and the same in all tabs. */
export interface Draft {
  get(): string;
  set(text: string): void;
  /** Another tab wrote. */
  heard(text: string): void;
  listen(hear: (text: string) => void): void;
}

export function createDraft(store: Store, key: string, tell: (text: string) => void): Draft {
  let hear = (_: string) => {};
  const get = () => store.get(key) ?? '';
  return {
    get,
    set(text) {
      if (text === get()) return;
      if (text) store.set(key, text);
      else store.remove(key);
      tell(text);
    },
    heard: (text) => hear(text),
    listen(how) {
      hear = how;
    },
  };
}
