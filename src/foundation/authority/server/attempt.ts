import type { CommandContext } from '#kernel/server/capability.ts';
import { Problem } from '#kernel/server/problem.ts';

/**
 * Does something that may be refused without ending the write around it: a refusal takes back what was written and
 * emitted inside, and is returned. Anything else that goes wrong ends the write.
 */
export async function attempt(ctx: CommandContext, work: () => Promise<unknown>): Promise<Problem | null> {
  const { emit, enqueue, whisper, actor } = ctx;
  const later: (() => void)[] = [];
  ctx.emit = (...args) => {
    const by = ctx.actor;
    later.push(() => {
      ctx.actor = by;
      emit(...args);
    });
  };
  ctx.enqueue = (...args) => later.push(() => enqueue(...args));
  ctx.whisper = (...args) => later.push(() => whisper(...args));
  const { client } = ctx.tx;
  await client.query('SAVEPOINT attempt');
  try {
    await work();
    await client.query('RELEASE SAVEPOINT attempt');
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    later.length = 0;
    await client.query('ROLLBACK TO SAVEPOINT attempt');
    return error;
  } finally {
    Object.assign(ctx, { emit, enqueue, whisper });
    for (const one of later) one();
    ctx.actor = actor;
  }
  return null;
}
