import { useRouterState } from '@tanstack/react-router';
import { type RefObject, useEffect, useState } from 'react';

const named = /^message-(\d{1,9})$/;

/** What follows `#` in an address that leads to one message of a conversation. */
export const messageHash = (number: number) => `message-${number}`;

type Reached = {
  has: (number: number) => boolean;
  first: number | undefined;
  hasEarlier: boolean;
  isLoading: boolean;
  earlier: () => Promise<void>;
};

/**
 * The message that the address names: loaded however far back it is, brought into view, and given the focus, so that the
 * keyboard and a screen reader go on from there. Gives its number while it is to stand out.
 */
export function useFoundMessage(box: RefObject<HTMLElement | null>, thread: Reached): number | undefined {
  // A pick of the same message again is a new visit.
  const { hash, key } = useRouterState({
    select: ({ location }) => ({ hash: location.hash, key: location.state.__TSR_key }),
  });
  const number = Number(named.exec(hash)?.[1]) || undefined;
  const [shown, setShown] = useState<string>();
  const visit = `${key} ${number}`;
  const { first, hasEarlier, isLoading, earlier } = thread;
  const has = number !== undefined && thread.has(number);
  useEffect(() => {
    if (number === undefined || shown === visit || first === undefined) return;
    if (!has && hasEarlier && first > number && !isLoading) {
      void earlier().catch(() => undefined);
      return;
    }
    const element = has ? box.current?.querySelector<HTMLElement>(`#${messageHash(number)}`) : undefined;
    if (!element) return;
    element.scrollIntoView({ block: 'center' });
    element.focus({ preventScroll: true });
    setShown(visit);
  }, [number, shown, visit, has, first, hasEarlier, isLoading, earlier, box]);
  return shown === visit ? number : undefined;
}
