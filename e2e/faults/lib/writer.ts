import { newId } from '#kernel/contract/ids.ts';
import type { Chooser } from './chooser.ts';
import type { History } from './history.ts';
import { type Answer, ask, retryAfterMs } from './http.ts';
import { pause } from './timing.ts';

export interface WriterParts {
  name: string;
  history: History;
  chooser: Chooser;
  headers: Record<string, string>;
  /** Gives up on a message after this long. */
  patienceMs?: number;
}

export interface Acknowledged {
  conversationId: string;
  number: number;
}

/** Refusals that pass by themselves: the write is kept and repeated with its key. */
const isPassing = (status: number) => status >= 500 || status === 408 || status === 425 || status === 429;

/**
 * Writes one message and repeats it with the same key until it is acknowledged, at whatever process is chosen.
 * Resolves with undefined when patience is over; throws when the refusal is final.
 */
export async function write(parts: WriterParts, path: string, token: string): Promise<Acknowledged | undefined> {
  const { name, history, chooser } = parts;
  const headers = { ...parts.headers, 'idempotency-key': newId() };
  const end = performance.now() + (parts.patienceMs ?? 120_000);
  let cuts = 0;
  for (let attempt = 1; performance.now() < end; attempt++) {
    const url = chooser.next();
    history.note({ type: 'send', client: name, token, attempt });
    const sent = ask(`${url}/api/v1${path}`, { method: 'POST', headers, body: { text: token }, timeoutMs: 8_000 });
    const answer: Answer | undefined = await sent.catch(() => undefined);
    if (!answer) {
      history.note({ type: 'cut', client: name, token });
      chooser.failed(url);
      await pause(Math.min(800, 30 * 2 ** cuts++) * (0.5 + Math.random() / 2));
    } else if (answer.status === 200) {
      const { conversationId, number } = JSON.parse(answer.text) as Acknowledged;
      history.note({ type: 'ack', client: name, token, conversationId, number });
      return { conversationId, number };
    } else {
      cuts = 0;
      const waitMs = retryAfterMs(answer);
      const hasRetryAfter = waitMs !== null;
      history.note({ type: 'refused', client: name, token, status: answer.status, hasRetryAfter });
      if (!isPassing(answer.status)) throw new Error(`${name}: ${answer.status} ${answer.text}`);
      await pause((waitMs ?? 300) * (1 + Math.random() * 0.3));
    }
  }
  return undefined;
}
