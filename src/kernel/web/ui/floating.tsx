import { type MouseEventHandler, type ReactElement, type Ref, useEffect, useImperativeHandle, useState } from 'react';

/**
 * How Mantine places what floats: beside its target in the document, so that it belongs to the same landmark and the
 * same modal dialog, and fixed, so that no scrolling box around it cuts it off.
 */
export const inPlace = { withinPortal: false, floatingStrategy: 'fixed' } as const;

/** A button that opens something, as far as what it opens has to know it. */
export type Opener = ReactElement<{
  onClick?: MouseEventHandler<HTMLButtonElement> | undefined;
  ref?: Ref<HTMLButtonElement> | undefined;
  'aria-haspopup'?: 'menu' | 'dialog' | 'true' | boolean | undefined;
  'aria-expanded'?: boolean | undefined;
}>;

/**
 * Stands for a button that is drawn elsewhere, as the target of Mantine's parts. A page has dozens of buttons that open
 * something and a reader opens one of them: what places the other ones is never made.
 */
export function Borrowed({ of, ref, id }: { of: HTMLElement; ref?: Ref<HTMLElement>; id?: string }) {
  useImperativeHandle(ref, () => of, [of]);
  useEffect(() => {
    // What opens is called after its button.
    if (id !== undefined && of.id === '') of.id = id;
  }, [of, id]);
  return null;
}

/** True from the moment after the first drawing: what opens then knows where the focus was and gives it back. */
export function useAfterwards(): boolean {
  const [isAfter, setAfter] = useState(false);
  useEffect(() => setAfter(true), []);
  return isAfter;
}
