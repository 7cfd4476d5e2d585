import { parentPort } from 'node:worker_threads';
import type { Envelope } from '../arriving/store.ts';
import { askBy, checkSender } from './checks.ts';

/** A mail whose sender is to be checked. */
export interface Asked {
  id: number;
  raw: Uint8Array;
  envelope: Envelope | null;
  dns: string;
  trusted: readonly string[];
}

// The thread in which signatures of strangers are reckoned; built as a file of its own, which check-in-thread.ts starts.
parentPort?.on('message', async ({ id, raw, envelope, dns, trusted }: Asked) => {
  const checks = await checkSender(Buffer.from(raw), envelope, askBy(dns), trusted);
  parentPort?.postMessage({ id, checks });
});
