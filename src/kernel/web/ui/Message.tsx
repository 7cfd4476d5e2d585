import './message.css';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Face } from './Face.tsx';
import { type Glyph, Icon } from './Icon.tsx';
import { StateMark, type StateName } from './State.tsx';

type MessageProps = {
  from: 'customer' | 'staff' | 'note';
  name: string;
  /** How it came: the channel's icon, or the lock of a note. */
  icon?: Glyph | undefined;
  /** "chat · 16:12", "note, colleagues only · 12:51". */
  meta: ReactNode;
  /** Buttons at the end of the head line. */
  actions?: ReactNode;
  children: ReactNode;
};

/** What somebody wrote. Customers are round, colleagues square and ruled, notes on paper of their own. No bubbles. */
export function Message({ from, name, icon, meta, actions, children }: MessageProps) {
  return (
    <article className={classNames('msg', from !== 'customer' && from)}>
      <Face name={name} kind={from === 'customer' ? 'customer' : 'staff'} />
      <div>
        <div className="who">
          <b>
            <bdi>{name}</bdi>
          </b>
          {icon && <Icon of={icon} small />}
          <span>{meta}</span>
          {actions && <span className="end">{actions}</span>}
        </div>
        <div className="txt" dir="auto">
          {children}
        </div>
      </div>
    </article>
  );
}

/** Quoted lines, folded away: `label` says how many. */
export function Quoted({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details>
      <summary className="fold">{label}</summary>
      <div className="quoted">{children}</div>
    </details>
  );
}

type SystemLineProps = { icon?: Glyph | undefined; state?: StateName | undefined; children: ReactNode };

/** Something that happened, between the messages. Takes an icon or the shape of a state. */
export function SystemLine({ icon, state, children }: SystemLineProps) {
  return (
    <div className="sys">
      {state ? <StateMark state={state} small /> : icon ? <Icon of={icon} small /> : <span />}
      <span>{children}</span>
    </div>
  );
}

/** The day the following messages were written on. */
export function DayLine({ children }: { children: string }) {
  return (
    <div className="day">
      <span>{children}</span>
    </div>
  );
}
