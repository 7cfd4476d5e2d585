import { plural, t } from '@lingui/core/macro';
import { useEffect } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State, type StateName } from '#kernel/web/ui/State.tsx';

export type Endpoint = OutputOf<'webhooks.list'>['endpoints'][number];
export type Delivery = OutputOf<'webhooks.deliveries'>['deliveries'][number];

/** What an endpoint asks for, in a few words. */
export function kindWords({ kinds }: Pick<Endpoint, 'kinds'>): string {
  if (kinds === null) return t`every kind of event`;
  const [only = ''] = kinds;
  return kinds.length === 1 ? only : plural(kinds.length, { one: '# kind of event', other: '# kinds of events' });
}

/** How many wait; no more than a thousand are counted. */
export function countWords(waiting: number, format: (count: number) => string): string {
  return waiting < 1_000 ? format(waiting) : `${format(999)}+`;
}

/** How an endpoint is, in shape and word. */
export function EndpointState({ endpoint }: { endpoint: Endpoint }) {
  const formats = useFormats();
  const { enabled, disabledBecause, throttledUntil, failingSince } = endpoint;
  if (!enabled) {
    return <State state="paused">{disabledBecause === 'gone' ? t`Off: it said that it is gone` : t`Off`}</State>;
  }
  if (throttledUntil) return <State state="warn">{t`Busy until ${formats.due(throttledUntil)}`}</State>;
  if (failingSince) return <State state="broken">{t`Failing since ${formats.due(failingSince)}`}</State>;
  return <State state="kept">{t`On`}</State>;
}

const states: Record<Delivery['state'], { state: StateName; word: string }> = {
  delivered: { state: 'kept', word: t`Delivered` },
  waiting: { state: 'running', word: t`Waiting` },
  failed: { state: 'broken', word: t`Given up` },
};

export function DeliveryState({ delivery }: { delivery: Delivery }) {
  const formats = useFormats();
  const { state, word } = states[delivery.state];
  return (
    <span className="line">
      <State state={state}>{word}</State>
      {delivery.nextAt && <span className="meta nowrap">{t`next ${formats.due(delivery.nextAt)}`}</span>}
    </span>
  );
}

/** What an attempt met: its status, or why there was none. */
export function metWords(status: number | null, problem: string | null): string {
  return status === null ? (problem ?? t`not tried yet`) : String(status);
}

const againMs = 4_000;

/** Attempts are no events of the log, so no hint tells of them: what shows them asks again by itself. */
export function useFresh(again: () => void): void {
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), againMs);
    return () => clearInterval(timer);
  });
}
