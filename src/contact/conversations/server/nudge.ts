import { type NoticeKind, nudge, whoHasDevices } from '#foundation/notices/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, DeadlineKind, Reaction } from '#kernel/server/capability.ts';
import { setDeadline } from '#kernel/server/deadlines.ts';
import { statement } from '#kernel/server/sql.ts';
import { conversationAssigned } from '../contract.ts';

const assigned = 'conversation.assigned';
const wrote = 'conversation.customer_wrote';
const roles = ['owner', 'manager', 'lead', 'adviser'] as const;

/** Both come to devices alone: on the desk the inbox shows them. */
export const nudgeKinds: readonly NoticeKind[] = [
  {
    name: assigned,
    label: 'A conversation was given to you',
    help: 'By a colleague or by automatic assignment.',
    importance: 'normal',
    asks: 'read',
    roles,
    isForDevices: true,
    words: (_data, { about }) => ({
      words: `${about?.reference ?? 'A conversation'} is yours now`,
      detail: about?.title ?? null,
    }),
  },
  {
    name: wrote,
    label: 'A customer wrote in a conversation of yours',
    help: 'Unless you have read it within ten seconds.',
    importance: 'normal',
    asks: 'read',
    roles,
    isForDevices: true,
    words: (_data, { about }) => ({
      words: `New message in ${about?.reference ?? 'a conversation of yours'}`,
      detail: about?.title ?? null,
    }),
  },
];

/** Whoever was given a conversation by somebody else hears of it. */
export const onAssigned: Reaction = {
  event: conversationAssigned.type,
  inline: true,
  name: 'conversations.nudge-assignee',
  run: async (ctx, { conversationId, assigneeId }) => {
    const actor = ctx.actor.kind === 'system' ? ctx.actor.onBehalfOf : null;
    if (typeof assigneeId !== 'string' || assigneeId === actor) return;
    await nudge(ctx, { kind: assigned, to: assigneeId, about: { kind: 'conversation', id: String(conversationId) } });
  },
};

const unread = 'conversations.unread';
const pauseMs = 10_000;

/**
 * A customer wrote to somebody: after a pause it is looked whether they have read it, and told to their devices if not.
 * A desk with the conversation open reads at once, so whoever looks at it is told nothing. Further messages in the pause
 * move it, and are told together.
 */
export function watchUnread(ctx: CommandContext, conversation: { id: Id; assignee_id: Id | null }): void {
  if (!conversation.assignee_id) return;
  const at = new Date(ctx.now.getTime() + pauseMs);
  ctx.unanswered(setDeadline(ctx, unread, conversation.id, at));
}

const owed = statement<{ id: Id; assignee_id: Id }>(
  'conversation_unread_by_assignee',
  `SELECT c.id, c.assignee_id FROM conversation c
   LEFT JOIN read_mark r ON r.workspace_id = $1 AND r.conversation_id = c.id AND r.account_id = c.assignee_id
   WHERE c.workspace_id = $1 AND c.id = ANY ($2::uuid[]) AND c.assignee_id IS NOT NULL AND c.status <> 'resolved'
     AND c.last_inbound_number > coalesce(r.number, 0)`,
);

async function tellUnread(ctx: CommandContext, ids: Id[]): Promise<void> {
  const rows = await ctx.tx.rows(owed, [ctx.workspaceId, ids]);
  const having = await whoHasDevices(
    ctx,
    rows.map((row) => row.assignee_id),
  );
  for (const { id, assignee_id } of rows) {
    if (having.has(assignee_id))
      await nudge(ctx, { kind: wrote, to: assignee_id, about: { kind: 'conversation', id } });
  }
}

export const unreadByAssignee: DeadlineKind = {
  kind: unread,
  fire: (ctx, id) => tellUnread(ctx, [id]),
  fireAll: tellUnread,
};
