import { type NoticeKind, notify } from '#foundation/notices/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId, system } from '#kernel/server/actor.ts';
import { type CommandContext, type DeadlineKind, handle } from '#kernel/server/capability.ts';
import { setDeadline } from '#kernel/server/deadlines.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { conversationSnoozed, conversationWoken, snooze, wake } from '../contract.ts';
import { accessConversation, demandVersion } from './access.ts';

/**
 * Snoozing hides a conversation from the working views and does nothing else. In particular it pauses no clock: what the
 * customer was promised stays promised, warns and breaks as if nobody had snoozed. This file is the only place that
 * says so; it calls no `milestone`.
 */
const save = statement<{ version: number }>(
  'conversation_snooze',
  `UPDATE conversation SET snoozed_until = $3, snoozed_by = $4, woken_at = NULL, version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);
const rouse = statement<{ version: number }>(
  'conversation_wake',
  `UPDATE conversation SET snoozed_until = NULL, snoozed_by = NULL, woken_at = $3, version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);
// Whoever holds the conversation may be waiting for this deadline's row, which this transaction holds: a conversation
// that is busy is left to the next tick.
const rouseDue = statement<{ customer_id: Id; status: string; snoozed_by: Id | null }>(
  'conversation_wake_due',
  `WITH due AS (SELECT id, snoozed_by FROM conversation
     WHERE workspace_id = $1 AND id = $2 AND snoozed_until <= heed_now() FOR UPDATE SKIP LOCKED)
   UPDATE conversation c SET snoozed_until = NULL, snoozed_by = NULL, woken_at = heed_now(), version = c.version + 1
   FROM due WHERE c.workspace_id = $1 AND c.id = due.id RETURNING c.customer_id, c.status, due.snoozed_by`,
);
const leave = statement(
  'conversation_wake_leave',
  `UPDATE deadline SET fired_at = NULL WHERE workspace_id = $1 AND kind = 'conversation.wake' AND ref = $2
     AND EXISTS (SELECT FROM conversation WHERE workspace_id = $1 AND id = $2 AND snoozed_until <= heed_now())`,
);
const longestMs = 366 * 86_400_000;
const kind = 'conversation.wake';

/** Takes the conversation out of the working views until then; a later call moves the time. */
export const snoozeConversation = handle(snooze, async (ctx, { conversationId, version, until }) => {
  const conversation = await accessConversation(ctx, conversationId, { for: 'snooze', lock: true });
  demandVersion(conversation, version);
  const at = new Date(until);
  const ahead = at.getTime() - ctx.now.getTime();
  if (ahead <= 0) refuse('conversation.bad_snooze', 'This time is over. Give one that is still to come.');
  if (ahead > longestMs) refuse('conversation.bad_snooze', 'This is more than a year away. Give an earlier time.');
  if (conversation.snoozed_until?.getTime() === at.getTime()) return { conversationId, version };
  const by = ctx.actor.kind === 'system' ? ctx.actor.onBehalfOf : actorId(ctx.actor);
  const saved = await ctx.tx.first(save, [ctx.workspaceId, conversationId, at, by]);
  await setDeadline(ctx, kind, conversationId, at);
  const about = { conversationId, customerId: conversation.customer_id };
  ctx.emit(conversationSnoozed, { ...about, until: at.toISOString() });
  return { conversationId, version: saved?.version ?? version + 1 };
});

/** Puts a snoozed conversation back now. Its deadline stays and will find nothing to do. */
export const wakeConversation = handle(wake, async (ctx, { conversationId, version }) => {
  const conversation = await accessConversation(ctx, conversationId, { for: 'wake', lock: true });
  demandVersion(conversation, version);
  const saved = await ctx.tx.first(rouse, [ctx.workspaceId, conversationId, null]);
  ctx.emit(conversationWoken, { conversationId, customerId: conversation.customer_id, why: 'person' });
  return { conversationId, version: saved?.version ?? version + 1 };
});

/** A message from the customer wakes a snoozed conversation at once: Heed does it, on behalf of nobody. */
export async function wakeForCustomer(
  ctx: CommandContext,
  conversation: { id: Id; customer_id: Id; snoozed_until?: Date | null },
): Promise<void> {
  if (!conversation.snoozed_until) return;
  await ctx.tx.rows(rouse, [ctx.workspaceId, conversation.id, null]);
  const { actor } = ctx;
  ctx.actor = system;
  ctx.emit(conversationWoken, {
    conversationId: conversation.id,
    customerId: conversation.customer_id,
    why: 'customer',
  });
  ctx.actor = actor;
}

/** For whoever snoozed it. */
export const wokenNotice: NoticeKind = {
  name: 'conversation.woken',
  label: 'A conversation that I snoozed is back',
  help: 'For whoever snoozed it, when its time has come.',
  importance: 'normal',
  asks: 'read',
  roles: ['owner', 'manager', 'lead', 'adviser'],
  words: (_, names) =>
    names.many > 1
      ? { words: `${names.many} conversations that you snoozed are back`, link: '/inbox/mine' }
      : {
          words: `${names.about?.reference ?? 'A conversation'} is back: you snoozed it until now`,
          detail: names.about?.title ?? null,
        },
};

/** Its time has come: once, in the transaction that marks the deadline fired. */
export const wakeDeadline: DeadlineKind = {
  kind,
  fire: async (ctx, conversationId) => {
    const row = await ctx.tx.first(rouseDue, [ctx.workspaceId, conversationId]);
    if (!row) {
      await ctx.tx.rows(leave, [ctx.workspaceId, conversationId]);
      return;
    }
    if (row.status === 'resolved') return;
    ctx.emit(conversationWoken, { conversationId, customerId: row.customer_id, why: 'time' });
    if (row.snoozed_by === null) return;
    await notify(ctx, {
      kind: wokenNotice.name,
      to: { people: [row.snoozed_by] },
      about: { kind: 'conversation', id: conversationId },
      customerId: row.customer_id,
    });
  },
};
