import { setWaiting } from '#contact/conversations/contract.ts';
import { accessRoot } from '#contact/conversations/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Understood } from '../../understanding/understood.ts';
import type { Envelope } from '../arriving/store.ts';
import { type OutRecord, outColumns, setOutState } from '../sending/out.ts';
import { hashOfToken } from '../tokens.ts';
import { answeredIds, tokensIn } from './thread.ts';

const byHeader = statement<OutRecord>(
  'mail_out_by_header',
  `SELECT ${outColumns} FROM mail_out o WHERE o.workspace_id = $1 AND o.header_id = ANY ($2::text[]) LIMIT 1`,
);
// Where the report names no mail, the token of the address it came to tells the conversation: the latest to them.
const byToken = statement<OutRecord>(
  'mail_out_by_token',
  `SELECT ${outColumns} FROM mail_participant p
   JOIN mail_out o ON o.workspace_id = p.workspace_id AND o.conversation_id = p.conversation_id
   WHERE p.workspace_id = $1 AND p.token_hash = ANY ($2::bytea[])
   ORDER BY o.recipient_key = $3 DESC, o.queued_at DESC LIMIT 1`,
);

/**
 * Notes on the mail of ours that came back whom it did not reach and why. Which mail it was is told by a Message-ID or a
 * token of ours alone, so that nobody can say of a mail that it came back. Undefined when it is of nothing that we sent.
 */
export async function tellOfBounce(
  ctx: CommandContext,
  seen: Understood,
  envelope: Envelope | null,
): Promise<{ messageId: Id | null } | undefined> {
  const { bounce } = seen;
  const out = await ofWhat(ctx, seen, envelope);
  if (!bounce || !out) return undefined;
  const whom = bounce.recipient || out.recipient_key;
  const words = bounce.permanent
    ? `It came back: ${whom} cannot be reached (${bounce.status || 'no status'}).`
    : `${whom} could not be reached so far (${bounce.status || 'no status'}); the mail servers go on trying.`;
  // A relay took it for them and could not pass it on; whom the report does not name, it is taken to be the first.
  const lost = [whom, out.recipient_key].map((one) => one.toLowerCase()).find((one) => out.taken.includes(one));
  const taken = bounce.permanent ? out.taken.filter((one) => one !== lost) : out.taken;
  await setOutState(ctx, out, bounce.permanent ? 'failed' : out.state, words, { taken });
  const isAnswer = out.message_id !== null || out.kind === 'onward';
  if (bounce.permanent && isAnswer && out.conversation_id) await owe(ctx, out.conversation_id);
  return { messageId: out.message_id };
}

async function ofWhat(
  ctx: CommandContext,
  seen: Understood,
  envelope: Envelope | null,
): Promise<OutRecord | undefined> {
  const ids = [seen.bounce?.messageId, ...answeredIds(seen)].filter((id): id is string => Boolean(id));
  const named = await ctx.tx.first(byHeader, [ctx.workspaceId, ids]);
  if (named) return named;
  const hashes = tokensIn(seen, envelope?.to ?? []).map(hashOfToken);
  if (hashes.length === 0) return undefined;
  return ctx.tx.first(byToken, [ctx.workspaceId, hashes, seen.bounce?.recipient.toLowerCase() ?? '']);
}

/** It is on us to do something: nobody waits for the customer any more. */
export async function owe(ctx: CommandContext, conversationId: Id): Promise<void> {
  const conversation = await accessRoot(ctx, conversationId, { for: 'read' });
  if (conversation?.status !== 'waiting') return;
  await ctx.inner(setWaiting, { conversationId: conversation.id, version: conversation.version, waiting: false });
}
