import type { Id } from '#kernel/contract/ids.ts';
import { answer, type CommandContext, handle } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { type LookReason, listMailToLookAt, mailSettled, retryMail, setMailAside, type Via } from '../contract.ts';
import { readTask } from './arriving/store.ts';
import { mailPolicy } from './policy.ts';

interface LookRow {
  id: Id;
  mailbox_id: Id;
  address: string;
  from_address: string;
  from_name: string;
  subject: string;
  size: number;
  via: Via;
  arrived_at: Date;
  reason: LookReason;
  place: string;
}
const page = statement<LookRow>(
  'mail_to_look_at',
  `SELECT m.id, m.mailbox_id, b.address, m.from_address, m.from_name, m.subject, m.size, m.via, m.arrived_at, m.reason,
     m.arrived_at::text AS place
   FROM mail m JOIN mailbox b ON b.workspace_id = m.workspace_id AND b.id = m.mailbox_id
   WHERE m.workspace_id = $1 AND m.state = 'look' AND ($2::timestamptz IS NULL OR (m.arrived_at, m.id) < ($2, $3::uuid))
   ORDER BY m.arrived_at DESC, m.id DESC LIMIT $4`,
);

/** Mails that became nothing by themselves, the newest first. */
export const toLookAt = answer(listMailToLookAt, async (ctx, { after, limit }) => {
  demand(ctx, mailPolicy, 'look');
  const [at = null, id = null] = after ? readCursor(after, ['instant', 'id']) : [];
  const rows = await ctx.tx.rows(page, [ctx.workspaceId, at, id, limit + 1]);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    mails: shown.map((row) => ({
      ...{ id: row.id, mailboxId: row.mailbox_id, mailbox: row.address, subject: row.subject, size: row.size },
      from:
        row.from_name && row.from_address
          ? `${row.from_name} <${row.from_address}>`
          : row.from_address || row.from_name,
      ...{ via: row.via, arrivedAt: row.arrived_at.toISOString(), reason: row.reason },
    })),
    next: rows.length > limit && last ? cursorOf([last.place, last.id]) : null,
  };
});

interface Waiting {
  id: Id;
  mailbox_id: Id;
  state: string;
  reason: LookReason | null;
}
const lock = statement<Waiting>(
  'mail_lock_look',
  'SELECT id, mailbox_id, state, reason FROM mail WHERE workspace_id = $1 AND id = $2 FOR UPDATE',
);
const again = statement(
  'mail_again',
  `UPDATE mail SET state = 'stored', reason = NULL, tries = 0, content_key = NULL, settled_at = NULL
   WHERE workspace_id = $1 AND id = $2`,
);
const aside = statement(
  'mail_aside',
  "UPDATE mail SET state = 'aside', settled_at = heed_now() WHERE workspace_id = $1 AND id = $2",
);

const became: Record<string, string> = {
  stored: 'It is being read just now.',
  message: 'It became a message meanwhile.',
  told: 'It told of a mail of ours that came back.',
  repeat: 'It was the same as another mail.',
  aside: 'Somebody set it aside meanwhile.',
};

async function access(ctx: CommandContext, mailId: Id): Promise<Waiting> {
  demand(ctx, mailPolicy, 'look');
  const mail = await ctx.tx.first(lock, [ctx.workspaceId, mailId]);
  if (!mail) return notFound('mail');
  if (mail.state !== 'look') refuse('mail.not_possible', became[mail.state] ?? 'It does not wait to be looked at.');
  return mail;
}

export const retry = handle(retryMail, async (ctx, { mailId }) => {
  const mail = await access(ctx, mailId);
  await ctx.tx.rows(again, [ctx.workspaceId, mailId]);
  ctx.enqueue(readTask, { workspaceId: ctx.workspaceId, mailId }, `${readTask} ${mailId}`);
  ctx.emit(mailSettled, { mailId, mailboxId: mail.mailbox_id, as: 'stored' });
  return { mailId };
});

export const setAside = handle(setMailAside, async (ctx, { mailId }) => {
  const mail = await access(ctx, mailId);
  await ctx.tx.rows(aside, [ctx.workspaceId, mailId]);
  ctx.emit(mailSettled, {
    mailId,
    mailboxId: mail.mailbox_id,
    as: 'aside',
    ...(mail.reason && { reason: mail.reason }),
  });
  return { mailId };
});
