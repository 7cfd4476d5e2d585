import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { statement } from '#kernel/server/sql.ts';
import { type LookReason, mailSettled } from '../../contract.ts';
import type { Checks } from '../../contract-messages.ts';
import type { Understood } from '../../understanding/understood.ts';
import { type MailboxRecord, mailboxOf } from '../mailboxes/rows.ts';
import { plain } from '../plain.ts';
import { acknowledge } from '../sending/acknowledge.ts';
import { tellOfBounce } from './bounce.ts';
import type { MailFiles } from './files.ts';
import { contentKeyOf, lookReasonOf } from './gist.ts';
import { readLater } from './later.ts';
import { ownAmong } from './participants.ts';
import { pauses, place } from './place.ts';
import type { StoredMail } from './read.ts';
import { findThread } from './thread.ts';

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
    const key = contentKeyOf(reading.seen);
    const known = await whatIsKnown(ctx, mail, reading, key);
    if (known.state !== 'stored') return;
    const outcome = await outcomeOf(ctx, mail, reading, known);
    if (outcome === 'later') return readLater(ctx, mail.id, pauses[mail.tries - 1] ?? 1);
    const { state, messageId = null, reason } = outcome;
    const { from, subject } = reading.seen;
    const finished = [
      ...[workspaceId, mail.id, state, reason ?? null, messageId, key],
      ...[plain(from.address, 320), plain(from.name, 200), plain(subject, 300)],
    ];
    ctx.unanswered(ctx.tx.rows(finish, finished));
    ctx.emit(mailSettled, { mailId: mail.id, mailboxId: mail.mailbox_id, as: state, ...(reason && { reason }) });
  });
}

/** What the database tells of a mail before anything comes of it. */
interface Known {
  state: string | undefined;
  /** The same mail as it came before. */
  before: { message_id: Id | null } | undefined;
  box: MailboxRecord | undefined;
  /** Which of the addresses in its head are the workspace's own. */
  own: Set<string>;
  threadId: Id | undefined;
}

/**
 * Locks the mail and asks for all that is needed of every one. Sent together, and done in this order: each journey to the
 * database is time in which the locks of other mails of the same customer are held.
 */
async function whatIsKnown(ctx: CommandContext, mail: StoredMail, { seen }: Reading, key: Buffer): Promise<Known> {
  const [row, , before, box, own, threadId] = await Promise.all([
    ctx.tx.first(lock, [ctx.workspaceId, mail.id]),
    ctx.tx.rows(takeTurns, [key.toString('hex')]),
    ctx.tx.first(same, [ctx.workspaceId, key]),
    mailboxOf(ctx.tx, ctx.workspaceId, mail.mailbox_id),
    ownAmong(ctx, [seen.from, ...seen.replyTo, ...seen.to, ...seen.cc]),
    findThread(ctx, seen, mail.envelope),
  ]);
  return { state: row?.state, before, box, own, threadId };
}

async function outcomeOf(
  ctx: CommandContext,
  mail: StoredMail,
  reading: Reading,
  { before, box, own, threadId }: Known,
): Promise<Outcome | 'later'> {
  const why = lookReasonOf(reading.seen);
  if (why) return { state: 'look', reason: why };
  if (before) return { state: 'repeat', messageId: before.message_id };
  if (!box) throw new Error('a mail lost its address');
  if (reading.seen.kind === 'bounce') {
    const told = await tellOfBounce(ctx, reading.seen, mail.envelope);
    return told ? { state: 'told', messageId: told.messageId } : { state: 'look', reason: 'bounce_of_nothing' };
  }
  const placed = await place(ctx, mail, reading, { box, own, threadId });
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
