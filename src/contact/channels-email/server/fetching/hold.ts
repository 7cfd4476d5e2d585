import { type Id, newId } from '#kernel/contract/ids.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { describeError } from '#kernel/server/log.ts';
import { statement } from '#kernel/server/sql.ts';
import { mailboxOf } from '../mailboxes/rows.ts';
import { fetchMailbox } from './fetch.ts';
import { type Held, HeldElsewhere, release, sayState } from './rows.ts';
import { hindranceOf } from './session.ts';

/** How often a process says that it lives; after 20 s without a word others take its mailboxes over. */
const lookMs = 2_000;
/** Taken over at a look, so that several processes share what there is. */
const more = 5;

const hold = statement<{ workspace_id: Id; mailbox_id: Id; version: number }>(
  'mail_hold',
  'SELECT workspace_id, mailbox_id, version FROM heed_mail_hold($1, $2)',
);

interface Running {
  version: number;
  stop: AbortController;
}

/** Fetches mailboxes by IMAP: each by one process at a time, and by another one when that is gone. */
export interface Fetching {
  /** Looks at once, because an address was changed. */
  look(): void;
  stop(): Promise<void>;
}

export function startFetching(kernel: Kernel): Fetching {
  const holder = newId();
  const running = new Map<Id, Running>();
  const works = new Set<Promise<void>>();
  let isStopped = false;
  let looking: Promise<void> | undefined;

  const begin = (workspaceId: Id, mailboxId: Id, version: number) => {
    const stop = new AbortController();
    running.set(mailboxId, { version, stop });
    const work = run(kernel, { workspaceId, mailboxId, holder }, stop.signal).finally(() => {
      works.delete(work);
      if (running.get(mailboxId)?.stop === stop) running.delete(mailboxId);
      if (!isStopped) look();
    });
    works.add(work);
  };
  const lookOnce = async () => {
    if (kernel.holdsDeadlines) return;
    const held = await kernel.database.alone(hold, [holder, more]);
    const given = new Map(held.map((one) => [one.mailbox_id, one]));
    for (const [mailboxId, { version, stop }] of running) {
      if (given.get(mailboxId)?.version !== version) stop.abort();
    }
    for (const { workspace_id, mailbox_id, version } of held) {
      if (!running.has(mailbox_id) && !isStopped) begin(workspace_id, mailbox_id, version);
    }
  };
  const look = () => {
    // A database that is away is heard of elsewhere; what is held is let go by itself.
    looking ??= lookOnce()
      .catch(() => {})
      .finally(() => {
        looking = undefined;
      });
  };
  const timer = setInterval(look, lookMs);
  look();
  return {
    look,
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await looking;
      for (const { stop } of running.values()) stop.abort();
      await Promise.all(works);
    },
  };
}

interface Which {
  workspaceId: Id;
  mailboxId: Id;
  holder: Id;
}

/** Fetches until it ends, and says why. Never rejects. */
async function run(kernel: Kernel, { workspaceId, mailboxId, holder }: Which, signal: AbortSignal): Promise<void> {
  let held: Held | undefined;
  try {
    const scope = { workspaceId, customerId: null };
    const box = await kernel.database.read(scope, (tx) => mailboxOf(tx, workspaceId, mailboxId));
    if (!box) return;
    held = { kernel, workspaceId, box, holder };
    await fetchMailbox(held, signal);
    await release(held, false);
  } catch (error) {
    if (!held || error instanceof HeldElsewhere) return;
    if (!signal.aborted) kernel.log.warn({ mailboxId, error: describeError(error) }, 'a mailbox cannot be fetched');
    await letGo(held, error, signal.aborted).catch(() => {});
  }
}

async function letGo(held: Held, error: unknown, wasStopped: boolean): Promise<void> {
  if (!wasStopped) await sayState(held, 'failed', hindranceOf(error));
  await release(held, !wasStopped);
}
