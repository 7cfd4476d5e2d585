import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { promiseCallBack } from '../contract.ts';
import { owersOf } from './add-task.ts';
import { owe } from './owe.ts';
import { promisePolicy } from './policy.ts';
import { demandSubject } from './subjects.ts';

/** Promises a customer a call, on the conversation where it was asked for, if there is one. */
export const promiseACall = handle(promiseCallBack, async (ctx, input) => {
  demand(ctx, promisePolicy, 'add');
  const { customerId, conversationId } = input;
  await demandSubject(ctx, 'customer', customerId);
  if (conversationId) {
    const conversation = await demandSubject(ctx, 'conversation', conversationId);
    if (conversation.customerId !== customerId) {
      refuse('promise.impossible', 'This conversation is another customer’s. Choose one of theirs, or none.');
    }
  }
  const subject = conversationId ? { kind: 'conversation', id: conversationId } : { kind: 'customer', id: customerId };
  const promiseId = await owe(ctx, {
    id: ctx.key,
    subject: { ...subject, customerId },
    measure: 'call_back',
    words: input.words ?? 'Call back',
    phone: input.phone ?? null,
    dueAt: new Date(input.dueAt),
    ...(await owersOf(ctx, input.ownerId, input.teamId)),
  });
  return { promiseId, state: 'running' as const, dueAt: new Date(input.dueAt).toISOString() };
});

const open = statement<{ id: Id }>(
  'promise_open_call_backs',
  `SELECT id FROM promise WHERE workspace_id = $1 AND measure = 'call_back' AND ended_at IS NULL
     AND (subject_id = ANY ($2::uuid[]) OR id = ANY ($3::uuid[])) ORDER BY due_at, id`,
);

/** Call-backs that are still owed: on these subjects, and those of these ids. Policy is the caller's. */
export async function openCallBacks(
  ctx: CommandContext,
  { subjectIds = [], ids = [] }: { subjectIds?: readonly Id[]; ids?: readonly Id[] },
): Promise<Id[]> {
  return (await ctx.tx.rows(open, [ctx.workspaceId, subjectIds, ids])).map((row) => row.id);
}
