import './state.css';
import type { CSSProperties } from 'react';
import { ClockWords, useClock } from './Clock.tsx';
import { classNames } from './class-names.ts';
import type { Promised } from './clock-reading.ts';
import type { StateName } from './State.tsx';

/** The custom property that says how far a line is filled, from a share of 0 to 1. */
export function filled(used: number): CSSProperties {
  const style: CSSProperties & { '--p': string } = { '--p': `${Math.round(Math.min(1, Math.max(0, used)) * 100)}%` };
  return style;
}

/** The line alone: filled is time used (0 to 1), the end tick is when it is due. Words must stand beside it. */
export function PromiseLine({ state, used }: { state: StateName; used: number }) {
  return (
    <span className={classNames('pl', state)} style={filled(used)} aria-hidden="true">
      <i />
    </span>
  );
}

/** A promise owed, as cards show it: what, line, words. */
export function PromiseOwed({ what, ...promised }: Promised & { what: string }) {
  const reading = useClock(promised);
  return (
    <div className="stack tight">
      <span>{what}</span>
      <PromiseLine state={reading.state} used={reading.used} />
      <ClockWords reading={reading} />
    </div>
  );
}
