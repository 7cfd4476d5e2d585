import pg from 'pg';
import { type Id, newId } from '#kernel/contract/ids.ts';
import type { Whisper } from '../capability.ts';
import type { Kernel } from '../kernel.ts';
import { describeError } from '../log.ts';

interface Hears {
  /** Another process committed; `heads` are the newest events of those workspaces. */
  woken(heads: Record<Id, number>): void;
  whispered(workspaceId: Id, frame: Whisper): void;
}

/** A NOTIFY may carry 8,000 bytes; whispers are gathered below that. */
const payloadLimit = 7_500;
const gatherMs = 3;
/** Workspaces of which one NOTIFY tells. */
const mostHeads = 100;

interface Said {
  from: Id;
  heads?: Record<Id, number>;
  list?: { w: Id; f: Whisper }[];
}

/** What another process said, or nothing: one of an older version speaks otherwise, and the poll makes up for it. */
function parse(payload = ''): Said | undefined {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}

/**
 * The one connection on which processes wake each other: `heed_wake` says how far the events of a workspace have come, and
 * by which process, so that it does not wake itself; `heed_whisper` carries ephemeral ids (typing, seen marks), which
 * nobody misses when they are lost.
 */
export function createWakeUp(kernel: Kernel, hears: Hears) {
  const me = newId();
  let client: pg.Client | undefined;
  let isStopped = false;
  let wake: NodeJS.Timeout | undefined;
  let heads: Record<Id, number> = {};
  let whispers: { w: Id; f: Whisper }[] = [];
  let whisperTimer: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    if (isStopped) return;
    const next = new pg.Client({ ...kernel.database.pool.options, keepAlive: true, application_name: 'heed live' });
    next.on('error', () => reconnect(next));
    next.on('end', () => reconnect(next));
    next.on('notification', (message) => {
      const said = parse(message.payload);
      if (!said || said.from === me) return;
      hears.woken(said.heads ?? {});
      for (const { w, f } of said.list ?? []) hears.whispered(w, f);
    });
    try {
      await next.connect();
      // A wake-up that a crash swallows is found by the poll, so it need not wait for the disk.
      await next.query('SET synchronous_commit = off; LISTEN heed_wake; LISTEN heed_whisper');
      client = next;
    } catch (error) {
      kernel.log.warn({ error: describeError(error) }, 'no wake-up connection; polling meanwhile');
      reconnect(next);
    }
  };
  const retired = new WeakSet<pg.Client>();
  const reconnect = (broken: pg.Client) => {
    if (retired.has(broken)) return;
    retired.add(broken);
    if (client === broken) client = undefined;
    broken.end().catch(() => {});
    if (!isStopped) setTimeout(() => void connect(), 500 + Math.random() * 1_000).unref();
  };
  // One after the other: the connection takes a single query at a time.
  let notified: Promise<unknown> = Promise.resolve();
  const notify = (channel: string, payload: string) => {
    notified = notified.then(() => client?.query('SELECT pg_notify($1, $2)', [channel, payload])).catch(() => {});
  };
  const sendHeads = () => {
    clearTimeout(wake);
    wake = undefined;
    if (Object.keys(heads).length > 0) notify('heed_wake', JSON.stringify({ from: me, heads }));
    heads = {};
  };
  const sendWhispers = () => {
    whisperTimer = undefined;
    const payload = JSON.stringify({ from: me, list: whispers });
    whispers = [];
    notify('heed_whisper', payload);
  };
  const ready = connect();

  return {
    ready,
    wakeOthers: (workspaceId: Id, head: number) => {
      heads[workspaceId] = Math.max(head, heads[workspaceId] ?? 0);
      if (Object.keys(heads).length >= mostHeads) sendHeads();
      wake ??= setTimeout(sendHeads, gatherMs);
    },
    whisperToOthers: (workspaceId: Id, frame: Whisper) => {
      const item = { w: workspaceId, f: frame };
      if (JSON.stringify([...whispers, item]).length > payloadLimit) sendWhispers();
      whispers.push(item);
      whisperTimer ??= setTimeout(sendWhispers, gatherMs);
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(wake);
      clearTimeout(whisperTimer);
      await client?.end().catch(() => {});
    },
  };
}
