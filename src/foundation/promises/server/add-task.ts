import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { addTask } from '../contract.ts';
import { owe } from './owe.ts';
import { demandOwner, demandTeam } from './owners.ts';
import { promisePolicy } from './policy.ts';
import { demandSubject } from './subjects.ts';

/** Owes a task. Named to nobody it is the giver's own. */
export const addNewTask = handle(addTask, async (ctx, { words, dueAt, subject, ownerId, teamId }) => {
  demand(ctx, promisePolicy, 'add');
  const about = subject ? await demandSubject(ctx, subject.kind, subject.id) : null;
  const promiseId = await owe(ctx, {
    id: ctx.key,
    subject: subject ? { ...subject, customerId: about?.customerId ?? null } : null,
    measure: 'task',
    words,
    dueAt: new Date(dueAt),
    ...(await owersOf(ctx, ownerId, teamId)),
  });
  return { promiseId, state: 'running' as const, dueAt: new Date(dueAt).toISOString() };
});

/** Who is to owe it: a person, a team, or else whoever gives it. @throws Problem promise.unknown_owner */
export async function owersOf(
  ctx: CommandContext,
  ownerId: Id | undefined,
  teamId: Id | undefined,
): Promise<{ ownerId: Id | null; teamId: Id | null }> {
  if (ownerId) await demandOwner(ctx, ownerId);
  if (teamId) await demandTeam(ctx, teamId);
  return { ownerId: ownerId ?? (teamId ? null : actorId(ctx.actor)), teamId: teamId ?? null };
}
