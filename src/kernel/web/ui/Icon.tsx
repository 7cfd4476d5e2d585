import type { Icon as TablerIcon } from '@tabler/icons-react';
import { classNames } from './class-names.ts';

export type Glyph = TablerIcon;

/** A Tabler icon in Heed's size and line: 18 px, or 15 px with a heavier line in meta lines. Never read aloud. */
export function Icon({ of: Drawing, small, className }: { of: Glyph; small?: boolean; className?: string }) {
  return <Drawing className={classNames('i', small && 's', className)} stroke={small ? 1.7 : 1.5} aria-hidden />;
}
