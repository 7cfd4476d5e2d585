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
  brand_id: Id | null;
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
  merged_into_id: Id | null;
  version: number;
}

const columns = `c.id, c.number, c.customer_id, p.name AS customer_name, c.channel, c.subject, c.status, c.assignee_id,
  c.team_id, c.brand_id, c.wrap_up_reason_id, c.priority, c.tag_ids, c.snoozed_until, c.started_at, c.resolved_at, c.last_number, c.last_inbound_number, c.customer_seen,
  c.staff_seen, c.merged_into_id, c.version`;
const source = `FROM conversation c JOIN customer p ON p.workspace_id = c.workspace_id AND p.id = c.customer_id
  WHERE c.workspace_id = $1 AND c.id = $2`;
const load = statement<ConversationRecord>('conversation_read_one', `SELECT ${columns} ${source}`);
const lock = statement<ConversationRecord>('conversation_hold_one', `SELECT ${columns} ${source} FOR UPDATE OF c`);

// Nearly every conversation goes on by itself: looked up once, where rows that change each second have left many versions.
const lockUnmerged = statement<ConversationRecord>(
  'conversation_lock_unmerged',
  `SELECT ${columns} ${source} AND c.merged_into_id IS NULL FOR UPDATE OF c`,
);
// Locks only the one that goes on, so that it never waits in a circle with a merge, which takes both.
const lockRoot = statement<ConversationRecord>(
  'conversation_lock_root',
  `SELECT ${columns} FROM conversation a
   JOIN conversation c ON c.workspace_id = a.workspace_id AND c.id = coalesce(a.merged_into_id, a.id)
   JOIN customer p ON p.workspace_id = c.workspace_id AND p.id = c.customer_id
   WHERE a.workspace_id = $1 AND a.id = $2 FOR UPDATE OF c`,
);

const reference = statement<{ number: number }>(
  'conversation_number',
  'SELECT number FROM conversation WHERE workspace_id = $1 AND id = $2',
);

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
  if (row.merged_into_id !== null && !ofMerged.includes(options.for)) await refuseMerged(ctx, row, options.for);
  demandState(ctx, row, options.for);
  return row;
}

const tries = 4;

/**
 * The conversation that goes on where this one was merged, else this one; locked. Undefined when it went into one of
 * another customer, which a customer's own connection does not see.
 */
export async function accessRoot(
  ctx: QueryContext,
  id: Id,
  options: { for: Action },
): Promise<ConversationRecord | undefined> {
  for (let i = 0; i < tries; i++) {
    const asked = [ctx.workspaceId, id];
    const row = (await ctx.tx.first(lockUnmerged, asked)) ?? (await ctx.tx.first(lockRoot, asked));
    // Merged in the very moment of waiting for its lock: once more from the beginning.
    if (row && row.merged_into_id !== null) continue;
    if (row) demandState(ctx, row, options.for);
    return row;
  }
  throw new Error('a conversation was merged again and again');
}

/** What can be done with one that was merged: everything else goes on in the one it was merged into. */
const ofMerged: readonly Action[] = ['read', 'list', 'mark_read', 'undo_merge'];

async function refuseMerged(ctx: QueryContext, row: ConversationRecord, action: Action): Promise<void> {
  const may = can(conversationPolicy, ctx.actor, action, { ...row, status: 'open' });
  if (may !== true) return;
  ctx.decided = true;
  const into = await ctx.tx.first(reference, [ctx.workspaceId, row.merged_into_id]);
  refuse('conversation.merged', `H-${row.number} was merged into H-${into?.number}. Go on there.`, {
    facts: { intoId: row.merged_into_id },
  });
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
