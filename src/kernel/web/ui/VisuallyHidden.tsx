import type { ReactNode } from 'react';

/** Words for screen readers only. */
export function VisuallyHidden({ children, id }: { children: ReactNode; id?: string }) {
  return (
    <span className="hide" id={id}>
      {children}
    </span>
  );
}

/** First link of a page: jumps to the main thing; seen only while focused. */
export function SkipLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <a className="skip" href={`#${to}`}>
      {children}
    </a>
  );
}
