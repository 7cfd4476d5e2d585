import {
  accessRoot,
  keepPrepared,
  openConversation,
  type Prepared,
  receiveMessage,
  routeSoon,
} from '#contact/conversations/index.ts';
import { insertCustomer } from '#contact/customers/index.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import { contentsIn } from '#kernel/files/contents.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Sender, Told } from '../connector.ts';
import { type ContactRecord, contactColumns, setBlocked } from '../contacts.ts';
import type { AccountRecord } from '../rows.ts';

/** Files that came with a message, ready to be kept, and those that were left where they are. */
export interface CameWith {
  prepared: Prepared[];
  leftOut: LeftOut[];
  /** Places of those that the service does not give yet; they are among those left out. */
  lacking: number[];
  /** Before then it is not to be asked for them. */
  askAt: Date;
}
interface LeftOut {
  name: string;
  reason: string;
}
/** Why a file is left out that may still come. */
export const notYet = 'not_yet';

/** What is written so long after an end is about something else. */
const newAfterMs = 7 * 86_400_000;

const meet = statement<ContactRecord>(
  'social_contact_meet',
  `UPDATE social_contact k SET name = CASE WHEN $4 = '' THEN name ELSE $4 END, handle = $5, chat_ref = $6
   WHERE workspace_id = $1 AND account_id = $2 AND ref = $3 RETURNING ${contactColumns}`,
);
const insert = statement<ContactRecord>(
  'social_contact_insert',
  `INSERT INTO social_contact AS k (workspace_id, id, account_id, ref, chat_ref, name, handle, customer_id)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${contactColumns}`,
);
const goOnIn = statement(
  'social_contact_conversation',
  'UPDATE social_contact SET conversation_id = $3 WHERE workspace_id = $1 AND id = $2',
);
const before = statement<{ message_id: Id; text: string }>(
  'social_message_before',
  `SELECT s.message_id, m.text FROM social_message s
   JOIN message m ON m.workspace_id = s.workspace_id AND m.id = s.message_id
   WHERE s.workspace_id = $1 AND s.contact_id = $2 AND s.ref = $3 AND m.kind = 'customer' ORDER BY m.number DESC LIMIT 1`,
);
const keep = statement(
  'social_message_in',
  `INSERT INTO social_message (workspace_id, message_id, contact_id, ref, edits_id, left_out)
   VALUES ($1, $2, $3, $4, $5, $6)`,
);

const plain = (text: string, most: number) => [...text.replaceAll('\0', '').trim()].slice(0, most).join('');

/** Where it is placed. */
interface Into {
  kernel: Kernel;
  account: AccountRecord;
}

/**
 * Lets what an update told become what it is, and returns as which message where it is one. Undefined for what is there
 * already.
 */
export async function place(
  ctx: CommandContext,
  into: Into,
  { ref, told, came }: { ref: string; told: Exclude<Told, { what: 'nothing' }>; came: CameWith },
): Promise<{ messageId: Id | null } | undefined> {
  const { account } = into;
  const known = await ctx.tx.first(meet, [ctx.workspaceId, account.id, told.from.ref, ...calledBy(told.from)]);
  if (!('files' in told)) {
    if (known) await setBlocked(ctx, known, told.what === 'blocked', ref);
    return known && { messageId: null };
  }
  const contact = known ?? (await become(ctx, account, told.from));
  const earlier = await ctx.tx.first(before, [ctx.workspaceId, contact.id, told.ref]);
  const text = plain(told.text, 10_000);
  const hasFiles = came.prepared.length > 0 || came.lacking.length > 0;
  // Told twice; or changed in nothing that can be read.
  if (earlier && (told.what === 'message' || (earlier.text === text && !hasFiles))) return undefined;
  await setBlocked(ctx, contact, false, ref);
  const said = { text, came, ref: told.ref, editsId: earlier?.message_id ?? null };
  return { messageId: await write(ctx, into, contact, said) };
}

