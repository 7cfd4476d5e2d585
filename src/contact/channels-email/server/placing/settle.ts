import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { statement } from '#kernel/server/sql.ts';
import { type LookReason, mailSettled } from '../../contract.ts';
import type { Checks } from '../../contract-messages.ts';
import type { Understood } from '../../understanding/understood.ts';
import { mailboxOf } from '../mailboxes/rows.ts';
import { plain } from '../plain.ts';
import { acknowledge } from '../sending/acknowledge.ts';
import { tellOfBounce } from './bounce.ts';
import type { MailFiles } from './files.ts';
import { contentKeyOf, lookReasonOf } from './gist.ts';
import { readLater } from './later.ts';
import { pauses, place } from './place.ts';
import type { StoredMail } from './read.ts';

export interface Reading {
  seen: Understood;
  checks: Checks | null;
  files: MailFiles;
}

/** What became of a mail. */
interface Outcome {
  state: 'message' | 'told' | 'repeat' | 'look';
  messageId?: Id | null;
  reason?: LookReason;
}

const dayMs = 86_400_000;

const lock = statement<{ state: string }>(
  'mail_lock',
  'SELECT state FROM mail WHERE workspace_id = $1 AND id = $2 FOR UPDATE',
);
/** Two copies of one mail that are read at once go one after the other. */
const takeTurns = statement('mail_turns', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 26))');
const same = statement<{ message_id: Id | null }>(
  'mail_same',
  `SELECT message_id FROM mail WHERE workspace_id = $1 AND content_key = $2 AND state IN ('message', 'told')`,
);
const finish = statement(
  'mail_finish',
  `UPDATE mail SET state = $3, reason = $4, message_id = $5, content_key = $6, from_address = $7, from_name = $8,
     subject = $9, settled_at = heed_now() WHERE workspace_id = $1 AND id = $2`,
);

/** Lets a mail that was read become what it is, once, in one transaction with everything that follows from it. */
export async function settle(kernel: Kernel, workspaceId: Id, mail: StoredMail, reading: Reading): Promise<void> {
  await runOwnCommand(kernel, 'mail.settle', { workspaceId, onBehalfOf: null }, async (ctx) => {
    const row = await ctx.tx.first(lock, [workspaceId, mail.id]);
    if (row?.state !== 'stored') return;
    const key = contentKeyOf(reading.seen);
    await ctx.tx.rows(takeTurns, [key.toString('hex')]);
    const outcome = await outcomeOf(ctx, mail, reading, key);
    if (outcome === 'later') return readLater(ctx, mail.id, pauses[mail.tries - 1] ?? 1);
    const { state, messageId = null, reason } = outcome;
    const { from, subject } = reading.seen;
    await ctx.tx.rows(finish, [
      ...[workspaceId, mail.id, state, reason ?? null, messageId, key],
      ...[plain(from.address, 320), plain(from.name, 200), plain(subject, 300)],
    ]);
    ctx.emit(mailSettled, { mailId: mail.id, mailboxId: mail.mailbox_id, as: state, ...(reason && { reason }) });
  });
}

async function outcomeOf(
  ctx: CommandContext,
  mail: StoredMail,
  reading: Reading,
  key: Buffer,
): Promise<Outcome | 'later'> {
  const why = lookReasonOf(reading.seen);
  if (why) return { state: 'look', reason: why };
  const before = await ctx.tx.first(same, [ctx.workspaceId, key]);
  if (before) return { state: 'repeat', messageId: before.message_id };
  const box = await mailboxOf(ctx.tx, ctx.workspaceId, mail.mailbox_id);
  if (!box) throw new Error('a mail lost its address');
  if (reading.seen.kind === 'bounce') {
    const told = await tellOfBounce(ctx, reading.seen, mail.envelope);
    return told ? { state: 'told', messageId: told.messageId } : { state: 'look', reason: 'bounce_of_nothing' };
  }
  const placed = await place(ctx, box, mail, reading);
  if (placed === 'later') return placed;
  if ('reason' in placed) return { state: 'look', reason: placed.reason };
  const isOld = mail.received_at !== null && ctx.now.getTime() - mail.received_at.getTime() > dayMs;
  if (placed.isFirst && !isOld) await acknowledge(ctx, box, placed, reading);
  return { state: 'message', messageId: placed.messageId };
}

const look = statement<{ id: Id }>(
  'mail_set_for_look',
  `UPDATE mail SET state = 'look', reason = $3, settled_at = heed_now()
   WHERE workspace_id = $1 AND id = $2 AND state = 'stored' RETURNING id`,
);

/** Lets a mail wait to be looked at that could not be read at all. */
export async function setForLook(kernel: Kernel, workspaceId: Id, mail: StoredMail, reason: LookReason): Promise<void> {
  await runOwnCommand(kernel, 'mail.set-for-look', { workspaceId, onBehalfOf: null }, async (ctx) => {
    if (!(await ctx.tx.first(look, [workspaceId, mail.id, reason]))) return;
    ctx.emit(mailSettled, { mailId: mail.id, mailboxId: mail.mailbox_id, as: 'look', reason });
  });
}
