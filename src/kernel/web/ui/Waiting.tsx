import './waiting.css';
import { type CSSProperties, type ReactNode, useEffect, useState } from 'react';
import { classNames } from './class-names.ts';
import { type Glyph, Icon } from './Icon.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

type EmptyProps = { icon?: Glyph | undefined; title: string; action?: ReactNode; children: ReactNode };

/** Nothing here yet: says what will appear and offers the next step. */
export function Empty({ icon, title, action, children }: EmptyProps) {
  return (
    <div className="empty">
      {icon && <Icon of={icon} />}
      <b>{title}</b>
      <p className="quiet">{children}</p>
      {action}
    </div>
  );
}

/** True once `ms` have passed since the part appeared: short waits show nothing at all. */
export function useLate(ms = 400): boolean {
  const [late, setLate] = useState(ms === 0);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return late;
}

/** One grey bar in the place of words; `width` in per cent of the room. */
export function SkeletonBar({ width }: { width: number }) {
  const style: CSSProperties = { width: `${width}%` };
  return <span className="skel" style={style} />;
}

type SkeletonProps = {
  /** What is being waited for: "Loading conversations". */
  label: string;
  /** How many rows of the final list to draw. */
  rows?: number | undefined;
  /** `text` draws lines of a paragraph, `rows` the shape of list rows. */
  shape?: 'text' | 'rows' | undefined;
  /** Milliseconds before it shows; 400 when absent. */
  after?: number | undefined;
};

const widths = [70, 92, 48, 84, 63];

/** The final shape in grey, from 400 ms of waiting on. */
export function Skeleton({ label, rows = 3, shape = 'text', after = 400 }: SkeletonProps) {
  const late = useLate(after);
  return (
    <div role="status" className={classNames(shape === 'text' ? 'stack tight' : 'skel-rows')}>
      <VisuallyHidden>{label}</VisuallyHidden>
      {late &&
        Array.from({ length: rows }, (_, index) => index).map((index) => (
          <div key={index} className={shape === 'rows' ? 'skel-row' : undefined}>
            <SkeletonBar width={widths[index % widths.length] ?? 70} />
            {shape === 'rows' && <SkeletonBar width={widths[(index + 1) % widths.length] ?? 70} />}
          </div>
        ))}
    </div>
  );
}

type ProgressBarProps = {
  label: string;
  value: number;
  max: number;
  /** Counts and time in words: "3,412 of 10,003 · about 40 s". */
  count: string;
  /** What else to know: that one can leave, how many need a look. */
  note?: ReactNode;
};

/** Long work with its counts. */
export function ProgressBar({ label, value, max, count, note }: ProgressBarProps) {
  const percent = max <= 0 ? 0 : Math.min(100, Math.round((value / max) * 100));
  return (
    <div className="stack tight">
      <div className="line">
        <b>{label}</b>
        <bdi className="meta end num">{count}</bdi>
      </div>
      <div
        className="bar"
        role="progressbar"
        aria-label={label}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={count}
      >
        <i style={{ width: `${percent}%` }} />
      </div>
      {note && <span className="meta">{note}</span>}
    </div>
  );
}
