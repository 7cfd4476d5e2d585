import { t } from '@lingui/core/macro';
import './state.css';
import { classNames } from './class-names.ts';
import { type ClockReading, type Promised, readClock } from './clock-reading.ts';
import { useFormats } from './formats.tsx';
import { useNow } from './now.ts';
import { StateMark } from './State.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

/** Reads a promise now and again as time passes; all clocks share one timer. */
export function useClock(promised: Promised): ClockReading {
  return readClock(promised, useNow(), useFormats());
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
