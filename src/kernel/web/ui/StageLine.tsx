import { t } from '@lingui/core/macro';
import './stages.css';
import type { ReactNode } from 'react';
import { filled } from './PromiseLine.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

/** One stage: its name, its date in words ("by 16:00 today"), whether it is done, current or to come. */
export type Stage = { name: string; when?: ReactNode; place: 'done' | 'now' | 'next'; used?: number };

/** Stages as a line with dates. Never a select box; the last stage is the end tick. */
export function StageLine({ label, stages }: { label: string; stages: Stage[] }) {
  return (
    <ol className="stages" aria-label={label}>
      {stages.map((stage) => (
        <li
          key={stage.name}
          className={stage.place === 'next' ? undefined : stage.place}
          aria-current={stage.place === 'now' ? 'step' : undefined}
          style={stage.place === 'now' ? filled(stage.used ?? 0.4) : undefined}
        >
          <b>{stage.name}</b>
          {stage.when}
          {stage.place === 'done' && <VisuallyHidden>{t`, done`}</VisuallyHidden>}
        </li>
      ))}
    </ol>
  );
}
