import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, DeadlineKind } from '#kernel/server/capability.ts';
import { setDeadline } from '#kernel/server/deadlines.ts';
import { readSoon } from '../arriving/store.ts';

const kind = 'mail.read-again';

/** Lets a mail be read once more after so many minutes. */
export function readLater(ctx: CommandContext, mailId: Id, minutes: number): Promise<void> {
  return setDeadline(ctx, kind, mailId, new Date(ctx.now.getTime() + minutes * 60_000));
}

export const readAgainDeadline: DeadlineKind = {
  kind,
  fire: async (ctx, mailId) => readSoon(ctx, mailId),
};
