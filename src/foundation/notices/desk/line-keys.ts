import type { RefObject } from 'react';
import { currentLook } from '#kernel/web/ui/appearance.ts';

/** What in a line takes the focus. */
export const lineTarget = 'data-notice';

/** Moves the focus to the next (1) or previous (-1) notice of the list; to the first when it is elsewhere. */
export function moveFocus(list: RefObject<HTMLElement | null>, step: 1 | -1): void {
  const lines = [...(list.current?.querySelectorAll<HTMLElement>(`[${lineTarget}]`) ?? [])];
  const at = lines.findIndex((line) => line.closest('li')?.contains(document.activeElement));
  const next = at < 0 ? lines[0] : lines[Math.min(Math.max(at + step, 0), lines.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

/** The id of the notice in which the focus is. */
export function focusedNotice(): string | undefined {
  const line = document.activeElement?.closest('li')?.querySelector(`[${lineTarget}]`);
  return line?.getAttribute(lineTarget) ?? undefined;
}

/** Whether a single letter acts: the reader may have switched that off. */
export function isPlainKey(event: { ctrlKey: boolean; metaKey: boolean; altKey: boolean }): boolean {
  return currentLook().singleKeys && !event.ctrlKey && !event.metaKey && !event.altKey;
}
