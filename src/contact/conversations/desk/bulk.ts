import { t } from '@lingui/core/macro';
import { useSyncExternalStore } from 'react';
import type { Data } from '#kernel/web/data.ts';
import { ProblemError } from '#kernel/web/problem-error.ts';
import type { RowData } from './ConversationRow.tsx';

/** Takes one write back. */
type Undo = (data: Data) => Promise<unknown>;

/** What is to be done with many conversations: each is a small write of its own. */
export interface BulkPlan {
  /** While it runs: "Assigning to Ada". */
  title: string;
  /** Afterwards: "12 assigned to Ada". */
  done: (count: number) => string;
  /** Writes one; says how to take it back, or null where there is no way back or nothing was to be done. */
  write: (data: Data, row: RowData) => Promise<Undo | null>;
}

export interface Refused {
  id: string;
  reference: string;
  customerName: string;
  words: string;
}

export interface BulkRun {
  id: number;
  title: string;
  total: number;
  done: number;
  refused: readonly Refused[];
  state: 'running' | 'stopped' | 'finished';
  /** What was done, in words. */
  words: string;
  /** How many can be taken back. */
  undoable: number;
}

/** At most this many writes at once: others share the server. */
const lanes = 3;

let run: BulkRun | undefined;
let lastId = 0;
let undos: { row: RowData; undo: Undo }[] = [];
const listeners = new Set<() => void>();

function publish(change: Partial<BulkRun> | undefined): void {
  run = change === undefined ? undefined : run && { ...run, ...change };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The bulk action that runs or ran last; undefined once it was put away. It goes on wherever the reader goes. */
export function useBulkRun(): BulkRun | undefined {
  return useSyncExternalStore(subscribe, () => run);
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Whether this one runs still: it may have been stopped, and another begun. */
const isRunning = (id: number) => run?.id === id && run.state === 'running';

/** Writes one, and waits where the server asks to come back later. */
async function patiently(id: number, write: () => Promise<Undo | null>): Promise<Undo | null> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      const isBusy = error instanceof ProblemError && (error.code === 'limit.too_many' || error.status === 503);
      if (!isBusy || !isRunning(id)) throw error;
      await pause((error.retryAfterS ?? 2) * 1_000);
    }
  }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof ProblemError)) return t`The server could not be reached. It stayed as it was.`;
  if (error.code === 'record.stale') return t`It was changed meanwhile. Look at it, then do it again if it still fits.`;
  return `${error.title}. ${error.detail}`;
}

const warn = (event: BeforeUnloadEvent) => event.preventDefault();

/**
 * Does the plan with each row, one small write each: what is refused is listed and holds up nobody else. While one runs
 * no other begins; false then.
 */
export function startBulk(data: Data, plan: BulkPlan, rows: readonly RowData[]): boolean {
  if (run?.state === 'running' || rows.length === 0) return false;
  lastId += 1;
  run = {
    ...{ id: lastId, title: plan.title, total: rows.length, state: 'running', words: '', undoable: 0 },
    ...{ done: 0, refused: [] },
  };
  undos = [];
  publish({});
  addEventListener('beforeunload', warn);
  void work(data, plan, rows, lastId).finally(() => removeEventListener('beforeunload', warn));
  return true;
}

async function work(data: Data, plan: BulkPlan, rows: readonly RowData[], id: number): Promise<void> {
  const left = [...rows];
  const isMine = () => run?.id === id;
  const one = async (row: RowData) => {
    try {
      const undo = await patiently(id, () => plan.write(data, row));
      if (!isMine()) return;
      if (undo) undos.push({ row, undo });
      publish({ done: (run?.done ?? 0) + 1 });
    } catch (error) {
      if (!isMine()) return;
      const { reference, customerName } = row;
      const refused = { id: row.id, reference, customerName, words: wordsOf(error) };
      publish({ refused: [...(run?.refused ?? []), refused] });
    }
  };
  const lane = async () => {
    for (let row = left.shift(); row && isRunning(id); row = left.shift()) await one(row);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  data.refresh.hint(['inbox', ...rows.map((row) => `conversation:${row.id}`)]);
  if (!isMine()) return;
  const state = run?.state === 'stopped' ? 'stopped' : 'finished';
  publish({ state, words: plan.done(run?.done ?? 0), undoable: undos.length });
}

/** Stops after the writes that are on their way; what is done stays done. */
export function stopBulk(): void {
  if (run?.state === 'running') publish({ state: 'stopped' });
}

/** Takes back what the last bulk action did, again one by one. */
export function undoBulk(data: Data): void {
  const taken = new Map(undos.map(({ row, undo }) => [row.id, undo]));
  const rows = undos.map(({ row }) => row);
  const plan: BulkPlan = {
    title: t`Taking it back`,
    done: (count) => t`${count} taken back`,
    write: async (to, row) => {
      await taken.get(row.id)?.(to);
      return null;
    },
  };
  startBulk(data, plan, rows);
}

/** Puts the report of the last bulk action away. */
export function closeBulk(): void {
  if (run?.state !== 'running') publish(undefined);
}
