import { readFile } from 'node:fs/promises';
import type { Id } from '#kernel/contract/ids.ts';
import { contentsIn } from '#kernel/files/contents.ts';
import type { Job } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { Problem } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { isReadingSlowly, understandMail } from '../../understanding/reader.ts';
import { type Envelope, readTask } from '../arriving/store.ts';
import { isAnsweredThere } from './answered.ts';
import { checkInThread } from './check-in-thread.ts';
import { prepareFiles } from './files.ts';
import { readLater } from './later.ts';
import { pauses } from './place.ts';
import { setForLook, settle } from './settle.ts';

export interface StoredMail {
  id: Id;
  mailbox_id: Id;
  sha256: Buffer;
  envelope: Envelope | null;
  received_at: Date | null;
  /** How often it was begun, this time included. */
  tries: number;
}

/** Begins a mail that is not read yet; one that was begun before only where that may be now. */
const begin = statement<StoredMail & { is_begun: boolean }>(
  'mail_begin',
  `WITH mine AS (SELECT id, mailbox_id, sha256, envelope, received_at, tries FROM mail
     WHERE workspace_id = $1 AND id = $2 AND state = 'stored'),
   begun AS (UPDATE mail m SET tries = m.tries + 1 FROM mine
     WHERE m.workspace_id = $1 AND m.id = mine.id AND m.state = 'stored' AND (m.tries = 0 OR $3) RETURNING m.tries)
   SELECT id, mailbox_id, sha256, envelope, received_at, coalesce(begun.tries, mine.tries) AS tries,
     begun.tries IS NOT NULL AS is_begun FROM mine LEFT JOIN begun ON true`,
);
// A machine that loses its power may forget that a mail was begun just before; a process that ends does not.
const unhurried = statement('mail_begin_unhurried', "SELECT set_config('synchronous_commit', 'off', true)");
const countFailure = statement<{ failures: number }>(
  'mail_failed',
  'UPDATE mail SET failures = failures + 1 WHERE workspace_id = $1 AND id = $2 RETURNING failures',
);

/** After so many failures of ours a mail waits to be looked at. */
const mostFailures = 3;
/** So often a mail is begun, also where its reading ended with the process or the database said nothing in time. */
const mostTries = 10;

/** Reads one mail and lets it become what it is. Each is a job of its own, so none waits for another that fails. */
export const readJob: Job = {
  task: readTask,
  run: (kernel, { workspaceId, mailId }) => read(kernel, String(workspaceId), String(mailId)),
};

async function read(kernel: Kernel, workspaceId: Id, mailId: Id): Promise<void> {
  const scope = { workspaceId, customerId: null };
  // Counted before anything is read: what ends the process must not be begun for ever.
  const mail = await kernel.database.write(scope, async (tx) => {
    const asked = [workspaceId, mailId, !isReadingSlowly()];
    return (await Promise.all([tx.first(begin, asked), tx.rows(unhurried, [])]))[0];
  });
  if (!mail) return;
  if (!mail.is_begun) return postpone(kernel, workspaceId, mail);
  if (mail.tries > mostTries) return setForLook(kernel, workspaceId, mail, 'failed');
  try {
    await understandAndSettle(kernel, workspaceId, mail);
  } catch (error) {
    // A database that is away says nothing about the mail.
    const isAway = error instanceof Problem && error.code === 'service.unavailable';
    if (isAway) throw error;
    const failed = await kernel.database.write(scope, (tx) => tx.first(countFailure, [workspaceId, mailId]));
    if ((failed?.failures ?? 0) < mostFailures) throw error;
    await setForLook(kernel, workspaceId, mail, 'failed');
  }
}

async function understandAndSettle(kernel: Kernel, workspaceId: Id, mail: StoredMail): Promise<void> {
  const contents = contentsIn(kernel.config.dataDir);
  const raw = await readFile(contents.pathOf(workspaceId, mail.sha256));
  const { mailDns, mailTrusted } = kernel.config;
  const isFirst = mail.tries === 1;
  const [seen, checks] = await Promise.all([
    understandMail(raw, isFirst ? 'quickly' : 'slowly'),
    checkInThread(raw, mail.envelope, mailDns, mailTrusted),
  ]);
  if (isFirst && seen.limits.includes('time')) return postpone(kernel, workspaceId, mail);
  const isPatient = mail.tries <= pauses.length;
  if (isPatient && !(await isAnsweredThere(kernel, workspaceId, mail, seen)))
    return postpone(kernel, workspaceId, mail);
  const files = await prepareFiles(contents, seen);
  await settle(kernel, workspaceId, mail, { seen, checks, files }).finally(() => files.forget());
}

/**
 * A mail that takes long to read holds none of the others: it is read in another thread, one at a time, a minute later.
 * So is one that answers such a mail.
 */
async function postpone(kernel: Kernel, workspaceId: Id, mail: StoredMail): Promise<void> {
  await runOwnCommand(kernel, 'mail.postpone', { workspaceId, onBehalfOf: null }, (ctx) => readLater(ctx, mail.id, 1));
}
