import { Trans } from '@lingui/react/macro';
import './hints.css';
import IconTextScan2 from '@tabler/icons-react/dist/esm/icons/IconTextScan2.mjs';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './Icon.tsx';
import { StateMark, type StateName } from './State.tsx';

export type HintKind = 'spell' | 'tone' | 'promise' | 'ask';

/** Underlines words: dotted spelling, wavy tone, solid promise, dashed unanswered question. */
export function HintWord({ kind, children }: { kind: HintKind; children: ReactNode }) {
  return <span className={`h-${kind}`}>{children}</span>;
}

type HintLineProps = {
  state: StateName;
  label: string;
  action?: ReactNode;
  wide?: boolean | undefined;
  children: ReactNode;
};

/** A hint under the text box: label, reason with its clause, what to do about it. `wide` leaves it out on phones. */
export function HintLine({ state, label, action, wide, children }: HintLineProps) {
  return (
    <div className={classNames('hint', state, wide && 'wide')}>
      <StateMark state={state} />
      <span className="cut">
        <b>{label}:</b> {children}
      </span>
      {action && <span className="end">{action}</span>}
    </div>
  );
}

/** A promise found in the text, with the offer to record it. */
export function PromiseFound({ children, actions }: { children: ReactNode; actions: ReactNode }) {
  return (
    <div className="owe">
      <Icon of={IconTextScan2} />
      <span className="grow">
        <b>
          <Trans>
            Promise<span className="wide"> found</span>:
          </Trans>
        </b>{' '}
        {children}
      </span>
      {actions}
    </div>
  );
}
