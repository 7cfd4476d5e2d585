import './menu.css';
import { Popover as MantinePopover } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { inPlace } from './floating.ts';

type PopoverProps = {
  /** Name of the small panel, read out when it opens. */
  label: string;
  /** The button that opens it; takes a ref. Toggle `opened` in its `onClick`. */
  target: ReactElement;
  opened: boolean;
  onChange: (opened: boolean) => void;
  /** Where it stands beside its target; below when absent, elsewhere when there is no room. */
  position?: 'bottom-start' | 'right-end' | undefined;
  children: ReactNode;
};

/** A small panel beside a button, for filters and blanks. Keeps focus inside, Escape and a click outside close it. */
export function Popover({ label, target, opened, onChange, position = 'bottom-start', children }: PopoverProps) {
  return (
    <MantinePopover
      unstyled
      classNames={{ dropdown: 'menu float panel' }}
      opened={opened}
      onChange={onChange}
      position={position}
      offset={4}
      trapFocus
      returnFocus
      {...inPlace}
    >
      <MantinePopover.Target>{target}</MantinePopover.Target>
      <MantinePopover.Dropdown aria-label={label}>{children}</MantinePopover.Dropdown>
    </MantinePopover>
  );
}
