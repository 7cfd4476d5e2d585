import type { SendMailOptions } from 'nodemailer';
import type { Id } from '#kernel/contract/ids.ts';
import { contentsIn } from '#kernel/files/contents.ts';
import type { CommandContext, DeadlineKind, Job } from '#kernel/server/capability.ts';
import { setDeadline } from '#kernel/server/deadlines.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { statement } from '#kernel/server/sql.ts';
import { type MailboxRecord, mailboxOf } from '../mailboxes/rows.ts';
import { hashOfToken, headerIdFor, tokenFor, withPlus } from '../tokens.ts';
import { acknowledgementSubject } from './acknowledge.ts';
import { type Composed, composeMail } from './compose.ts';
import { lockOut, type OutRecord, sendSoon, sendTask, setOutState } from './out.ts';
import { type HandedOver, handOver } from './relay.ts';

/** Minutes to the next try, the last of them again and again until the mail is two days old. */
const pauses = [1, 2, 5, 10, 15, 30, 60];
const givesUpMs = 48 * 3_600_000;
const retryKind = 'mail.retry';

/** Sends one mail: claimed in one transaction, handed over outside of any, settled in another. */
export const sendJob: Job = {
  task: sendTask,
  run: async (kernel, payload) => {
    const workspaceId = String(payload.workspaceId);
    const outId = String(payload.outId);
    const claimed = await claim(kernel, workspaceId, outId);
    if (!claimed) return;
    const handed = await handOver(kernel, workspaceId, claimed.box, claimed.mail);
    await settle(kernel, workspaceId, outId, handed);
  },
};

/** A mail that was not taken is tried again when its pause is over. */
export const retryDeadline: DeadlineKind = {
  kind: retryKind,
  fire: async (ctx, outId) => sendSoon(ctx, outId),
};

interface Claimed {
  box: MailboxRecord;
  mail: SendMailOptions;
}

async function claim(kernel: Kernel, workspaceId: Id, outId: Id): Promise<Claimed | undefined> {
  let claimed: Claimed | undefined;
  await runOwnCommand(kernel, 'mail.claim', { workspaceId, onBehalfOf: null }, async (ctx) => {
    const out = await lockOut(ctx, outId);
    // One that is `sending` was begun by a process that is gone: this job is its only one.
    if (!out || out.state === 'accepted' || out.state === 'failed') return;
    const box = out.mailbox_id ? await mailboxOf(ctx.tx, workspaceId, out.mailbox_id) : undefined;
    if (!box || box.retired_at !== null) {
      await setOutState(ctx, out, 'failed', 'Its address was taken off under Settings, Mail.');
      return;
    }
    const mail = composeMail(await contentOf(kernel, ctx, out, box));
    await setOutState(ctx, out, 'sending', '');
    claimed = { box, mail };
  });
  return claimed;
}

async function settle(kernel: Kernel, workspaceId: Id, outId: Id, handed: HandedOver): Promise<void> {
  await runOwnCommand(kernel, 'mail.sent', { workspaceId, onBehalfOf: null }, async (ctx) => {
    const out = await lockOut(ctx, outId);
    // A bounce may have come while the relay's answer was on its way.
    if (out?.state !== 'sending') return;
    if (handed.as === 'accepted') return setOutState(ctx, out, 'accepted', '');
    const isOver = ctx.now.getTime() - out.queued_at.getTime() > givesUpMs;
    if (handed.as === 'refused' || isOver) {
      return setOutState(ctx, out, 'failed', isOver ? `Tried for two days. ${handed.reason}` : handed.reason);
    }
    await setOutState(ctx, out, 'queued', handed.reason);
    const minutes = pauses[Math.min(out.tries, pauses.length) - 1] ?? 1;
    await setDeadline(ctx, retryKind, outId, new Date(ctx.now.getTime() + minutes * 60_000));
  });
}

