import { t } from '@lingui/core/macro';
import type { RefObject } from 'react';
import { useHotkeys } from '#kernel/web/ui/hotkeys.ts';

export type Marked = { text: string; start: number; end: number };

/** The text with what is chosen in it between two signs, or without them where they stand already. Pure. */
export function marked({ text, start, end }: Marked, sign: string): Marked {
  const { length } = sign;
  const around = [text.slice(Math.max(0, start - length), start), text.slice(end, end + length)];
  if (around.every((one) => one === sign)) {
    const without = text.slice(0, start - length) + text.slice(start, end) + text.slice(end + length);
    return { text: without, start: start - length, end: end - length };
  }
  const whole = text.slice(0, start) + sign + text.slice(start, end) + sign + text.slice(end);
  return { text: whole, start: start + length, end: end + length };
}

type Options = { area: RefObject<HTMLTextAreaElement | null>; write: (text: string) => void };

/** `Ctrl B` and `Ctrl I` while something is being written. */
export function useMarking({ area, write }: Options): void {
  const mark = (sign: string) => {
    const element = area.current;
    if (!element || document.activeElement !== element) return;
    const { value: text, selectionStart: start, selectionEnd: end } = element;
    const next = marked({ text, start, end }, sign);
    write(next.text);
    requestAnimationFrame(() => element.setSelectionRange(next.start, next.end));
  };
  const group = t`Conversation`;
  useHotkeys([
    { key: 'mod+b', label: t`Bold, while writing`, group, whileTyping: true, run: () => mark('**') },
    { key: 'mod+i', label: t`Italic, while writing`, group, whileTyping: true, run: () => mark('_') },
  ]);
}
