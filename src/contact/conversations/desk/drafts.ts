import { useEffect, useRef, useState } from 'react';

export type DraftKind = 'reply' | 'note';

const keyOf = (conversationId: string, kind: DraftKind) => `heed.draft.${conversationId}.${kind}`;
const saveAfterMs = 250;

/** A kept draft; empty when there is none or the browser keeps nothing. */
export function readDraft(conversationId: string, kind: DraftKind): string {
  try {
    return localStorage.getItem(keyOf(conversationId, kind)) ?? '';
  } catch {
    return '';
  }
}

/** Keeps a draft in this browser; an empty one is forgotten. */
export function keepDraft(conversationId: string, kind: DraftKind, text: string): void {
  try {
    if (text === '') localStorage.removeItem(keyOf(conversationId, kind));
    else localStorage.setItem(keyOf(conversationId, kind), text);
  } catch {
    // Full or forbidden storage: the text is still on screen.
  }
}

/** The text being written for one conversation and kind, kept while it is typed. */
export function useDraft(conversationId: string, kind: DraftKind) {
  const [text, setText] = useState(() => readDraft(conversationId, kind));
  const latest = useRef(text);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const keepNow = () => keepDraft(conversationId, kind, latest.current);
    keepNow();
    window.addEventListener('pagehide', keepNow);
    return () => {
      window.removeEventListener('pagehide', keepNow);
      clearTimeout(timer.current);
      keepNow();
    };
  }, [conversationId, kind]);
  const write = (next: string) => {
    latest.current = next;
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => keepDraft(conversationId, kind, next), saveAfterMs);
  };
  return { text, write };
}
