import './small.css';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { type Glyph, Icon } from './Icon.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

/** A fact about a person or thing: "New customer". `accent` for what was promised or chosen. */
export function Badge({ accent, icon, children }: { accent?: boolean; icon?: Glyph; children: ReactNode }) {
  return (
    <span className={classNames('badge', accent && 'accent')}>
      {icon && <Icon of={icon} small />}
      {children}
    </span>
  );
}

/** A word somebody filed it under: "Damaged". */
export function Tag({ children }: { children: ReactNode }) {
  return (
    <span className="tag" dir="auto">
      {children}
    </span>
  );
}

/** How many. `fresh` marks what waits for the reader; `of` says of what, for screen readers: "unread". */
export function Count({ value, fresh, of }: { value: number | string; fresh?: boolean; of?: string }) {
  return (
    <span className={classNames('count', fresh && 'new')}>
      {value}
      {of && <VisuallyHidden> {of}</VisuallyHidden>}
    </span>
  );
}
