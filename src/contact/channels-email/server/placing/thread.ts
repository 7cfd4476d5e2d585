import { hasEmail } from '#contact/customers/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Understood } from '../../understanding/understood.ts';
import type { Envelope } from '../arriving/store.ts';
import { plusOf } from '../mailboxes/rows.ts';
import { hashOfToken, isToken, tokenOfHeaderId } from '../tokens.ts';

/** How many ids of a mail are looked at: the ones that it answers, then the newest of its thread. */
const mostIds = 30;

const byHeader = statement<{ conversation_id: Id; is_ours: boolean }>(
  'mail_thread_by_header',
  `SELECT m.conversation_id, x.mail_id IS NULL AS is_ours FROM unnest($2::text[]) WITH ORDINALITY AS h(id, place)
   JOIN mail_message x ON x.workspace_id = $1 AND x.header_id = h.id
   JOIN message m ON m.workspace_id = x.workspace_id AND m.id = x.message_id
   ORDER BY x.mail_id IS NOT NULL, h.place LIMIT 1`,
);
const byToken = statement<{ conversation_id: Id }>(
  'mail_thread_by_token',
  'SELECT conversation_id FROM mail_participant WHERE workspace_id = $1 AND token_hash = ANY ($2::bytea[]) LIMIT 1',
);

/** What a mail says that it answers, the nearest first. */
export function answeredIds({ inReplyTo, references }: Pick<Understood, 'inReplyTo' | 'references'>): string[] {
  const all = [inReplyTo, ...references.toReversed()].filter((id): id is string => id !== null && id.length <= 998);
  return [...new Set(all)].slice(0, mostIds);
}

/** Tokens of ours in a mail: behind the plus of an address it was sent to, and in the ids that it answers. */
export function tokensIn(seen: Pick<Understood, 'to' | 'cc' | 'inReplyTo' | 'references'>, to: readonly string[]) {
  const addressed = [...to, ...seen.to.map((one) => one.address), ...seen.cc.map((one) => one.address)];
  const all = [...addressed.map(plusOf), ...answeredIds(seen).map(tokenOfHeaderId)];
  return [...new Set(all.filter((token): token is string => token !== undefined && isToken(token)))].slice(0, mostIds);
}

/**
 * The conversation that a mail goes on: by a Message-ID of ours, which nobody can guess; by a token of ours; by the id of a
 * mail that came to us. It says where the mail belongs if its writer takes part there, and grants nothing by itself.
 */
export async function findThread(
  ctx: CommandContext,
  seen: Understood,
  envelope: Envelope | null,
): Promise<Id | undefined> {
  const ids = answeredIds(seen);
  const hashes = tokensIn(seen, envelope?.to ?? []).map(hashOfToken);
  const [named, held] = await Promise.all([
    ids.length > 0 ? ctx.tx.first(byHeader, [ctx.workspaceId, ids]) : undefined,
    hashes.length > 0 ? ctx.tx.first(byToken, [ctx.workspaceId, hashes]) : undefined,
  ]);
  if (named?.is_ours) return named.conversation_id;
  return held?.conversation_id ?? named?.conversation_id;
}

/** A conversation with those that were merged into it. */
export const family = (conversation: string) =>
  `(SELECT f.id FROM conversation f WHERE f.workspace_id = $1 AND (f.id = ${conversation} OR f.merged_into_id = ${conversation}))`;

const part = statement<{ state: string }>(
  'mail_takes_part',
  `SELECT state FROM mail_participant WHERE workspace_id = $1 AND conversation_id IN ${family('$2')}
     AND address_key = $3 AND state IN ('writer', 'copied') LIMIT 1`,
);

/** Whether an address takes part in a conversation: it wrote there, was accepted, or is one of the customer's. */
export async function takesPart(
  ctx: CommandContext,
  conversation: { id: Id; customer_id: Id },
  key: string,
): Promise<boolean> {
  if (await ctx.tx.first(part, [ctx.workspaceId, conversation.id, key])) return true;
  return hasEmail(ctx, conversation.customer_id, key);
}

const consulted = statement<{ state: string }>(
  'mail_was_consulted',
  `SELECT state FROM mail_participant WHERE workspace_id = $1 AND conversation_id IN ${family('$2')}
     AND address_key = $3 AND state = 'consulted' LIMIT 1`,
);

/** Whether something of a conversation was forwarded to an address. */
export async function wasConsulted(ctx: CommandContext, conversation: { id: Id }, key: string): Promise<boolean> {
  return (await ctx.tx.first(consulted, [ctx.workspaceId, conversation.id, key])) !== undefined;
}
