import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { participantChanged } from '../../contract-messages.ts';
import type { MailAddress, Understood } from '../../understanding/understood.ts';
import { withoutPlus } from '../mailboxes/rows.ts';
import { plain } from '../plain.ts';
import { keyOf } from './gist.ts';

/** Nobody needs more; whoever names hundreds wants something else. */
const mostProposed = 20;

const own = statement<{ address_key: string }>(
  'mailbox_own_among',
  'SELECT address_key FROM mailbox WHERE workspace_id = $1 AND address_key = ANY ($2::text[]) AND retired_at IS NULL',
);
// Whoever was accepted stays so when they write; whoever was only proposed and writes does not come this far.
const wrote = statement(
  'mail_participant_wrote',
  `INSERT INTO mail_participant AS p (workspace_id, conversation_id, address_key, address, name, state, wrote_at)
   VALUES ($1, $2, $3, $4, $5, 'writer', heed_now())
   ON CONFLICT (workspace_id, conversation_id, address_key) DO UPDATE SET wrote_at = heed_now(),
     state = CASE WHEN p.state = 'copied' THEN 'copied' ELSE 'writer' END,
     name = CASE WHEN p.name = '' THEN excluded.name ELSE p.name END`,
);
const propose = statement<{ address_key: string }>(
  'mail_participant_propose',
  `INSERT INTO mail_participant (workspace_id, conversation_id, address_key, address, name, state)
   SELECT $1, $2, n.key, n.address, n.name, 'proposed'
   FROM unnest($3::text[], $4::text[], $5::text[]) AS n(key, address, name)
   WHERE (SELECT count(*) FROM mail_participant WHERE workspace_id = $1 AND conversation_id = $2) < 100
   ON CONFLICT DO NOTHING RETURNING address_key`,
);

/** Which of these addresses are the workspace's own, by their keys. */
export async function ownAmong(ctx: CommandContext, people: readonly MailAddress[]): Promise<Set<string>> {
  const keys = people.flatMap(({ address }) =>
    [address, keyOf(address) ?? address].map((one) => plain(withoutPlus(one), 320)),
  );
  const rows = await ctx.tx.rows(own, [ctx.workspaceId, keys]);
  return new Set(rows.map((row) => row.address_key));
}

/** Notes who wrote, and proposes whom they named beside us: nobody takes part because somebody else typed their address. */
export async function noteParticipants(
  ctx: CommandContext,
  mail: {
    conversationId: Id;
    customerId: Id;
    writer: MailAddress;
    writerKey: string;
    seen: Understood;
    own: ReadonlySet<string>;
  },
): Promise<void> {
  const { conversationId, customerId, writer, writerKey, seen, own: ours } = mail;
  const values = [ctx.workspaceId, conversationId, writerKey, plain(writer.address.trim(), 254)];
  ctx.unanswered(ctx.tx.rows(wrote, [...values, plain(writer.name, 200)]));
  if (seen.kind !== 'message') return;
  const named = new Map([...seen.to, ...seen.cc].map((one) => [keyOf(one.address), one]));
  const others = [...named].filter(
    (entry): entry is [string, MailAddress] =>
      entry[0] !== undefined && entry[0] !== writerKey && !ours.has(withoutPlus(entry[0])),
  );
  if (others.length === 0) return;
  const some = others.slice(0, mostProposed);
  const proposed = await ctx.tx.rows(propose, [
    ...[ctx.workspaceId, conversationId, some.map(([key]) => key)],
    some.map(([, one]) => plain(one.address.trim(), 254)),
    some.map(([, one]) => plain(one.name, 200)),
  ]);
  if (proposed.length > 0) ctx.emit(participantChanged, { conversationId, customerId, state: 'proposed' });
}