interface Said {
  text: string;
  at: Date;
  subject: string;
  files: { name: string; type: string; sha256: string }[] | null;
}
const said = statement<Said>(
  'mail_out_content',
  `SELECT m.text, m.at, x.subject, (SELECT json_agg(json_build_object('name', f.name, 'type', f.type,
       'sha256', encode(f.sha256, 'hex')) ORDER BY f.place) FROM file f
     WHERE f.workspace_id = m.workspace_id AND f.message_id = m.id) AS files
   FROM message m JOIN mail_message x ON x.workspace_id = m.workspace_id AND x.message_id = m.id
   WHERE m.workspace_id = $1 AND m.id = $2`,
);
const chain = statement<{
  header_id: string;
  is_in: boolean;
  text: string;
  at: Date;
  sender: { name: string; address: string };
}>(
  'mail_out_chain',
  `SELECT x.header_id, x.mail_id IS NOT NULL AS is_in, m.text, m.at, x.sender
   FROM message m JOIN mail_message x ON x.workspace_id = m.workspace_id AND x.message_id = m.id
   WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND x.header_id IS NOT NULL AND m.id IS DISTINCT FROM $3
   ORDER BY m.number DESC LIMIT 20`,
);
const keepId = statement(
  'mail_out_keep_id',
  'UPDATE mail_out SET header_id = $3 WHERE workspace_id = $1 AND id = $2 AND header_id IS NULL',
);
const keepMessageId = statement(
  'mail_message_keep_id',
  'UPDATE mail_message SET header_id = $3 WHERE workspace_id = $1 AND message_id = $2 AND header_id IS NULL',
);
const keepToken = statement(
  'mail_participant_token',
  `INSERT INTO mail_participant (workspace_id, conversation_id, address_key, address, name, state, token_hash)
   VALUES ($1, $2, $3, $4, $5, 'writer', $6)
   ON CONFLICT (workspace_id, conversation_id, address_key) DO UPDATE SET token_hash = $6`,
);

/** What is sent; the token and the Message-ID are made with the first try and stay. */
async function contentOf(kernel: Kernel, ctx: CommandContext, out: OutRecord, box: MailboxRecord): Promise<Composed> {
  const { workspaceId } = ctx;
  const [first] = out.recipients;
  const token = tokenFor(kernel.config.sealWords, {
    ...{ workspaceId, conversationId: out.conversation_id, key: out.recipient_key },
  });
  const headerId = out.header_id ?? headerIdFor(token, out.id, box.address);
  await ctx.tx.rows(keepToken, [
    ...[workspaceId, out.conversation_id, out.recipient_key, first?.address, first?.name ?? '', hashOfToken(token)],
  ]);
  await ctx.tx.rows(keepId, [workspaceId, out.id, headerId]);
  if (out.message_id) await ctx.tx.rows(keepMessageId, [workspaceId, out.message_id, headerId]);
  const before = await ctx.tx.rows(chain, [workspaceId, out.conversation_id, out.message_id]);
  const answered = before.find((one) => one.is_in);
  const reply = out.message_id ? await ctx.tx.first(said, [workspaceId, out.message_id]) : undefined;
  const contents = contentsIn(kernel.config.dataDir);
  const quotes = box.quotes_history && reply && answered;
  return {
    ...{ from: { name: box.name, address: box.address }, recipients: out.recipients, headerId },
    replyTo: box.uses_plus ? withPlus(box.address, token) : box.address,
    subject: reply?.subject ?? acknowledgementSubject(box),
    text: reply?.text ?? box.acknowledgement,
    signature: box.signature,
    quoted: quotes
      ? { name: answered.sender.name || answered.sender.address, at: answered.at, text: answered.text }
      : undefined,
    inReplyTo: answered?.header_id,
    references: before.map((one) => one.header_id).reverse(),
    files: (reply?.files ?? []).map(({ name, type, sha256 }) => ({
      ...{ name, type, path: contents.pathOf(workspaceId, Buffer.from(sha256, 'hex')) },
    })),
    at: reply?.at ?? ctx.now,
    isAutomatic: out.message_id === null,
  };
}