const words = statement<ContactRecord & { ref: string; left_out: LeftOut[] }>(
  'social_message_lacking',
  `SELECT ${contactColumns}, s.ref, s.left_out FROM social_message s
   JOIN social_contact k ON k.workspace_id = s.workspace_id AND k.id = s.contact_id
   WHERE s.workspace_id = $1 AND s.message_id = $2 FOR UPDATE OF s`,
);
const leave = statement(
  'social_message_left_out',
  'UPDATE social_message SET left_out = $3 WHERE workspace_id = $1 AND message_id = $2',
);

/** Places the files of a message whose words are there: in a message of their own, since others may have come between. */
export async function placeRest(ctx: CommandContext, into: Into, messageId: Id, came: CameWith): Promise<void> {
  const found = await ctx.tx.first(words, [ctx.workspaceId, messageId]);
  if (!found) return;
  const { ref, left_out, ...contact } = found;
  const leftOut = [...left_out.filter((one) => one.reason !== notYet), ...came.leftOut];
  await ctx.tx.rows(leave, [ctx.workspaceId, messageId, JSON.stringify(leftOut)]);
  if (came.prepared.length === 0) return;
  // Of another name than the words: what is changed afterwards are those.
  const said = { text: '', came: { ...came, leftOut: [] }, ref: `${ref} files`, editsId: null };
  await write(ctx, into, contact, said);
}

/** Writes what somebody said where they go on. */
async function write(
  ctx: CommandContext,
  { kernel, account }: Into,
  contact: ContactRecord,
  { text, came, ref, editsId }: { text: string; came: CameWith; ref: string; editsId: Id | null },
): Promise<Id> {
  const { prepared, leftOut } = came;
  const names = [...prepared.map((one) => one.name), ...leftOut.map((one) => one.name)].join(', ');
  const { conversation, isFirst } = await conversationFor(ctx, account, contact, text || names);
  const files = await keepPrepared(ctx, contentsIn(kernel.config.dataDir), contact.customer_id, prepared);
  const message = {
    id: newId(),
    channel: 'messenger' as const,
    text: text || (prepared.length > 0 ? '' : names),
    files,
  };
  await receiveMessage(ctx, conversation, message);
  const values = [message.id, contact.id, ref, editsId, JSON.stringify(leftOut)];
  await ctx.tx.rows(keep, [ctx.workspaceId, ...values]);
  if (isFirst) await routeSoon(ctx, account.team_id);
  return message.id;
}

const calledBy = ({ name, handle, chatRef }: Sender) => [plain(name, 200), plain(handle, 100), chatRef];

/** A customer of whom nothing is known but what they call themselves at the service. */
async function become(ctx: CommandContext, account: AccountRecord, from: Sender): Promise<ContactRecord> {
  const customerId = newId();
  const [name = '', handle = '', chatRef = ''] = calledBy(from);
  const locale = from.locale && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(from.locale) ? from.locale : null;
  await insertCustomer(ctx, { id: customerId, name: plain(name || handle || `Visitor ${from.ref}`, 120), locale });
  const values = [ctx.workspaceId, newId(), account.id, from.ref, chatRef, name, handle, customerId];
  const made = await ctx.tx.first(insert, values);
  if (!made) throw new Error('a contact was not stored');
  return made;
}

type Conversation = Parameters<typeof receiveMessage>[1];

/** The one in which they go on, unless it ended long ago or went to somebody else; else a new one. */
async function conversationFor(
  ctx: CommandContext,
  account: AccountRecord,
  contact: ContactRecord,
  firstText: string,
): Promise<{ conversation: Conversation; isFirst: boolean }> {
  const root = contact.conversation_id && (await accessRoot(ctx, contact.conversation_id, { for: 'write' }));
  const isOver = root && root.resolved_at !== null && ctx.now.getTime() - root.resolved_at.getTime() > newAfterMs;
  if (root && !isOver && root.customer_id === contact.customer_id) return { conversation: root, isFirst: false };
  const opened = await openConversation(ctx, {
    ...{
      customerId: contact.customer_id,
      channel: 'messenger',
      subject: undefined,
      firstText,
      teamId: account.team_id,
      entryId: account.id,
    },
  });
  await ctx.tx.rows(goOnIn, [ctx.workspaceId, contact.id, opened.id]);
  return { conversation: opened, isFirst: true };
}
