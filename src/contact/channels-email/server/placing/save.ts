import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Recipient } from '../../contract-messages.ts';
import type { Flag } from '../../contract-words.ts';
import type { MailAddress } from '../../understanding/understood.ts';
import type { MailboxRecord } from '../mailboxes/rows.ts';
import { plain } from '../plain.ts';
import type { StoredMail } from './read.ts';
import type { Reading } from './settle.ts';

/** How many of a mail's recipients are kept beside its message; all of them are in the raw mail. */
const mostRecipients = 100;

const insert = statement(
  'mail_message_in',
  `INSERT INTO mail_message (workspace_id, message_id, mailbox_id, mail_id, header_id, sender, recipients, subject, kind,
     flag, whole_text, html, left_out, checks, pictures)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
);

const party = ({ name, address }: MailAddress) => ({ name: plain(name, 200), address: plain(address, 320) });

/** Keeps what a message was as a mail, beside it. */
export async function saveMailMessage(
  ctx: CommandContext,
  saved: {
    messageId: Id;
    mail: StoredMail;
    box: MailboxRecord;
    reading: Reading;
    flag: Flag | null;
    hasMore: boolean;
  },
): Promise<void> {
  const { messageId, mail, box, flag, hasMore } = saved;
  const { seen, checks, files } = saved.reading;
  const recipients: Recipient[] = [
    ...seen.to.map((one) => ({ ...party(one), how: 'to' as const })),
    ...seen.cc.map((one) => ({ ...party(one), how: 'cc' as const })),
  ].slice(0, mostRecipients);
  const headerId = seen.messageId === null || seen.messageId.length > 998 ? null : plain(seen.messageId, 998);
  await ctx.tx.rows(insert, [
    ...[ctx.workspaceId, messageId, box.id, mail.id, headerId, JSON.stringify(party(seen.from))],
    ...[JSON.stringify(recipients), plain(seen.subject, 300), seen.kind, flag],
    hasMore ? plain(seen.text, 2_100_000) : null,
    seen.html === null ? null : plain(seen.html, 2_100_000),
    JSON.stringify(files.leftOut),
    checks === null ? null : JSON.stringify(checks),
    JSON.stringify(files.pictures),
  ]);
}
