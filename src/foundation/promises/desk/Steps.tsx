import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './story.css';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import type { Formats } from '#kernel/web/ui/format.ts';
import { minutesWords } from './words.ts';

type Step = OutputOf<'calendars.preview'>['steps'][number];

const words: Record<Step['kind'], string> = {
  open: t`open`,
  closed: t`closed`,
  holiday: t`closed day`,
  paused: t`paused`,
  rest: t`and so on`,
};
const atFirst = 7;

function stretch({ from, to }: Step, formats: Formats): string {
  const start = `${formats.date(from)} ${formats.time(from)}`;
  if (to === null) return t`${start}, still`;
  const isSameDay = formats.date(from) === formats.date(to);
  return t`${start} to ${isSameDay ? formats.time(to) : `${formats.date(to)} ${formats.time(to)}`}`;
}

function counts({ kind, minutes }: Step): string {
  if (kind !== 'open' && kind !== 'rest') return words[kind];
  return `${minutes === null ? '' : minutesWords(Math.round(minutes))} ${words[kind]}`.trim();
}

/** How the time between start and due counted: a line for each stretch, those that count in bold. */
export function Steps({ steps, formats, label }: { steps: readonly Step[]; formats: Formats; label: string }) {
  const [isAll, setAll] = useState(false);
  const shown = isAll ? steps : steps.slice(0, atFirst);
  const hidden = steps.length - shown.length;
  return (
    <div className="stack tight">
      <b>{label}</b>
      <ol className="steps-told">
        {shown.map((step) => (
          <li key={`${step.from} ${step.kind}`} className={step.kind === 'open' ? 'counts' : undefined}>
            <span>{stretch(step, formats)}</span>
            <span>{counts(step)}</span>
          </li>
        ))}
      </ol>
      {hidden > 0 && (
        <div>
          <Button size="small" kind="quiet" onClick={() => setAll(true)}>
            <Trans>Show {hidden} more</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}
