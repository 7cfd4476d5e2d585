import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { can, demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Channel, Priority, Status } from '../contract.ts';
import { conversationPolicy } from './policy.ts';

export interface ConversationRecord {
  id: Id;
  number: number;
  customer_id: Id;
  customer_name: string;
  channel: Channel;
  subject: string;
  status: Status;
  assignee_id: Id | null;
  team_id: Id | null;
  wrap_up_reason_id: Id | null;
  priority: Priority;
  tag_ids: Id[];
  snoozed_until: Date | null;
  started_at: Date;
  resolved_at: Date | null;
  last_number: number;
  last_inbound_number: number;
  customer_seen: number;
  staff_seen: number;
  version: number;
}

const columns = `c.id, c.number, c.customer_id, p.name AS customer_name, c.channel, c.subject, c.status, c.assignee_id,
  c.team_id, c.wrap_up_reason_id, c.priority, c.tag_ids, c.snoozed_until, c.started_at, c.resolved_at, c.last_number, c.last_inbound_number, c.customer_seen,
  c.staff_seen, c.version`;
const source = `FROM conversation c JOIN customer p ON p.workspace_id = c.workspace_id AND p.id = c.customer_id
  WHERE c.workspace_id = $1 AND c.id = $2`;
const load = statement<ConversationRecord>('conversation_read', `SELECT ${columns} ${source}`);
const lock = statement<ConversationRecord>('conversation_hold', `SELECT ${columns} ${source} FOR UPDATE OF c`);

type Action = keyof typeof conversationPolicy.rules;

/**
 * The only way to obtain a conversation: loads it (and locks it, so that messages are numbered one after the other)
 * and asks policy for the action.
 * @throws Problem record.not_found, access.forbidden
 */
export async function accessConversation(
  ctx: QueryContext,
  id: Id,
  options: { for: Action; lock?: boolean },
): Promise<ConversationRecord> {
  const row = await ctx.tx.first(options.lock ? lock : load, [ctx.workspaceId, id]);
  if (!row) {
    // Who may not read conversations at all learns nothing from trying ids.
    ctx.decided = true;
    notFound('conversation');
  }
  demandState(ctx, row, options.for);
  return row;
}

/** Policy, where a refusal by state rather than by role says what the conversation allows now. */
function demandState(ctx: QueryContext, row: ConversationRecord, action: Action): void {
  const mayAtAll = can(conversationPolicy, ctx.actor, action);
  const may = can(conversationPolicy, ctx.actor, action, row);
  if (mayAtAll === true && may !== true && ctx.actor.kind === 'person') {
    ctx.decided = true;
    refuse('conversation.not_possible', may);
  }
  demand(ctx, conversationPolicy, action, row);
}

/** Refuses when the screen saw an older version of the record. */
export function demandVersion(row: { version: number }, seen: number): void {
  if (row.version === seen) return;
  refuse('record.stale', `You saw version ${seen}; it is now ${row.version}. Load it again.`, {
    facts: { version: row.version },
  });
}
