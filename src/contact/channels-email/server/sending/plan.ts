import { emailOf } from '#contact/customers/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Party, Recipient } from '../../contract-messages.ts';
import { type MailboxRecord, mailboxColumns } from '../mailboxes/rows.ts';
import { family } from '../placing/thread.ts';
import { chosenBy } from './addressing.ts';

interface Part extends Party {
  address_key: string;
  state: 'writer' | 'copied' | 'proposed' | 'declined' | 'consulted';
}
const parts = statement<Part>(
  'mail_participants_of',
  `SELECT DISTINCT ON (address_key) address_key, address, name, state, wrote_at FROM mail_participant
   WHERE workspace_id = $1 AND conversation_id IN ${family('$2')}
   ORDER BY address_key, state = 'writer' DESC, wrote_at DESC NULLS LAST`,
);
const latestWriter = statement<{ address_key: string }>(
  'mail_latest_writer',
  `SELECT address_key FROM mail_participant
   WHERE workspace_id = $1 AND conversation_id IN ${family('$2')} AND state = 'writer'
   ORDER BY wrote_at DESC NULLS LAST, address_key LIMIT 1`,
);
const box = statement<MailboxRecord>(
  'mailbox_by_rule',
  `SELECT ${mailboxColumns} FROM heed_mailbox_for($2, false) f JOIN mailbox b ON b.workspace_id = $1 AND b.id = f.mailbox_id`,
);

/** The address from which a mail in a conversation leaves; undefined where there is none. */
export function boxFor(
  ctx: Pick<QueryContext, 'tx' | 'workspaceId'>,
  conversationId: Id,
): Promise<MailboxRecord | undefined> {
  return ctx.tx.first(box, [ctx.workspaceId, conversationId]);
}

/** From where a reply leaves and whom it reaches. */
export interface Plan {
  box: MailboxRecord | undefined;
  recipients: (Recipient & { isAdded: boolean })[];
  /** Somebody chose them for this reply. */
  isChanged: boolean;
  /** By which key the first recipient is known. */
  recipientKey: string;
  proposed: Party[];
  lacks: 'address' | 'relay' | 'recipient' | null;
}

/**
 * Plans a reply: to whom its writer chose; else to whoever wrote last, else to the customer's own address, with copies to
 * those whom a colleague accepted. The headers of a mail name nobody to whom we would write because of that alone.
 */
export async function planReply(
  ctx: Pick<QueryContext, 'tx' | 'workspaceId'>,
  conversation: { id: Id; customer_id: Id },
  byId: Id | null,
): Promise<Plan> {
  const key = [ctx.workspaceId, conversation.id];
  const everybody = await ctx.tx.rows(parts, key);
  const latest = (await ctx.tx.first(latestWriter, key))?.address_key;
  const found = await boxFor(ctx, conversation.id);
  const writer = everybody.find((one) => one.address_key === latest);
  const own = writer ? undefined : await emailOf(ctx, conversation.customer_id);
  const to = writer ?? (own && { ...own, address_key: own.address.trim().toLowerCase() });
  const copied = everybody.filter((one) => one.state === 'copied' && one.address_key !== to?.address_key);
  const named = ({ name, address }: Party, how: Recipient['how']) => ({ name, address, how, isAdded: how === 'cc' });
  const chosen = byId ? await chosenBy(ctx, conversation.id, byId) : undefined;
  const usual = to ? [named(to, 'to'), ...copied.map((one) => named(one, 'cc'))] : [];
  const recipients = chosen?.map((one) => ({ ...one, isAdded: false })) ?? usual;
  const first = recipients.find((one) => one.how === 'to');
  return {
    ...{ box: found, recipients, isChanged: chosen !== undefined },
    recipientKey: chosen ? (first?.address.trim().toLowerCase() ?? '') : (to?.address_key ?? ''),
    proposed: everybody.filter((one) => one.state === 'proposed').map(({ name, address }) => ({ name, address })),
    lacks: !first ? 'recipient' : !found ? 'address' : found.relay_host === '' ? 'relay' : null,
  };
}

/** What is lacking, in words. */
export const lackWords: Record<NonNullable<Plan['lacks']>, string> = {
  recipient: 'This customer has no e-mail address. Add one to their record, then send it again.',
  address: 'No address for mail is set up. An owner or manager adds one under Settings, Mail.',
  relay: 'The address has no mail server to send by. An owner or manager names one under Settings, Mail.',
};

/** A recipient as it is kept. */
export const plainRecipient = ({ name, address, how }: Recipient): Recipient => ({ name, address, how });
