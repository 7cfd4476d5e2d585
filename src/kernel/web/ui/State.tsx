import './state.css';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** The five states and the running clock. The class of the same name sets `--st`, `--st-text`, `--st-soft`, `--st-line`. */
export type StateName = 'kept' | 'warn' | 'broken' | 'info' | 'paused' | 'running';

const shapes: Record<StateName, ReactNode> = {
  kept: (
    <>
      <circle cx="10" cy="10" r="7.5" fill="currentColor" stroke="none" />
      <path d="M6.6 10.3 9 12.7l4.5-5" stroke="var(--surface)" strokeWidth="2" />
    </>
  ),
  warn: (
    <>
      <path d="M10 3 18 16.8H2z" />
      <path d="M10 8.3v3.7M10 14.4v.1" />
    </>
  ),
  broken: (
    <>
      <path d="M10 1.3 18.7 10 10 18.7 1.3 10z" fill="currentColor" stroke="none" />
      <path d="M6.8 10h6.4" stroke="var(--surface)" strokeWidth="2.2" />
    </>
  ),
  info: (
    <>
      <rect x="3" y="3" width="14" height="14" rx="2" />
      <path d="M10 9.3V14M10 6.3v.1" strokeWidth="2" />
    </>
  ),
  paused: <path d="M7 4.5v11M13 4.5v11" strokeWidth="3.2" strokeLinecap="butt" />,
  running: <path d="M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4.2l2.6 1.6" />,
};

/** The shape of a state alone; always stands beside its word. */
export function StateMark({ state, small }: { state: StateName; small?: boolean }) {
  return (
    <svg className={classNames('i', small && 's')} viewBox="0 0 20 20" aria-hidden="true">
      {shapes[state]}
    </svg>
  );
}

/** A state in shape and word: `<State state="warn">At risk</State>`; `pill` gives it a tinted ground. */
export function State({ state, pill, children }: { state: StateName; pill?: boolean; children: ReactNode }) {
  return (
    <span className={classNames('st', state, pill && 'pill')}>
      <StateMark state={state} />
      {children}
    </span>
  );
}
