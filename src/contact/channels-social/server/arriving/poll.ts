import { type Id, newId } from '#kernel/contract/ids.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { describeError } from '#kernel/server/log.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { statement } from '#kernel/server/sql.ts';
import type { ServiceError } from '../connector.ts';
import { accountOf, connectorOf, lineOfAccount, serviceErrorOf } from '../rows.ts';
import { setAccountState } from '../state.ts';
import { storeUpdates } from './store.ts';

/** How often a process says that it lives; after 20 s without a word others take its accounts over. */
const lookMs = 2_000;
const more = 5;
/** How long the service may wait for something to tell. */
const waitS = 25;

const hold = statement<{ workspace_id: Id; account_id: Id; version: number }>(
  'social_hold',
  'SELECT workspace_id, account_id, version FROM heed_social_hold($1, $2)',
);
// Only whoever holds it moves its place: one who was taken for dead and comes back does not.
const advance = statement<{ id: Id }>(
  'social_account_advance',
  `UPDATE social_account SET place = CASE WHEN $4 = '' THEN place ELSE $4 END, failures = 0
   WHERE workspace_id = $1 AND id = $2 AND holder = $3 RETURNING id`,
);
const letGo = statement(
  'social_account_let_go',
  `UPDATE social_account SET holder = NULL, held_until = '-infinity', failures = failures + CASE WHEN $4::int IS NULL THEN 0 ELSE 1 END,
     next_at = CASE WHEN $4::int IS NULL THEN '-infinity' ELSE clock_timestamp() + make_interval(secs => $4::int) END
   WHERE workspace_id = $1 AND id = $2 AND holder = $3 RETURNING failures`,
);

export interface Polling {
  look(): void;
  stop(): Promise<void>;
}

interface Which {
  workspaceId: Id;
  accountId: Id;
  holder: Id;
}

/** Asks services for what came, of each account by one process at a time, and by another one when that is gone. */
export function startPolling(kernel: Kernel): Polling {
  const holder = newId();
  const running = new Map<Id, { version: number; stop: AbortController }>();
  const works = new Set<Promise<void>>();
  let isStopped = false;
  let looking: Promise<void> | undefined;
  const begin = (workspaceId: Id, accountId: Id, version: number) => {
    const stop = new AbortController();
    running.set(accountId, { version, stop });
    const work = run(kernel, { workspaceId, accountId, holder }, stop.signal).finally(() => {
      works.delete(work);
      if (running.get(accountId)?.stop === stop) running.delete(accountId);
    });
    works.add(work);
  };
  const lookOnce = async () => {
    if (kernel.holdsDeadlines) return;
    const held = await kernel.database.alone(hold, [holder, more]);
    const given = new Map(held.map((one) => [one.account_id, one]));
    for (const [id, { version, stop }] of running) if (given.get(id)?.version !== version) stop.abort();
    for (const { workspace_id, account_id, version } of held) {
      if (!running.has(account_id) && !isStopped) begin(workspace_id, account_id, version);
    }
  };
  const look = () => {
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

/** Asks until it is told to stop or something hinders it. Never rejects. */
async function run(kernel: Kernel, which: Which, signal: AbortSignal): Promise<void> {
  const stopped = new Promise<false>((stop) => signal.addEventListener('abort', () => stop(false), { once: true }));
  try {
    while (!signal.aborted) {
      const goesOn = await Promise.race([askOnce(kernel, which), stopped]);
      if (!goesOn) break;
    }
    await release(kernel, which);
  } catch (error) {
    const failed = serviceErrorOf(error);
    kernel.log.warn({ accountId: which.accountId, error: describeError(error) }, 'a messenger cannot be asked');
    await release(kernel, which, failed).catch(() => {});
  }
}

/** One question: what came is kept, and only then the service is told that it may forget it, by the next question. */
async function askOnce(kernel: Kernel, { workspaceId, accountId, holder }: Which): Promise<boolean> {
  const scope = { workspaceId, customerId: null };
  const account = await kernel.database.read(scope, (tx) => accountOf(tx, workspaceId, accountId));
  if (!account || account.retired_at || account.way !== 'polling') return false;
  const connector = connectorOf(account.connector);
  const updates = await connector.poll(lineOfAccount(kernel, workspaceId, account), account.place, waitS);
  let isHeld = false;
  await runOwnCommand(kernel, 'social.poll', { workspaceId, onBehalfOf: null }, async (ctx) => {
    const refs = updates.length > 0 ? await storeUpdates(ctx, accountId, connector, updates) : [];
    const last = refs.toSorted().at(-1);
    const place = last === undefined ? '' : connector.placeAfter(last);
    isHeld = (await ctx.tx.first(advance, [workspaceId, accountId, holder, place])) !== undefined;
    await setAccountState(ctx, accountId);
  });
  return isHeld;
}

/** Seconds until it is asked again after so many failures. */
const pauses = [2, 5, 15, 60, 300];

async function release(
  kernel: Kernel,
  { workspaceId, accountId, holder }: Which,
  failed?: ServiceError,
): Promise<void> {
  await runOwnCommand(kernel, 'social.let-go', { workspaceId, onBehalfOf: null }, async (ctx) => {
    const account = failed && (await ctx.tx.first(failures, [workspaceId, accountId]));
    const pauseS = failed && (failed.retryAfterS ?? pauses[Math.min(account?.failures ?? 0, pauses.length - 1)] ?? 300);
    await ctx.tx.rows(letGo, [workspaceId, accountId, holder, pauseS ?? null]);
    if (failed) await setAccountState(ctx, accountId, failed);
  });
}
const failures = statement<{ failures: number }>(
  'social_account_failures',
  'SELECT failures FROM social_account WHERE workspace_id = $1 AND id = $2',
);
