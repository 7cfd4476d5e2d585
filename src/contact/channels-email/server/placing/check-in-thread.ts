import { Worker } from 'node:worker_threads';
import type { Checks } from '../../contract-messages.ts';
import { findThread } from '../../understanding/find-thread.ts';
import type { Envelope } from '../arriving/store.ts';
import { noAnswer } from './checks.ts';
import type { Asked } from './checks-thread.ts';

/** More than a thread waits for the DNS: what takes longer is at work on a mail that was made for that. */
const mostMs = 8_000;
const mostMb = 256;

let thread: Worker | undefined;
let count = 0;
const waiting = new Map<number, (checks: Checks) => void>();

function start(): Worker {
  const started = new Worker(findThread('mail-checks-thread.js'), {
    resourceLimits: { maxOldGenerationSizeMb: mostMb },
  });
  started.on('message', ({ id, checks }: { id: number; checks: Checks }) => waiting.get(id)?.(checks));
  started.on('error', () => giveUp());
  return started;
}

/** Ends a thread that does not answer; what it had is said to have had no answer, and the next mail starts another. */
function giveUp(): void {
  const spent = thread;
  thread = undefined;
  spent?.removeAllListeners();
  spent?.on('error', () => {});
  void spent?.terminate();
  for (const done of [...waiting.values()]) done(noAnswer);
}

/** `checkSender` in a thread of its own, within limits of time and memory. Null where `dns` is `off`. Never rejects. */
export function checkInThread(
  raw: Uint8Array,
  envelope: Envelope | null,
  dns: string,
  trusted: readonly string[],
): Promise<Checks | null> {
  if (dns === 'off') return Promise.resolve(null);
  thread ??= start();
  const id = ++count;
  const current = thread;
  return new Promise((resolve) => {
    const timer = setTimeout(giveUp, mostMs);
    waiting.set(id, (checks) => {
      clearTimeout(timer);
      waiting.delete(id);
      // While it has nothing to do it keeps no process alive.
      if (waiting.size === 0) current.unref();
      resolve(checks);
    });
    current.ref();
    const copy = new Uint8Array(raw);
    current.postMessage({ id, raw: copy, envelope, dns, trusted } satisfies Asked, [copy.buffer]);
  });
}
