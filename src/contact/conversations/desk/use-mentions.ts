import { type KeyboardEvent, type RefObject, useState } from 'react';
import { useMentionable } from './colleagues.ts';
import { fitting, type Mentionable, queryAt, withName } from './mention-text.ts';

type Options = {
  area: RefObject<HTMLTextAreaElement | null>;
  text: string;
  /** Only notes name colleagues. */
  isOn: boolean;
  write: (text: string) => void;
};

/** The list of colleagues that opens after an @. The caret stays in the text; arrows, Enter, Tab and Escape work. */
export function useMentions({ area, text, isOn, write }: Options) {
  const all = useMentionable();
  const [caret, setCaret] = useState<number>();
  const [chosen, setChosen] = useState(0);
  const query = isOn && caret !== undefined ? queryAt(text, caret) : null;
  const found = query === null ? [] : fitting(query, all);
  const at = Math.min(chosen, Math.max(0, found.length - 1));
  const close = () => setCaret(undefined);
  const look = () => {
    setCaret(area.current?.selectionStart);
    setChosen(0);
  };
  const putCaret = (place: number) =>
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(place, place);
    });
  const pick = (one: Mentionable) => {
    const next = withName(text, caret ?? text.length, one.name);
    write(next.text);
    close();
    putCaret(next.caret);
  };
  /** Begins to name somebody where the caret is. */
  const begin = () => {
    const place = area.current?.selectionStart ?? text.length;
    const before = text.slice(0, place);
    const sign = /(?:^|[\s([])$/u.test(before) ? '@' : ' @';
    write(`${before}${sign}${text.slice(place)}`);
    putCaret(place + sign.length);
    setCaret(place + sign.length);
    setChosen(0);
  };
  /** Whether the key was for the list. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const one = found[at];
    if (!one) return false;
    if (event.key === 'ArrowDown') setChosen((at + 1) % found.length);
    else if (event.key === 'ArrowUp') setChosen((at - 1 + found.length) % found.length);
    else if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'Tab') pick(one);
    else if (event.key === 'Escape') close();
    else return false;
    return true;
  };
  return { found, at, pick, look, begin, close, onKeyDown };
}

export type MentionsInUse = ReturnType<typeof useMentions>;
