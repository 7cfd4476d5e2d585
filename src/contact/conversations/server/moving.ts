import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, QueryContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Channel } from '../contract.ts';
import { accessConversation, type ConversationRecord } from './access.ts';

/** What stands in these was written down by colleagues: row-level security hides it from customers (decision 32). */
export const writtenDown: readonly Channel[] = ['call', 'visit', 'letter'];
const isWrittenDown = (channel: string) => `${channel} IN (${writtenDown.map((one) => `'${one}'`).join(', ')})`;
/** The messages of `m` that a list of `c` may show: none of a call among what the customer wrote themselves. */
export const shownInLists = `m.kind <> 'note' AND (NOT ${isWrittenDown('m.channel')} OR ${isWrittenDown('c.channel')})`;
/** What the customer may read comes first, then what colleagues wrote down, then notes. */
export const readableFirst = `m.kind = 'note', ${isWrittenDown('m.channel')}`;

/** Both rows, locked in the order of their ids, so that two who merge the same pair never wait for each other. */
export async function lockBoth(
  ctx: QueryContext,
  one: { id: Id; for: 'merge' | 'undo_merge' | 'read' },
  other: { id: Id; for: 'merge' | 'undo_merge' | 'read' },
): Promise<[ConversationRecord, ConversationRecord]> {
  const lock = (which: typeof one) => accessConversation(ctx, which.id, { for: which.for, lock: true });
  if (one.id < other.id) {
    const first = await lock(one);
    return [first, await lock(other)];
  }
  const second = await lock(other);
  return [await lock(one), second];
}

const move = statement<{ id: Id }>(
  'messages_move',
  `UPDATE message SET conversation_id = $3, number = number + $5,
     moved_from_id = CASE WHEN $6 THEN coalesce(moved_from_id, $2) ELSE nullif(moved_from_id, $3) END
   WHERE workspace_id = $1 AND conversation_id = $2 AND number >= $4 RETURNING id`,
);
const moveMentions = statement(
  'mentions_move',
  `UPDATE mention n SET conversation_id = m.conversation_id FROM message m
   WHERE n.workspace_id = $1 AND n.conversation_id = $2 AND m.workspace_id = n.workspace_id AND m.id = n.message_id
     AND m.conversation_id <> n.conversation_id`,
);

/**
 * Moves the messages from a number on into another conversation, in their order, with a number higher by `shift`. Who
 * wrote them and when stays. `isMarked`: they show where they came from. Returns how many.
 */
export async function moveMessages(
  ctx: CommandContext,
  move_: { from: Id; to: Id; fromNumber: number; shift: number; isMarked: boolean },
): Promise<number> {
  const { from, to, fromNumber, shift, isMarked } = move_;
  const moved = await ctx.tx.rows(move, [ctx.workspaceId, from, to, fromNumber, shift, isMarked]);
  await ctx.tx.rows(moveMentions, [ctx.workspaceId, from]);
  return moved.length;
}

// The columns that lists read follow from the messages; the newest that the customer may see is the preview.
const recount = statement(
  'conversation_recount',
  `UPDATE conversation c SET last_number = n.last, last_inbound_number = n.inbound,
     customer_seen = least(c.customer_seen, n.last), staff_seen = least(c.staff_seen, n.last),
     last_message_at = coalesce(s.at, c.last_message_at),
     preview = coalesce(left(btrim(regexp_replace(s.text, '\\s+', ' ', 'g')), 200), ''),
     preview_by = CASE WHEN s.kind = 'reply' THEN 'staff' ELSE 'customer' END,
     preview_pictures = coalesce(s.pictures, 0), preview_files = coalesce(s.files, 0), version = c.version + 1
   FROM (SELECT coalesce(max(number), 0) AS last,
       coalesce(max(number) FILTER (WHERE kind = 'customer'), 0) AS inbound
     FROM message WHERE workspace_id = $1 AND conversation_id = $2) n
   LEFT JOIN (SELECT at, text, kind, f.pictures, f.files
     FROM (SELECT m.id, m.at, m.text, m.kind FROM message m
       JOIN conversation c ON c.workspace_id = m.workspace_id AND c.id = m.conversation_id
       WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND ${shownInLists}
       ORDER BY m.at DESC, m.number DESC LIMIT 1) m
     CROSS JOIN LATERAL (SELECT count(width)::int AS pictures, (count(*) - count(width))::int AS files
       FROM file WHERE workspace_id = $1 AND message_id = m.id) f) s ON true
   WHERE c.workspace_id = $1 AND c.id = $2`,
);

/** Counts a conversation anew after messages came or went. */
export async function recountMessages(ctx: CommandContext, conversationId: Id): Promise<void> {
  await ctx.tx.rows(recount, [ctx.workspaceId, conversationId]);
}

export interface LastWords {
  /** Whether the customer has the last word, so that we owe an answer. */
  isAsking: boolean;
  /** When the oldest question that nobody answered was asked. */
  askedAt: Date | null;
  /** Whether anybody wrote something that the customer may see. */
  isSaid: boolean;
}
const words = statement<{ asked_at: Date | null; is_said: boolean }>(
  'conversation_last_words',
  `SELECT bool_or(kind <> 'note') AS is_said, min(at) FILTER (WHERE kind = 'customer' AND number > coalesce((
       SELECT max(number) FROM message WHERE workspace_id = $1 AND conversation_id = $2 AND kind = 'reply'
         AND number >= $3), 0)) AS asked_at
   FROM message WHERE workspace_id = $1 AND conversation_id = $2 AND number >= $3`,
);

/** Who has the last word from this number on. */
export async function lastWordsOf(ctx: QueryContext, conversationId: Id, fromNumber = 1): Promise<LastWords> {
  const row = await ctx.tx.first(words, [ctx.workspaceId, conversationId, fromNumber]);
  return { isAsking: Boolean(row?.asked_at), askedAt: row?.asked_at ?? null, isSaid: row?.is_said === true };
}
