import { milestone } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { assign, conversationAssigned } from '../contract.ts';
import { accessConversation, demandVersion } from './access.ts';
import { handOver } from './hand-over.ts';
import { conversationPolicy } from './policy.ts';
import { subjectOf } from './promises.ts';
import { routeSoon } from './route.ts';

const save = statement<{ version: number }>(
  'conversation_assign',
  `UPDATE conversation SET assignee_id = $3, team_id = $4, version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);
const member = statement<{ role: string }>(
  'conversation_assignee',
  'SELECT role FROM membership WHERE workspace_id = $1 AND account_id = $2 AND active',
);
const team = statement<{ id: Id }>('conversation_team', 'SELECT id FROM team WHERE workspace_id = $1 AND id = $2');

/** Gives the conversation to a person, a team, both or nobody, with a note for them; what is not named stays. */
export const assignConversation = handle(assign, async (ctx, { note, ...input }) => {
  const { conversationId, version, assigneeId, teamId } = input;
  const conversation = await accessConversation(ctx, conversationId, { for: 'assign', lock: true });
  demandVersion(conversation, version);
  const nextAssignee = assigneeId === undefined ? conversation.assignee_id : assigneeId;
  const nextTeam = teamId === undefined ? conversation.team_id : teamId;
  if (assigneeId) await demandAssignee(ctx, assigneeId);
  if (teamId) await demandTeam(ctx, teamId);
  const isSame = nextAssignee === conversation.assignee_id && nextTeam === conversation.team_id;
  const next = { ...conversation, assignee_id: nextAssignee, team_id: nextTeam };
  if (note !== undefined) await handOver(ctx, next, input, note);
  if (isSame) return { conversationId, version };
  const saved = await ctx.tx.first(save, [ctx.workspaceId, conversationId, nextAssignee, nextTeam]);
  const about = { conversationId, customerId: conversation.customer_id };
  ctx.emit(conversationAssigned, { ...about, assigneeId: nextAssignee, teamId: nextTeam });
  await milestone(ctx, subjectOf(next), nextAssignee ? 'owned' : 'unowned');
  // Nobody has it, or somebody has one less: either way there may be something to share out.
  if (ctx.actor.kind === 'person') await routeSoon(ctx, nextTeam);
  return { conversationId, version: saved?.version ?? version + 1 };
});

/** Only active colleagues whose role may answer can take a conversation. */
async function demandAssignee(ctx: CommandContext, assigneeId: Id): Promise<void> {
  const row = await ctx.tx.first(member, [ctx.workspaceId, assigneeId]);
  const mayAnswer = row && conversationPolicy.rules.reply.roles.includes(row.role);
  if (!mayAnswer) {
    refuse('conversation.unknown_assignee', 'Choose an active colleague whose role may answer customers.');
  }
}

/** @throws Problem conversation.unknown_assignee when this workspace has no such team */
export async function demandTeam(ctx: CommandContext, teamId: Id): Promise<void> {
  const row = await ctx.tx.first(team, [ctx.workspaceId, teamId]);
  if (!row) refuse('conversation.unknown_assignee', 'Choose a team of this workspace.');
}
