import { open, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { shareContents } from '#contact/conversations/index.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import { contentsIn, take } from '#kernel/files/contents.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { statement } from '#kernel/server/sql.ts';
import { mailSettled } from '../../contract.ts';
import { mostRawBytes, type Via } from '../../contract-words.ts';

/** What the connection said by which a mail came; nothing in it is proof of anything but where it came from. */
export interface Envelope {
  from: string;
  to: string[];
  remoteAddress: string;
  helo: string;
}

export interface Arrival {
  workspaceId: Id;
  mailboxId: Id;
  via: Via;
  envelope?: Envelope;
  /** When the server got it from which it is fetched. */
  receivedAt?: Date | undefined;
  /** Only its head could be kept: somebody must look at it. */
  isTooLarge?: boolean;
  /** What is noted in the same commit. */
  noting?(ctx: CommandContext, mailId: Id): Promise<void>;
}

const insert = statement<{ id: Id }>(
  'mail_insert',
  `INSERT INTO mail (workspace_id, id, mailbox_id, sha256, size, via, envelope, received_at, state, reason, settled_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, CASE WHEN $9::text IS NULL THEN 'stored' ELSE 'look' END, $9::text,
     CASE WHEN $9::text IS NOT NULL THEN heed_now() END)
   ON CONFLICT (workspace_id, mailbox_id, sha256) DO NOTHING RETURNING id`,
);
const known = statement<{ id: Id }>(
  'mail_known',
  'SELECT id FROM mail WHERE workspace_id = $1 AND mailbox_id = $2 AND sha256 = $3',
);

export const readTask = 'mail.read';

/** Queues the reading of a stored mail. */
export function readSoon(ctx: CommandContext, mailId: Id): void {
  ctx.enqueue(readTask, { workspaceId: ctx.workspaceId, mailId }, `${readTask} ${mailId}`);
}

/**
 * Keeps a raw mail before anything else is done with it: its bytes on the disk, its row and the job that reads it
 * committed. The same bytes again are the same mail. Whoever brought it may forget it when this resolves.
 * @throws Problem file.too_large, file.empty, file.no_room, input.too_slow, service.unavailable
 */
export async function storeRaw(
  kernel: Kernel,
  arrival: Arrival,
  source: Readable,
): Promise<{ mailId: Id; isNew: boolean }> {
  const { workspaceId } = arrival;
  const contents = contentsIn(kernel.config.dataDir);
  const path = await contents.arriving();
  let hasName = false;
  try {
    const into = await open(path, 'wx', 0o600);
    const { sha256, size } = await take(source, into, mostRawBytes).finally(() => into.close());
    let stored: { mailId: Id; isNew: boolean } | undefined;
    await runOwnCommand(kernel, 'mail.store', { workspaceId, onBehalfOf: null }, async (ctx) => {
      await shareContents(ctx.tx);
      await contents.keep(workspaceId, path, sha256);
      hasName = true;
      const kept = await keepRow(ctx, arrival, sha256, size);
      await arrival.noting?.(ctx, kept.mailId);
      stored = kept;
    });
    if (!stored) throw new Error('a mail was not stored');
    return stored;
  } finally {
    if (!hasName) await rm(path, { force: true });
  }
}

async function keepRow(ctx: CommandContext, arrival: Arrival, sha256: Buffer, size: number) {
  const { workspaceId, mailboxId, via, envelope, receivedAt, isTooLarge } = arrival;
  const reason = isTooLarge ? 'too_large' : null;
  const added = await ctx.tx.first(insert, [
    ...[workspaceId, newId(), mailboxId, sha256, size, via, envelope ? JSON.stringify(envelope) : null],
    ...[receivedAt ?? null, reason],
  ]);
  const mailId = added?.id ?? (await ctx.tx.first(known, [workspaceId, mailboxId, sha256]))?.id;
  if (!mailId) throw new Error('a mail was neither kept nor known');
  if (added && reason) ctx.emit(mailSettled, { mailId, mailboxId, as: 'look', reason });
  else if (added) readSoon(ctx, mailId);
  return { mailId, isNew: added !== undefined };
}
