import { handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
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
