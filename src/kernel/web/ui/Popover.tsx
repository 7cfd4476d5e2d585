import './menu.css';
import { useMergedRef } from '@mantine/hooks';
import { cloneElement, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { later } from '../later.ts';
import type { Opener } from './floating.tsx';

export type PopoverProps = {
  /** Name of the small panel, read out when it opens. */
  label: string;
  /** The button that opens it; takes a ref. Toggle `opened` in its `onClick`. */
  target: Opener;
  opened: boolean;
  onChange: (opened: boolean) => void;
  /** Where it stands beside its target; below when absent, elsewhere when there is no room. */
  position?: 'bottom-start' | 'right-end' | undefined;
  children: ReactNode;
};

export const OpenedPopover = later(() => import('./OpenedPopover.tsx'), 'OpenedPopover');

/** A small panel beside a button, for filters and blanks. Keeps focus inside, Escape and a click outside close it. */
export function Popover({ target, ...rest }: PopoverProps) {
  const drawn = useRef<HTMLButtonElement>(null);
  const [button, setButton] = useState<HTMLElement | null>(null);
  const { opened } = rest;
  useEffect(() => {
    if (opened) setButton(drawn.current);
  }, [opened]);
  const ref = useMergedRef(target.props.ref, drawn);
  return (
    <>
      {cloneElement(target, { ref, 'aria-haspopup': 'dialog', 'aria-expanded': opened })}
      {button && (
        <Suspense fallback={null}>
          <OpenedPopover {...rest} of={button} />
        </Suspense>
      )}
    </>
  );
}
