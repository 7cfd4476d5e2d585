import { useEffect, useSyncExternalStore } from 'react';

/** A question to the reader whether it is really them; several writes at once share one. */
export interface AskedProof {
  answer(isProved: boolean): void;
}

let asked: (AskedProof & { answered: Promise<boolean> }) | null = null;
let hosts = 0;
const listeners = new Set<() => void>();

function become(next: typeof asked): void {
  asked = next;
  for (const listener of listeners) listener();
}

/** Asks; true once the reader has proved it, false when they would rather not or when no part of the page can ask. */
export function askForProof(): Promise<boolean> {
  if (asked) return asked.answered;
  if (hosts === 0) return Promise.resolve(false);
  let settle: (isProved: boolean) => void = () => undefined;
  const answered = new Promise<boolean>((resolve) => {
    settle = resolve;
  });
  const answer = (isProved: boolean) => {
    become(null);
    settle(isProved);
  };
  become({ answered, answer });
  return answered;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The open question, for the part of the page that asks it. While that part is there, writes can ask. */
export function useAskedProof(): AskedProof | null {
  useEffect(() => {
    hosts++;
    return () => {
      hosts--;
      if (hosts === 0) asked?.answer(false);
    };
  }, []);
  return useSyncExternalStore(subscribe, () => asked);
}
