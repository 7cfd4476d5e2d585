import './menu.css';
import { Tooltip as MantineTooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import { inPlace } from './floating.ts';
import { Kbd } from './Kbd.tsx';

type TooltipProps = {
  label: string;
  keys?: string | undefined;
  /** One element that takes a ref and the pointer and focus events. */
  children: ReactElement<{ 'aria-describedby'?: string | undefined }>;
};

/** Words on hover and focus, with the key if there is one. Never the only place something is said. */
export function Tooltip({ label, keys, children }: TooltipProps) {
  return (
    <MantineTooltip
      unstyled
      classNames={{ tooltip: 'tip' }}
      label={
        <>
          {label} {keys && <Kbd>{keys}</Kbd>}
        </>
      }
      events={{ hover: true, focus: true, touch: false }}
      openDelay={400}
      {...inPlace}
    >
      {children}
    </MantineTooltip>
  );
}
