import { newId } from '#kernel/contract/ids.ts';
import { Refusal } from './api.ts';
import { pause } from './numbers.ts';
import { type Visitor, write } from './visitors.ts';

/** A message on its way; times in milliseconds of this process's clock. */
export interface Sent {
  id: string;
  /** When it was due to be sent. Waiting behind the visitor's last one counts: the visitor waits too. */
  at: number;
  /** When the server confirmed it; undefined until then. */
  confirmedAt?: number;
}

/** How long the widget waits at first when the server is too busy. */
const retryMs = 500;

/**
 * Lets the visitors write in turn, `perSecond` messages in all, evenly spaced, whether or not earlier ones were
 * answered. A message that the server is too busy to take is sent again with its key, as the widget does. Resolves when
 * every one is confirmed, with how many had to be sent again; rejects when one is refused.
 */
export async function stream(
  visitors: readonly Visitor[],
  perSecond: number,
  seconds: number,
  onSend: (sent: Sent) => void,
  onConfirmed: (sent: Sent) => void = () => {},
): Promise<number> {
  const total = perSecond * seconds;
  const startedAt = performance.now();
  const underway: Promise<void>[] = [];
  let again = 0;
  const deliver = async (visitor: Visitor, text: string, sent: Sent): Promise<void> => {
    try {
      await write(visitor, text, sent.id);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 503) throw error;
      again++;
      await pause(retryMs);
      return deliver(visitor, text, sent);
    }
    sent.confirmedAt = performance.now();
    onConfirmed(sent);
  };
  for (let n = 0; n < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1_000) * perSecond) + 1);
    for (; n < due; n++) {
      const visitor = visitors[n % visitors.length];
      if (!visitor) throw new Error('Nobody is there to write.');
      const sent: Sent = { id: newId(), at: startedAt + (n / perSecond) * 1_000 };
      onSend(sent);
      underway.push(
        deliver(visitor, `Message ${n + 1}: has my order left yet? I would like to know by tonight.`, sent),
      );
    }
    await pause(1);
  }
  await Promise.all(underway);
  return again;
}
