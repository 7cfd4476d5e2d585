import { forgetPlaces, prepareFile } from '#contact/conversations/index.ts';
import { fileLimits } from '#kernel/contract/files.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { contentsIn } from '#kernel/files/contents.ts';
import type { DeadlineKind, Job } from '#kernel/server/capability.ts';
import { setDeadline } from '#kernel/server/deadlines.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { describeError } from '#kernel/server/log.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { Problem } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { type FileThere, ServiceError, type Told } from '../connector.ts';
import { type AccountRecord, accountOf, connectorOf, lineOfAccount } from '../rows.ts';
import { type CameWith, notYet, place, placeRest } from './place.ts';
import { readSoon, readTask } from './store.ts';

interface Stored {
  ref: string;
  body: unknown;
  arrived_at: Date;
  /** As which message its words are there already. */
  message_id: Id | null;
  lacking: number[];
  ask_at: Date | null;
}
const next = statement<Stored>(
  'social_update_next_due_lacking',
  `SELECT ref, body, arrived_at, message_id, lacking, ask_at FROM social_update
   WHERE workspace_id = $1 AND account_id = $2 AND state = 'stored' AND next_at <= $3 ORDER BY ref LIMIT 1`,
);
/** Updates of one account are read one after the other, whoever reads them. */
const takeTurns = statement(
  'social_turns',
  "SELECT pg_advisory_xact_lock(hashtextextended('social ' || $1::text, 26))",
);
const still = statement<{ state: string; message_id: Id | null }>(
  'social_update_still_lacking',
  'SELECT state, message_id FROM social_update WHERE workspace_id = $1 AND account_id = $2 AND ref = $3 FOR UPDATE',
);
const settle = statement(
  'social_update_settle',
  'UPDATE social_update SET state = $4, reason = $5 WHERE workspace_id = $1 AND account_id = $2 AND ref = $3',
);
const count = statement<{ tries: number }>(
  'social_update_count',
  `UPDATE social_update SET tries = tries + 1 WHERE workspace_id = $1 AND account_id = $2 AND ref = $3 RETURNING tries`,
);

const mostTries = 3;
const mostFiles = 10;
const waitsForFilesMs = 48 * 3_600_000;
/** So long words wait for their files; then they are there without, and the files come after them. */
const wordsWaitMs = 10 * 60_000;
/** Where the service does not say when it will give a file. */
const pauseS = 60;

/**
 * Reads what is stored of an account in its order. What cannot be read three times is set aside and named; what waits for
 * a file that the service does not give yet lets the others pass, and its words wait no longer than ten minutes.
 */
export const readJob: Job = {
  task: readTask,
  run: async (kernel, payload) => {
    const [workspaceId, accountId] = [String(payload.workspaceId), String(payload.accountId)];
    const scope = { workspaceId, customerId: null };
    const account = await kernel.database.read(scope, (tx) => accountOf(tx, workspaceId, accountId));
    if (!account) return;
    for (;;) {
      const update = await kernel.database.read(scope, (tx) => tx.first(next, [workspaceId, accountId, kernel.now()]));
      if (!update) return wakeForNext(kernel, workspaceId, accountId);
      await readOne(kernel, workspaceId, account, update);
    }
  },
};

async function readOne(kernel: Kernel, workspaceId: Id, account: AccountRecord, update: Stored): Promise<void> {
  const places: string[] = [];
  try {
    const told = connectorOf(account.connector).read(update.body);
    const files = 'files' in told ? told.files : [];
    const came = await fetched(kernel, workspaceId, account, { files, update }, places);
    const wordsAt = new Date(update.arrived_at.getTime() + wordsWaitMs);
    const isWaiting = came.lacking.length > 0 && !update.message_id && kernel.now() < wordsAt;
    if (isWaiting) await postpone(kernel, workspaceId, account.id, update.ref, came.askAt, wordsAt);
    else await take(kernel, workspaceId, account, { update, told, came });
  } catch (error) {
    if (error instanceof Problem && error.code === 'service.unavailable') throw error;
    const tries = await countTry(kernel, workspaceId, account.id, update.ref);
    kernel.log.warn({ accountId: account.id, tries, error: describeError(error) }, 'an update of a messenger failed');
    // The queue tries again, with its pauses; the others wait, so that the order holds.
    if (tries < mostTries) throw error;
    await setAside(kernel, workspaceId, account.id, update.ref, error);
  } finally {
    await forgetPlaces(places);
  }
}

