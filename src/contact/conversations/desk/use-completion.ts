import { type KeyboardEvent, type RefObject, useState } from 'react';

export type Typing = {
  area: RefObject<HTMLTextAreaElement | null>;
  text: string;
  write: (text: string) => void;
};

type Options<One> = Typing & {
  /** What is being asked for before the caret; null when nothing is. */
  queryAt: (text: string, caret: number) => string | null;
  fitting: (query: string) => readonly One[];
  /** The text with the choice in the place of what was typed. */
  withChoice: (text: string, caret: number, one: One) => { text: string; caret: number };
};

/** A list that opens while something is typed. The caret stays in the text; arrows, Enter, Tab and Escape work. */
export function useCompletion<One>({ area, text, write, queryAt, fitting, withChoice }: Options<One>) {
  const [caret, setCaret] = useState<number>();
  const [chosen, setChosen] = useState(0);
  const query = caret === undefined ? null : queryAt(text, caret);
  const found = query === null ? [] : fitting(query);
  const at = Math.min(chosen, Math.max(0, found.length - 1));
  const close = () => setCaret(undefined);
  const look = (place = area.current?.selectionStart) => {
    setCaret(place);
    setChosen(0);
  };
  /** Writes, and puts the caret where the writing goes on. */
  const put = (next: { text: string; caret: number }) => {
    write(next.text);
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const pick = (one: One) => {
    put(withChoice(text, caret ?? text.length, one));
    close();
  };
  /** Whether the key was for the list. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const one = found[at];
    if (one === undefined) return false;
    if (event.key === 'ArrowDown') setChosen((at + 1) % found.length);
    else if (event.key === 'ArrowUp') setChosen((at - 1 + found.length) % found.length);
    else if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'Tab') pick(one);
    else if (event.key === 'Escape') close();
    else return false;
    return true;
  };
  return { query, found, at, pick, look, put, close, onKeyDown };
}
