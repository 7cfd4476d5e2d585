import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import type { CardPlace } from '#kernel/web/desk-part.ts';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { toldEvent } from '#kernel/web/language/told.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Card } from '#kernel/web/ui/Card.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { runsOf } from './runs.ts';

type Entry = OutputOf<'customers.timeline'>['entries'][number];

const steps = { conversation: [6, 30, 100], customer: [20, 50, 100] };

function Line({ entry, times }: { entry: Entry; times: number }) {
  const formats = useFormats();
  const who = entry.actorName ?? (entry.actorKind === 'customer' ? t`Customer` : 'Heed');
  return (
    <li>
      <span>
        <b dir="auto">{who}</b> {toldEvent(entry.sentence)}
        {times > 1 && (
          <span className="meta">
            {' '}
            <Trans>· {times} times</Trans>
          </span>
        )}
      </span>
      <time className="meta" title={formats.full(entry.at)}>
        {formats.when(entry.at)}
      </time>
    </li>
  );
}

/** What happened with this customer, newest first. */
export function TimelineCard({ customerId, place }: { customerId: string; place: CardPlace }) {
  const [step, setStep] = useState(0);
  const limit = steps[place][step] ?? 100;
  const query = useQueryOf('customers.timeline', { customerId, limit }, { keep: true });
  if (!query.data || query.data.entries.length === 0) return null;
  return (
    <Card title={t`Timeline`} level={place === 'customer' ? 2 : 3}>
      <ol className="timeline">
        {runsOf(query.data.entries).map(({ entry, times }) => (
          <Line key={entry.seq} entry={entry} times={times} />
        ))}
      </ol>
      {query.data.next !== null && step < 2 && (
        <Button size="small" kind="quiet" onClick={() => setStep(step + 1)}>
          {t`Show more`}
        </Button>
      )}
    </Card>
  );
}
