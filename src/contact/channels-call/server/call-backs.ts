import { promiseCallBack } from '#foundation/promises/contract.ts';
import { keep, openCallBacks } from '#foundation/promises/index.ts';
import type { InputOf } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import type { logContact } from '../contract.ts';
import { promisesOfNumber } from './phone-calls.ts';

interface About {
  conversationId: Id;
  customerId: Id;
  phone: string | undefined;
}

/**
 * A call that we made keeps what was promised: on its conversation, to the customer apart from any, and for missed calls
 * from this number. What was promised on another matter stays owed. Returns how many it kept.
 */
export async function keepCallBacks(
  ctx: CommandContext,
  { conversationId, customerId, phone }: About,
): Promise<number> {
  const ids = phone ? await promisesOfNumber(ctx, phone) : [];
  const owed = await openCallBacks(ctx, { subjectIds: [conversationId, customerId], ids });
  for (const id of owed) await keep(ctx, id);
  return owed.length;
}

/** Promises a further call, by default to the number that this one was with, and by whoever wrote it down. */
export async function promiseCallBackIn(
  ctx: CommandContext,
  callBack: InputOf<typeof logContact>['callBack'],
  { conversationId, customerId, phone, me }: About & { me: Id | null },
): Promise<Id | null> {
  if (!callBack) return null;
  const { dueAt, words, teamId } = callBack;
  const ownerId = callBack.ownerId ?? (teamId ? undefined : (me ?? undefined));
  const number = callBack.phone ?? phone;
  const { promiseId } = await ctx.inner(promiseCallBack, {
    ...{ customerId, conversationId, dueAt },
    ...(number && { phone: number }),
    ...(words && { words }),
    ...(ownerId && { ownerId }),
    ...(teamId && { teamId }),
  });
  return promiseId;
}
