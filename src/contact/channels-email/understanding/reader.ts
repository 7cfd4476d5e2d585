import { Worker } from 'node:worker_threads';
import { findThread } from './find-thread.ts';
import { mailLimits } from './limits.ts';
import { outlineOf } from './outline.ts';
import type { MailLimit, Understood } from './understood.ts';

export interface MailReader {
  /** Reads one mail after the other. Resolves for every mail; one that takes too much gives its outline and says so. */
  understand(raw: Uint8Array): Promise<Understood>;
  close(): Promise<void>;
}

export interface ReaderLimits {
  threadMs: number;
  threadMb: number;
}

interface Waiting {
  raw: Uint8Array;
  done(understood: Understood): void;
}

/**
 * Opens a thread that reads mails. It starts with the first mail and is replaced when a mail was too much for it; while
 * it has nothing to do it keeps no process alive. `file` is the built thread.ts.
 */
export function openMailReader(
  file: string = findThread('mail-thread.js'),
  limits: ReaderLimits = mailLimits,
): MailReader {
  const waiting: Waiting[] = [];
  let current: Waiting | undefined;
  let worker: Worker | undefined;
  let timer: NodeJS.Timeout | undefined;

  const finish = (understood: (raw: Uint8Array) => Understood) => {
    clearTimeout(timer);
    const served = current;
    current = undefined;
    worker?.unref();
    served?.done(understood(served.raw));
    next();
  };
  const discard = async (limit: MailLimit) => {
    const spent = worker;
    worker = undefined;
    spent?.removeAllListeners();
    // Not waited for: a thread in the midst of something may take a moment to stop.
    spent?.on('error', () => {});
    await spent?.terminate();
    finish((raw) => outlineOf(raw, limit));
  };
  const start = () => {
    const started = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: limits.threadMb } });
    started.on('message', (understood: Understood) => finish(() => understood));
    started.on('error', (error: NodeJS.ErrnoException) => {
      void discard(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'failed');
    });
    return started;
  };
  const next = () => {
    if (current) return;
    current = waiting.shift();
    if (!current) return;
    worker ??= start();
    worker.ref();
    timer = setTimeout(() => void discard('time'), limits.threadMs);
    // A copy, given away: a view would take along all the memory that it looks at.
    const raw = new Uint8Array(current.raw.subarray(0, mailLimits.rawBytes + 1));
    worker.postMessage(raw, [raw.buffer]);
  };
  return {
    understand: (raw) =>
      new Promise((done) => {
        waiting.push({ raw, done });
        next();
      }),
    close: async () => {
      clearTimeout(timer);
      await worker?.terminate();
      worker = undefined;
    },
  };
}

type Pace = 'quickly' | 'slowly';
/** Enough for any honest mail on a machine that is not overloaded. */
const quickMs = 3_000;
const readers = new Map<Pace, MailReader>();
let slowly = 0;

function readerFor(pace: Pace): MailReader {
  const limits = pace === 'quickly' ? { ...mailLimits, threadMs: quickMs } : mailLimits;
  const reader = readers.get(pace) ?? openMailReader(findThread('mail-thread.js'), limits);
  readers.set(pace, reader);
  return reader;
}

/**
 * Everything Heed understands of a raw mail, read within the limits of limits.ts in a thread of its own: one for what is
 * read quickly or not at all, and one that takes its time, so that no mail holds up the others for long. Never rejects.
 */
export async function understandMail(raw: Uint8Array, pace: Pace = 'slowly'): Promise<Understood> {
  if (pace === 'quickly') return readerFor(pace).understand(raw);
  slowly++;
  try {
    return await readerFor(pace).understand(raw);
  } finally {
    slowly--;
  }
}

/** Whether the thread that takes its time has something to do. */
export function isReadingSlowly(): boolean {
  return slowly > 0;
}
