import pg from 'pg';
import { type Id, newId } from '#kernel/contract/ids.ts';
import type { Whisper } from '../capability.ts';
import type { Kernel } from '../kernel.ts';
import { describeError } from '../log.ts';

interface Hears {
  /** Another process committed; `head` is the newest event of this workspace. */
  woken(workspaceId: Id, head: number): void;
  whispered(workspaceId: Id, frame: Whisper): void;
}

/** A NOTIFY may carry 8,000 bytes; what is to be told is gathered below that. */
const payloadLimit = 7_500;
const gatherMs = 3;

interface Told {
  from: Id;
  heads: Record<Id, number>;
  list: { w: Id; f: Whisper }[];
}

/** What another process told, or nothing: one of an older version speaks otherwise, and the poll makes up for it. */
function parse(payload = ''): Partial<Told> {
  try {
    return JSON.parse(payload);
  } catch {
    return {};
  }
}

/**
 * The one connection on which processes tell each other how far the events of a workspace have come, and whispers:
 * ephemeral ids (typing, seen marks), which nobody misses when they are lost. Each says who it is, so that it does not
 * hear itself.
 */
export function createWakeUp(kernel: Kernel, hears: Hears) {
  const me = newId();
  let client: pg.Client | undefined;
  let isStopped = false;
  const nothing = (): Told => ({ from: me, heads: {}, list: [] });
  let next = nothing();
  let timer: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    if (isStopped) return;
    const fresh = new pg.Client({ ...kernel.database.pool.options, keepAlive: true, application_name: 'heed live' });
    fresh.on('error', () => reconnect(fresh));
    fresh.on('end', () => reconnect(fresh));
    fresh.on('notification', (message) => {
      const { from, heads = {}, list = [] } = parse(message.payload);
      if (from === me) return;
      for (const [workspaceId, head] of Object.entries(heads)) hears.woken(workspaceId, head);
      for (const { w, f } of list) hears.whispered(w, f);
    });
    try {
      await fresh.connect();
      // A wake-up that a crash swallows is found by the poll, so it need not wait for the disk.
      await fresh.query('SET synchronous_commit = off; LISTEN heed_wake');
      client = fresh;
    } catch (error) {
      kernel.log.warn({ error: describeError(error) }, 'no wake-up connection; polling meanwhile');
      reconnect(fresh);
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
  const tell = () => {
    clearTimeout(timer);
    timer = undefined;
    const payload = JSON.stringify(next);
    next = nothing();
    notified = notified.then(() => client?.query("SELECT pg_notify('heed_wake', $1)", [payload])).catch(() => {});
  };
  const gather = (more: (told: Told) => Told) => {
    if (Buffer.byteLength(JSON.stringify(more(next))) > payloadLimit) tell();
    next = more(next);
    timer ??= setTimeout(tell, gatherMs);
  };
  const ready = connect();

  return {
    ready,
    wakeOthers: (workspaceId: Id, head: number) =>
      gather((told) => {
        const known = told.heads[workspaceId] ?? 0;
        return { ...told, heads: { ...told.heads, [workspaceId]: Math.max(head, known) } };
      }),
    whisperToOthers: (workspaceId: Id, frame: Whisper) =>
      gather((told) => ({ ...told, list: [...told.list, { w: workspaceId, f: frame }] })),
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
