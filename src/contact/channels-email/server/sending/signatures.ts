import { accessConversation } from '#contact/conversations/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import {
  answer,
  type CommandContext,
  type CommandHandler,
  handle,
  type QueryContext,
  type Slot,
} from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import {
  addSignature,
  changeSignature,
  chooseSignature,
  listSignatures,
  retireSignature,
  signatureChanged,
} from '../../contract-signatures.ts';
import { signatureOf, unknownFields } from '../../signature-text.ts';
import { type MailboxRecord, mailboxOf } from '../mailboxes/rows.ts';
import { mailPolicy } from '../policy.ts';

interface SignatureRecord {
  id: Id;
  name: string;
  text: string;
  mailbox_id: Id | null;
  version: number;
}
const columns = 's.id, s.name, s.text, s.mailbox_id, s.version';
const all = statement<SignatureRecord>(
  'mail_signatures',
  `SELECT ${columns} FROM mail_signature s WHERE s.workspace_id = $1 AND s.retired_at IS NULL ORDER BY s.made_at, s.id`,
);
const lock = statement<SignatureRecord>(
  'mail_signature_lock',
  `SELECT ${columns} FROM mail_signature s WHERE s.workspace_id = $1 AND s.id = $2 AND s.retired_at IS NULL FOR UPDATE`,
);
const insert = statement(
  'mail_signature_insert',
  'INSERT INTO mail_signature (workspace_id, id, name, text, mailbox_id) VALUES ($1, $2, $3, $4, $5)',
);
const update = statement<{ version: number }>(
  'mail_signature_update',
  `UPDATE mail_signature SET name = $3, text = $4, mailbox_id = $5, version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);
const retire = statement(
  'mail_signature_retire',
  'UPDATE mail_signature SET retired_at = heed_now(), version = version + 1 WHERE workspace_id = $1 AND id = $2',
);

export const signatures = answer(listSignatures, async (ctx) => {
  demand(ctx, mailPolicy, 'list');
  const rows = await ctx.tx.rows(all, [ctx.workspaceId]);
  return {
    signatures: rows.map(({ id, name, text, mailbox_id, version }) => ({
      ...{ id, name, text, mailboxId: mailbox_id, version },
    })),
  };
});

async function demandMailbox(ctx: CommandContext, mailboxId: Id | null): Promise<void> {
  if (mailboxId === null) return;
  const box = await mailboxOf(ctx.tx, ctx.workspaceId, mailboxId);
  if (!box || box.retired_at)
    refuse('mail.not_possible', 'There is no such address. Choose one of GET /mail/mailboxes.');
}

/** @throws Problem mail.signature_field where it holds a field that nobody fills in */
export function demandFields(text: string): void {
  const unknown = unknownFields(text);
  if (unknown.length > 0) refuse('mail.signature_field', `It has none called ${unknown.join(', ')}.`);
}

async function access(ctx: CommandContext, signatureId: Id): Promise<SignatureRecord> {
  demand(ctx, mailPolicy, 'keep');
  return (await ctx.tx.first(lock, [ctx.workspaceId, signatureId])) ?? notFound('signature');
}

const add = handle(addSignature, async (ctx, { name, text, mailboxId }) => {
  demand(ctx, mailPolicy, 'keep');
  demandFields(text);
  await demandMailbox(ctx, mailboxId);
  const signatureId = ctx.key;
  await ctx.tx.rows(insert, [ctx.workspaceId, signatureId, name, text, mailboxId]);
  ctx.emit(signatureChanged, { signatureId, what: 'added' });
  return { signatureId, version: 1 };
});

const change = handle(changeSignature, async (ctx, { signatureId, version, ...given }) => {
  const before = await access(ctx, signatureId);
  if (before.version !== version) {
    refuse('record.stale', `You saw version ${version}; it is now ${before.version}. Load it again.`, {
      facts: { version: before.version },
    });
  }
  const { name = before.name, text = before.text, mailboxId = before.mailbox_id } = given;
  demandFields(text);
  await demandMailbox(ctx, mailboxId);
  const saved = await ctx.tx.first(update, [ctx.workspaceId, signatureId, name, text, mailboxId]);
  ctx.emit(signatureChanged, { signatureId, what: 'changed' });
  return { signatureId, version: saved?.version ?? version };
});

const takeOff = handle(retireSignature, async (ctx, { signatureId }) => {
  await access(ctx, signatureId);
  await ctx.tx.rows(retire, [ctx.workspaceId, signatureId]);
  ctx.emit(signatureChanged, { signatureId, what: 'retired' });
  return { signatureId };
});

const keepChoice = statement(
  'mail_signature_choose',
  `INSERT INTO mail_signature_choice (workspace_id, conversation_id, account_id, signature_id) VALUES ($1, $2, $3, $4)
   ON CONFLICT (workspace_id, conversation_id, account_id) DO UPDATE SET signature_id = excluded.signature_id`,
);

const choose = handle(chooseSignature, async (ctx, { conversationId, signatureId }) => {
  const conversation = await accessConversation(ctx, conversationId, { for: 'reply' });
  if (signatureId && !(await ctx.tx.first(lock, [ctx.workspaceId, signatureId]))) {
    refuse('mail.not_possible', 'This signature was taken off. Choose another one.');
  }
  await ctx.tx.rows(keepChoice, [ctx.workspaceId, conversation.id, actorId(ctx.actor), signatureId]);
  return { conversationId };
});

export const signatureCommands: CommandHandler[] = [add, change, takeOff, choose];

/** Who else has a signature, beside the address from which a mail leaves. */
export interface SignatureSource {
  /**
   * Undefined where this one has none. What is of a brand is signed by no other one; `isFirst`: it goes before that of the
   * address, which is not the brand's own.
   */
  of(
    ctx: Pick<QueryContext, 'tx' | 'workspaceId'>,
    mail: { mailboxId: Id; brandId: Id | null },
  ): Promise<{ text: string; isFirst: boolean } | undefined>;
}

export const signatureSources: Slot<SignatureSource> = { slot: 'mail.signatures' };

type Asking = Pick<QueryContext, 'tx' | 'workspaceId' | 'contributed'>;

async function textFor(ctx: Asking, box: MailboxRecord, brandId: Id | null): Promise<string> {
  if (box.signature !== '' && brandId === null) return box.signature;
  for (const source of ctx.contributed(signatureSources)) {
    const found = await source.of(ctx, { mailboxId: box.id, brandId });
    if (found) return found.isFirst ? found.text : box.signature || found.text;
  }
  return box.signature;
}

/** The signature of an address: its own, else that of the brand; without the name of anybody. */
export async function ownSignature(ctx: Asking, box: MailboxRecord, brandId: Id | null): Promise<string> {
  return signatureOf(await textFor(ctx, box, brandId), { adviser: null, address: box.name });
}

/** What stands below a reply of somebody's, and what else could. */
export interface Signing {
  chosenId: Id | null;
  text: string;
  offered: { id: Id; name: string }[];
}
const offered = statement<SignatureRecord & { is_chosen: boolean }>(
  'mail_signatures_for',
  `SELECT ${columns}, coalesce(c.signature_id = s.id, false) AS is_chosen FROM mail_signature s
   LEFT JOIN mail_signature_choice c ON c.workspace_id = s.workspace_id AND c.conversation_id = $2 AND c.account_id = $3
   WHERE s.workspace_id = $1 AND s.retired_at IS NULL AND (s.mailbox_id IS NULL OR s.mailbox_id = $4)
   ORDER BY s.made_at, s.id LIMIT 100`,
);
const called = statement<{ name: string }>('mail_adviser_name', 'SELECT name FROM account WHERE id = $1');

/** The signature that was chosen for a conversation, while it can be for this address; else that of the address. */
export async function signingOf(
  ctx: Asking,
  of: { conversationId: Id; brandId: Id | null; byId: Id | null; box: MailboxRecord },
): Promise<Signing> {
  const rows = await ctx.tx.rows(offered, [ctx.workspaceId, of.conversationId, of.byId, of.box.id]);
  const chosen = rows.find((one) => one.is_chosen);
  const adviser = of.byId ? ((await ctx.tx.first(called, [of.byId]))?.name ?? null) : null;
  return {
    chosenId: chosen?.id ?? null,
    text: signatureOf(chosen?.text ?? (await textFor(ctx, of.box, of.brandId)), { adviser, address: of.box.name }),
    offered: rows.map(({ id, name }) => ({ id, name })),
  };
}