/** Files are fetched before anything is written; one that is refused, or not given for two days, is named beside the words. */
async function fetched(
  kernel: Kernel,
  workspaceId: Id,
  account: AccountRecord,
  { files, update }: { files: readonly FileThere[]; update: Stored },
  places: string[],
): Promise<CameWith> {
  const came: CameWith = { prepared: [], leftOut: [], lacking: [], askAt: update.ask_at ?? new Date(0) };
  const connector = connectorOf(account.connector);
  const now = kernel.now().getTime();
  const isOver = now - update.arrived_at.getTime() > waitsForFilesMs;
  for (const [at, file] of files.slice(0, mostFiles).entries()) {
    if (update.message_id && !update.lacking.includes(at)) continue;
    const leave = (reason: string) => came.leftOut.push({ name: file.name.slice(0, 200), reason });
    const waitFor = () => {
      came.lacking.push(at);
      leave(notYet);
    };
    if (file.size > connector.limits.fileIn) {
      leave('file.too_large');
      continue;
    }
    if (came.askAt.getTime() > now) {
      waitFor();
      continue;
    }
    try {
      const content = await connector.fetchFile(lineOfAccount(kernel, workspaceId, account), file);
      const given = { name: file.name, content };
      came.prepared.push(await prepareFile(contentsIn(kernel.config.dataDir), given, places, fileLimits.staff));
    } catch (error) {
      if (error instanceof ServiceError) {
        if (isOver || ['refused', 'blocked'].includes(error.as)) {
          leave('not_given');
          continue;
        }
        came.askAt = new Date(now + (error.retryAfterS ?? pauseS) * 1_000);
        waitFor();
      } else if (error instanceof Problem && error.code !== 'file.no_room') leave(error.code);
      else throw error;
    }
  }
  return came;
}

async function take(
  kernel: Kernel,
  workspaceId: Id,
  account: AccountRecord,
  { update, told, came }: { update: Stored; told: Told; came: CameWith },
): Promise<void> {
  const { ref, message_id } = update;
  const into = { kernel, account };
  await runOwnCommand(kernel, readTask, { workspaceId, onBehalfOf: null }, async (ctx) => {
    await ctx.tx.rows(takeTurns, [account.id]);
    const row = await ctx.tx.first(still, [workspaceId, account.id, ref]);
    // Whoever else read it meanwhile has placed its words.
    if (row?.state !== 'stored' || row.message_id !== message_id) return;
    if (message_id) await placeRest(ctx, into, message_id, came);
    const taken = message_id || told.what === 'nothing' ? undefined : await place(ctx, into, { ref, told, came });
    const messageId = message_id ?? taken?.messageId;
    if (messageId && came.lacking.length > 0) {
      await ctx.tx.rows(lack, [workspaceId, account.id, ref, messageId, came.lacking, came.askAt]);
      return;
    }
    const isTaken = message_id !== null || taken !== undefined;
    await ctx.tx.rows(settle, [workspaceId, account.id, ref, isTaken ? 'done' : 'ignored', '']);
  });
}

const later = statement(
  'social_update_wait',
  'UPDATE social_update SET ask_at = $4, next_at = $5 WHERE workspace_id = $1 AND account_id = $2 AND ref = $3',
);
const lack = statement(
  'social_update_lack',
  `UPDATE social_update SET message_id = $4, lacking = $5, ask_at = $6, next_at = $6
   WHERE workspace_id = $1 AND account_id = $2 AND ref = $3`,
);
const waiting = statement<{ at: Date | null }>(
  'social_update_waiting',
  `SELECT min(next_at) AS at FROM social_update
   WHERE workspace_id = $1 AND account_id = $2 AND state = 'stored' AND next_at > '-infinity'`,
);
const readAgain = 'social.read-again';

async function postpone(
  kernel: Kernel,
  workspaceId: Id,
  accountId: Id,
  ref: string,
  askAt: Date,
  wordsAt: Date,
): Promise<void> {
  const scope = { workspaceId, customerId: null };
  const nextAt = askAt < wordsAt ? askAt : wordsAt;
  await kernel.database.write(scope, (tx) => tx.rows(later, [workspaceId, accountId, ref, askAt, nextAt]));
}

/** When everything that could be read was read: what waits is read when it is due. */
async function wakeForNext(kernel: Kernel, workspaceId: Id, accountId: Id): Promise<void> {
  const scope = { workspaceId, customerId: null };
  const at = (await kernel.database.read(scope, (tx) => tx.first(waiting, [workspaceId, accountId])))?.at;
  if (!at) return;
  await runOwnCommand(kernel, readAgain, { workspaceId, onBehalfOf: null }, (ctx) =>
    setDeadline(ctx, readAgain, accountId, at),
  );
}

export const readAgainDeadline: DeadlineKind = {
  kind: readAgain,
  fire: async (ctx, accountId) => readSoon(ctx, accountId),
};

async function countTry(kernel: Kernel, workspaceId: Id, accountId: Id, ref: string): Promise<number> {
  const scope = { workspaceId, customerId: null };
  const row = await kernel.database.write(scope, (tx) => tx.first(count, [workspaceId, accountId, ref]));
  return row?.tries ?? mostTries;
}

async function setAside(kernel: Kernel, workspaceId: Id, accountId: Id, ref: string, error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.message.replaceAll('\0', '').slice(0, 300) : 'It failed.';
  const scope = { workspaceId, customerId: null };
  await kernel.database.write(scope, (tx) => tx.rows(settle, [workspaceId, accountId, ref, 'failed', reason]));
}
