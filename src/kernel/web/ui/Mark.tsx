import { classNames } from './class-names.ts';

/** Heed's mark, in the colour of the text around it. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg className={classNames('i mark', className)} viewBox="0 0 20 20" aria-hidden="true">
      <path d="M5.2 2.5v15" strokeWidth="2.6" />
      <path d="M5.2 10.8c1-2.6 3-3.8 5.2-3.8 2.8 0 4.4 1.9 4.4 4.7" strokeWidth="2.6" />
      <circle cx="14.8" cy="16" r="1.9" fill="currentColor" stroke="none" />
    </svg>
  );
}
