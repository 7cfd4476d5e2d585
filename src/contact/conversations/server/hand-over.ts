import { type NoticeKind, notify } from '#foundation/notices/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { answer, type CommandContext, handle, type QueryContext } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { getHandOver, handOverTaken, takeOver } from '../contract-colleagues.ts';
import { accessConversation, type ConversationRecord } from './access.ts';
import { authorOf, messageId, writeMessage } from './write-message.ts';

// The newest hand-over takes the place of the one before.
const pin = statement(
  'hand_over_pin',
  `INSERT INTO hand_over (workspace_id, conversation_id, message_id, to_id, team_id) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (workspace_id, conversation_id) DO UPDATE
     SET message_id = excluded.message_id, to_id = excluded.to_id, team_id = excluded.team_id, taken_at = NULL`,
);
interface Pinned {
  message_id: Id;
  to_id: Id | null;
  team_id: Id | null;
  text: string;
  from_name: string | null;
  at: Date;
}
const waiting = statement<Pinned>(
  'hand_over_waiting',
  `SELECT h.message_id, h.to_id, h.team_id, m.text, a.name AS from_name, m.at FROM hand_over h
   JOIN message m ON m.workspace_id = h.workspace_id AND m.id = h.message_id
   LEFT JOIN account a ON a.id = m.author_id
   WHERE h.workspace_id = $1 AND h.conversation_id = $2 AND h.taken_at IS NULL`,
);
const taken = statement(
  'hand_over_taken',
  'UPDATE hand_over SET taken_at = heed_now() WHERE workspace_id = $1 AND conversation_id = $2',
);

export interface Receiver {
  assigneeId?: Id | null | undefined;
  teamId?: Id | null | undefined;
}

/** Writes the note with which a locked conversation is handed over, pins it for the receiver and tells them. */
export async function handOver(
  ctx: CommandContext,
  conversation: ConversationRecord,
  { assigneeId, teamId }: Receiver,
  text: string,
): Promise<void> {
  if (!assigneeId && !teamId) {
    refuse('conversation.not_possible', 'A hand-over note goes to somebody. Name the person or team who gets it.');
  }
  const { messageId: noteId } = await writeMessage(ctx, conversation, {
    id: messageId(ctx),
    kind: 'note',
    channel: conversation.channel,
    authorId: authorOf(ctx),
    text,
    status: conversation.status,
  });
  // Of a person and a team the person is meant; the team only owns the kind of work.
  const toTeam = assigneeId ? null : teamId;
  await ctx.tx.rows(pin, [ctx.workspaceId, conversation.id, noteId, assigneeId ?? null, toTeam]);
  await notify(ctx, {
    kind: 'conversation.handed_over',
    to: assigneeId ? { people: [assigneeId] } : { teams: teamId ? [teamId] : [] },
    about: { kind: 'conversation', id: conversation.id },
    customerId: conversation.customer_id,
    data: { byId: authorOf(ctx) },
  });
}

async function pinnedForMe(ctx: QueryContext, conversationId: Id): Promise<Pinned | undefined> {
  const { actor } = ctx;
  const row = await ctx.tx.first(waiting, [ctx.workspaceId, conversationId]);
  if (!row || actor.kind !== 'person') return undefined;
  const isMine = row.to_id === actorId(actor) || (row.team_id !== null && actor.teamIds.includes(row.team_id));
  return isMine ? row : undefined;
}

export const handOverHere = answer(getHandOver, async (ctx, { conversationId }) => {
  await accessConversation(ctx, conversationId, { for: 'read' });
  const row = await pinnedForMe(ctx, conversationId);
  if (!row) return { handOver: null };
  const { message_id, text, from_name, at } = row;
  return { handOver: { messageId: message_id, text, fromName: from_name ?? 'A colleague', at: at.toISOString() } };
});

/** The receiver took note; the note stays in its place among the messages. */
export const takeHandOver = handle(takeOver, async (ctx, { conversationId }) => {
  const conversation = await accessConversation(ctx, conversationId, { for: 'note', lock: true });
  const row = await pinnedForMe(ctx, conversationId);
  if (!row)
    refuse('conversation.not_possible', 'No hand-over waits for you here; a colleague may have taken note of it.');
  await ctx.tx.rows(taken, [ctx.workspaceId, conversationId]);
  ctx.emit(handOverTaken, { conversationId, customerId: conversation.customer_id });
  return { conversationId };
});

export const handOverKind: NoticeKind = {
  name: 'conversation.handed_over',
  label: 'Somebody hands a conversation over to me or my team',
  help: 'With a note, which is pinned in the conversation until somebody took note of it.',
  importance: 'normal',
  asks: 'read',
  roles: ['owner', 'manager', 'lead', 'adviser'],
  words: (data, names) =>
    names.many > 1
      ? { words: `${names.many} conversations were handed over to you`, link: '/inbox/mine' }
      : {
          words: `${names.person(data.byId)} handed ${names.about?.reference ?? 'a conversation'} over to you`,
          detail: names.about?.title ?? null,
        },
};
