import { t } from '@lingui/core/macro';
import './state.css';
import { useMemo, useSyncExternalStore } from 'react';
import { classNames } from './class-names.ts';
import { type ClockReading, type Promised, readClock } from './clock-reading.ts';
import { useFormats } from './formats.tsx';
import { cutMillis, subscribeTime } from './now.ts';
import { StateMark } from './State.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

/** So little of a line (a share) that nobody sees it move. */
const unseen = 0.005;

function isSame(one: ClockReading, other: ClockReading): boolean {
  const { state, lead, rest, used } = one;
  return state === other.state && lead === other.lead && rest === other.rest && Math.abs(used - other.used) < unseen;
}

/**
 * Reads a promise now and again as time passes; all clocks share one timer. A part is drawn anew only when there is
 * something else to read: thirty rows tick in one list.
 */
export function useClock(promised: Promised): ClockReading {
  const formats = useFormats();
  const { dueAt, startedAt, warnAt, doneAt, pausedAt, pausedFor } = promised;
  const read = useMemo(() => {
    let at = Number.NaN;
    let kept: ClockReading | undefined;
    return () => {
      const now = cutMillis();
      if (kept && now === at) return kept;
      at = now;
      const next = readClock({ dueAt, startedAt, warnAt, doneAt, pausedAt, pausedFor }, now, formats);
      if (!kept || !isSame(kept, next)) kept = next;
      return kept;
    };
  }, [dueAt, startedAt, warnAt, doneAt, pausedAt, pausedFor, formats]);
  return useSyncExternalStore(subscribeTime, read);
}

/** A reading in shape and words: "18 min left · by 14:05". */
export function ClockWords({ reading }: { reading: Pick<ClockReading, 'state' | 'lead' | 'rest'> }) {
  return (
    <span className={classNames('clock', reading.state)}>
      <StateMark state={reading.state} />
      <span dir="auto">
        {reading.state === 'warn' && <VisuallyHidden>{t`At risk:`} </VisuallyHidden>}
        <b>{reading.lead}</b>
        {reading.rest && ` · ${reading.rest}`}
      </span>
    </span>
  );
}

/** A promise in words, ticking: time left, by when; late, since when; paused, why; kept, in how long. */
export function Clock(promised: Promised) {
  return <ClockWords reading={useClock(promised)} />;
}
