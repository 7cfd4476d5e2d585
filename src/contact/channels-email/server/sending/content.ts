import type { Id } from '#kernel/contract/ids.ts';
import { contentsIn } from '#kernel/files/contents.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { statement } from '#kernel/server/sql.ts';
import type { MailboxRecord } from '../mailboxes/rows.ts';
import { onwardContent } from '../onward/content.ts';
import { endLink } from '../onward/links.ts';
import { hashOfToken, headerIdFor, tokenFor, withPlus } from '../tokens.ts';
import { acknowledgementSubject } from './acknowledge.ts';
import { composed } from './automatic.ts';
import type { Composed } from './compose.ts';
import { forwardedContent } from './forward.ts';
import type { OutRecord } from './out.ts';
import { ownSignature } from './signatures.ts';

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

/** What is sent; undefined where it is not to be sent any more. */
export async function contentOf(
  kernel: Kernel,
  ctx: CommandContext,
  out: OutRecord,
  box: MailboxRecord,
): Promise<Composed | undefined> {
  return out.conversation_id === null
    ? automaticContent(kernel, ctx, out, box)
    : conversationContent(kernel, ctx, { ...out, conversation_id: out.conversation_id }, box);
}

async function automaticContent(
  kernel: Kernel,
  ctx: CommandContext,
  out: OutRecord,
  box: MailboxRecord,
): Promise<Composed | undefined> {
  const mail = await composed(kernel, ctx.tx, ctx.workspaceId, out);
  if (!mail) return undefined;
  const headerId = out.header_id ?? headerIdFor('automatic', out.id, box.address);
  await ctx.tx.rows(keepId, [ctx.workspaceId, out.id, headerId]);
  return {
    ...{ from: { name: mail.fromName ?? box.name, address: box.address }, replyTo: box.address, headerId },
    ...{ recipients: out.recipients, done: out.taken, subject: mail.subject, text: mail.text },
    ...{
      signature: await ownSignature(ctx, box, mail.brandId ?? null),
      endUrl: endUrlOf(kernel, ctx, out),
      references: [],
      files: [],
      at: ctx.now,
    },
    isAutomatic: true,
  };
}

const endUrlOf = (kernel: Kernel, { workspaceId }: CommandContext, out: OutRecord) =>
  out.topic === null ? undefined : endLink(kernel, workspaceId, out.id);

/** The token and the Message-ID are made with the first try and stay. */
async function conversationContent(
  kernel: Kernel,
  ctx: CommandContext,
  out: OutRecord & { conversation_id: Id },
  box: MailboxRecord,
): Promise<Composed> {
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
  const sentOn = out.kind === 'forward' ? await forwardedContent(ctx, out.id) : undefined;
  const onward = out.kind === 'onward' ? await onwardContent(kernel, ctx, out) : undefined;
  const contents = contentsIn(kernel.config.dataDir);
  const quotes = box.quotes_history && reply && answered && !sentOn;
  return {
    ...{ from: { name: box.name, address: box.address }, recipients: out.recipients, done: out.taken, headerId },
    replyTo: box.uses_plus ? withPlus(box.address, token) : box.address,
    subject: onward?.subject ?? reply?.subject ?? acknowledgementSubject(box),
    text: onward?.text ?? sentOn?.text ?? reply?.text ?? box.acknowledgement,
    signature: out.signature ?? (await ownSignature(ctx, box, out.brand_id)),
    below: onward?.below,
    endUrl: endUrlOf(kernel, ctx, out),
    quoted: quotes
      ? { name: answered.sender.name || answered.sender.address, at: answered.at, text: answered.text }
      : undefined,
    // Somebody outside has none of the mails before.
    ...(sentOn
      ? { references: [] }
      : {
          inReplyTo: answered?.header_id,
          references: [...(onward?.references ?? []), ...before.map((one) => one.header_id).reverse()],
        }),
    files: (onward?.files ?? sentOn?.files ?? reply?.files ?? []).map(({ name, type, sha256 }) => ({
      ...{ name, type, path: contents.pathOf(workspaceId, Buffer.from(sha256, 'hex')) },
    })),
    at: onward?.at ?? reply?.at ?? ctx.now,
    isAutomatic: out.kind === 'acknowledgement',
  };
}
