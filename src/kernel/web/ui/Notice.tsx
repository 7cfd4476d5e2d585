import './notice.css';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { StateMark, type StateName } from './State.tsx';

type NoticeProps = {
  state: StateName;
  /** What happened, in bold. */
  title: ReactNode;
  /** What was kept and what to do. */
  children?: ReactNode;
  /** Reads itself out when it appears: `true` for what the reader must know at once. */
  urgent?: boolean | undefined;
};

/** A message that stays in its place. An error says what happened, what was kept and what to do. */
export function Notice({ state, title, children, urgent }: NoticeProps) {
  return (
    <div className={classNames('notice', state)} role={urgent ? 'alert' : undefined}>
      <StateMark state={state} />
      <div>
        <b>{title}</b> {children}
      </div>
    </div>
  );
}
