import { Tooltip as MantineTooltip } from '@mantine/core';
import { useEffect } from 'react';
import { inPlace } from './floating.tsx';
import { Kbd } from './Kbd.tsx';

type TipProps = {
  id: string;
  /** Beside what it stands. */
  of: HTMLElement;
  label: string;
  keys?: string | undefined;
  onClose: () => void;
};

/** The words of a tooltip that is shown; their code comes after the page. */
export function Tip({ id, of, label, keys, onClose }: TipProps) {
  useEffect(() => {
    const close = (event: KeyboardEvent) => event.key === 'Escape' && onClose();
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [onClose]);
  return (
    <MantineTooltip
      unstyled
      classNames={{ tooltip: 'tip' }}
      target={of}
      opened
      label={
        <span id={id}>
          {label} {keys && <Kbd>{keys}</Kbd>}
        </span>
      }
      {...inPlace}
    />
  );
}
