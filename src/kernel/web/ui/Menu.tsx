import './menu.css';
import { cloneElement, type MouseEvent, Suspense, useState } from 'react';
import { later } from '../later.ts';
import type { Opener } from './floating.tsx';
import type { Glyph } from './Icon.tsx';

/** One entry of a menu; `'line'` separates, `{ group }` names what follows. */
export type MenuEntry =
  | {
      label: string;
      onPick: () => void;
      icon?: Glyph | undefined;
      keys?: string | undefined;
      /** For choices: whether this one is chosen. */
      chosen?: boolean | undefined;
      danger?: boolean | undefined;
      /** Why it cannot be picked; shown under the label. */
      disabledReason?: string | undefined;
    }
  | 'line'
  | { group: string };

export type MenuProps = {
  /** What the menu is about, read out when it opens. */
  label: string;
  entries: MenuEntry[];
  /** The button that opens it. */
  target: Opener;
};

export const OpenedMenu = later(() => import('./OpenedMenu.tsx'), 'OpenedMenu');

/** A menu of actions, each with its key. Arrow keys, Home, End, first letters and Escape work. */
export function Menu({ target, ...rest }: MenuProps) {
  const [button, setButton] = useState<HTMLElement>();
  const [isOpen, setOpen] = useState(false);
  const onClick = (event: MouseEvent<HTMLButtonElement>) => {
    target.props.onClick?.(event);
    setButton(event.currentTarget);
    setOpen(!isOpen);
  };
  return (
    <>
      {cloneElement(target, { 'aria-haspopup': 'menu', 'aria-expanded': isOpen, onClick })}
      {button && (
        <Suspense fallback={null}>
          <OpenedMenu {...rest} of={button} isOpen={isOpen} onChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
