import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, DeadlineKind, Reaction } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { expired, failed } from '../contract-events.ts';
import { type ApprovalRow, approvalColumns, approvalExpiry, endApproval, factsOf } from './approvals.ts';

const due = statement<ApprovalRow>(
  'authority_approval_due',
  `SELECT ${approvalColumns} FROM approval p WHERE p.workspace_id = $1 AND p.id = $2 AND p.state = 'asked'
     AND p.expires_at <= $3 FOR UPDATE`,
);

/** A request that nobody answered in time ends by itself. */
export const expireApproval: DeadlineKind = {
  kind: approvalExpiry,
  fire: async (ctx, id) => {
    const row = await ctx.tx.first(due, [ctx.workspaceId, id, ctx.now]);
    if (!row) return;
    await endApproval(ctx, row, 'expired');
    ctx.emit(expired, factsOf(row));
  },
};

const outgrown = statement<ApprovalRow>(
  'authority_approval_outgrown',
  `SELECT ${approvalColumns} FROM approval p
   JOIN membership m ON m.workspace_id = p.workspace_id AND m.account_id = p.requester_id
   WHERE p.workspace_id = $1 AND p.requester_id = $2 AND p.state = 'asked'
     AND (m.role <> p.requester_role OR NOT m.active)
   ORDER BY p.id FOR UPDATE OF p`,
);

async function endOutgrown(ctx: CommandContext, personId: Id): Promise<void> {
  for (const row of await ctx.tx.rows(outgrown, [ctx.workspaceId, personId])) {
    const problem = 'authority.requester_changed';
    await endApproval(ctx, row, 'failed', problem);
    ctx.emit(failed, { ...factsOf(row), problem });
  }
}

/** What somebody asked for in a role ends with that role, in the same write. */
export const requesterChanged: Reaction[] = ['person.role_changed', 'person.access_changed'].map((event) => ({
  event,
  inline: true,
  name: `authority.requester-changed on ${event}`,
  run: (ctx, data) => endOutgrown(ctx, String(data.personId)),
}));
