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
const budgets = { toOneHostAnHour: 20, anHour: 200 };
/** And to one address one a day. */
const dayMs = 86_400_000;
const hourMs = 3_600_000;

// A question whose mail is not on its way yet counts as well.
const sent = statement<{ to_one_at: Date | null; to_host: number; all: number }>(
  'mail_unasked_sent_when',
  `SELECT greatest(max(queued_at) FILTER (WHERE regexp_replace(recipient_key, '\\+[^@]*@', '@') = $2),
       (SELECT max(w.asked_at) FROM mail_onward w WHERE w.workspace_id = $1 AND w.address_key = $3
         AND w.asked_at > heed_now() - interval '1 day')) AS to_one_at,
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

/**
 * From when a mail that nobody asked for may go to an address, which may be anybody's, as far as is known now; undefined: at
 * once.
 */
export async function mayMailUnaskedFrom(ctx: CommandContext, address: string): Promise<Date | undefined> {
  await ctx.tx.rows(takeTurns, [ctx.workspaceId]);
  const key = address.trim().toLowerCase();
  const before = await ctx.tx.first(sent, [ctx.workspaceId, withoutPlus(address), key]);
  if (before?.to_one_at) return new Date(before.to_one_at.getTime() + dayMs);
  const isFull = !before || before.to_host >= budgets.toOneHostAnHour || before.all >= budgets.anHour;
  return isFull ? new Date(ctx.now.getTime() + hourMs) : undefined;
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
  if (await mayMailUnaskedFrom(ctx, writerKey)) return;
  const to = { name: plain(writer.name, 200), address: writer.address.trim(), how: 'to' as const };
  await queueOut(ctx, {
    ...{ id: newId(), message_id: null, conversation_id: conversationId, mailbox_id: box.id },
    ...{ kind: 'acknowledgement', recipients: [to], recipientKey: writerKey },
  });
}
