import { useEffect, useRef, useState } from 'react';

export type DraftKind = 'reply' | 'note';

/** Whose draft in which conversation; on a shared computer each person finds their own. */
export const draftOwner = (personId: string, conversationId: string) => `${personId}.${conversationId}`;

const keyOf = (owner: string, kind: DraftKind) => `heed.draft.${owner}.${kind}`;
const saveAfterMs = 250;

/** A kept draft; empty when there is none or the browser keeps nothing. */
export function readDraft(owner: string, kind: DraftKind): string {
  try {
    return localStorage.getItem(keyOf(owner, kind)) ?? '';
  } catch {
    return '';
  }
}

/** Keeps a draft in this browser; an empty one is forgotten. */
export function keepDraft(owner: string, kind: DraftKind, text: string): void {
  try {
    if (text === '') localStorage.removeItem(keyOf(owner, kind));
    else localStorage.setItem(keyOf(owner, kind), text);
  } catch {
    // Full or forbidden storage: the text is still on screen.
  }
}

/** The text being written for one conversation and kind, kept while it is typed. */
export function useDraft(owner: string, kind: DraftKind) {
  const [text, setText] = useState(() => readDraft(owner, kind));
  const latest = useRef(text);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const keepNow = () => keepDraft(owner, kind, latest.current);
    keepNow();
    window.addEventListener('pagehide', keepNow);
    return () => {
      window.removeEventListener('pagehide', keepNow);
      clearTimeout(timer.current);
      keepNow();
    };
  }, [owner, kind]);
  const write = (next: string) => {
    latest.current = next;
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => keepDraft(owner, kind, next), saveAfterMs);
  };
  return { text, write };
}
