import { newId } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Checks } from '../../contract-messages.ts';
import type { Understood } from '../../understanding/understood.ts';
import { type MailboxRecord, withoutPlus } from '../mailboxes/rows.ts';
import type { Placed } from '../placing/place.ts';
import { plain } from '../plain.ts';
import { queueOut } from './out.ts';

/** How many automatic mails leave at most, so that neither a loop nor a forger makes us a nuisance. */
const budgets = { toOneADay: 1, toOneHostAnHour: 20, anHour: 200 };

const sent = statement<{ to_one: number; to_host: number; all: number }>(
  'mail_unasked_sent',
  `SELECT count(*) FILTER (WHERE regexp_replace(recipient_key, '\\+[^@]*@', '@') = $2)::int AS to_one,
     count(*) FILTER (WHERE queued_at > heed_now() - interval '1 hour'
       AND split_part(recipient_key, '@', 2) = split_part($2, '@', 2))::int AS to_host,
     count(*) FILTER (WHERE queued_at > heed_now() - interval '1 hour')::int AS all
   FROM mail_out WHERE workspace_id = $1 AND (kind = 'acknowledgement' OR automatic = 'mail.onward')
     AND queued_at > heed_now() - interval '1 day'`,
);
// Those who are acknowledged at once are counted one after the other.
const takeTurns = statement(
  'mail_automatic_turns',
  "SELECT pg_advisory_xact_lock(hashtextextended('mail automatic ' || $1::text, 26))",
);

/** Whether a mail that nobody asked for may go to an address now, which may be anybody's. */
export async function mayMailUnasked(ctx: CommandContext, address: string): Promise<boolean> {
  await ctx.tx.rows(takeTurns, [ctx.workspaceId]);
  const before = await ctx.tx.first(sent, [ctx.workspaceId, withoutPlus(address)]);
  if (!before || before.to_one >= budgets.toOneADay) return false;
  return before.to_host < budgets.toOneHostAnHour && before.all < budgets.anHour;
}

/** What stands above it: nothing that anybody else wrote. */
export const acknowledgementSubject = (box: MailboxRecord) => `Your message to ${box.name}`;

/**
 * Says once that a first mail has arrived, where the address has words for it: never to machines, lists or those who
 * forbid it, and only within the budgets. The words are the same for everybody, so that they carry nobody else's.
 */
export async function acknowledge(
  ctx: CommandContext,
  box: MailboxRecord,
  placed: Placed,
  { seen, checks }: { seen: Pick<Understood, 'mayBeAnswered'>; checks: Checks | null },
): Promise<void> {
  const { conversationId, writer, writerKey } = placed;
  if (box.acknowledgement === '' || box.relay_host === '' || !seen.mayBeAnswered) return;
  if (checks && ['fail', 'temperror', 'permerror'].includes(checks.dmarc)) return;
  if (!(await mayMailUnasked(ctx, writerKey))) return;
  const to = { name: plain(writer.name, 200), address: writer.address.trim(), how: 'to' as const };
  await queueOut(ctx, {
    ...{ id: newId(), message_id: null, conversation_id: conversationId, mailbox_id: box.id },
    ...{ kind: 'acknowledgement', recipients: [to], recipientKey: writerKey },
  });
}
