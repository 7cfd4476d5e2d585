import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { keepPromise, movePromise, reassignPromise, waivePromise } from '../contract.ts';
import { accessPromise, type PromiseFound } from './access.ts';
import { reckoningOf } from './calendar-of.ts';
import { breakFirst, demandTime } from './owe.ts';
import { demandOwner, demandTeam } from './owners.ts';
import { type Happening, savePromises } from './write.ts';

async function save(
  ctx: CommandContext,
  row: PromiseFound,
  happening: Happening,
  owers: { ownerId?: Id | null; teamId?: Id | null } = {},
) {
  const by = await reckoningOf(ctx.tx, row);
  const happenings = breakFirst(row, [happening]);
  const [clock] = savePromises(ctx, row.at.getTime(), [{ row, by, happenings, ...owers }]);
  if (!clock) throw new Error('a promise vanished while it was locked');
  return { promiseId: row.id, state: clock.state, dueAt: new Date(clock.dueAt).toISOString() };
}

/** What was promised is done. */
export const keepByHand = handle(keepPromise, async (ctx, { promiseId }) => {
  const row = await accessPromise(ctx, promiseId, { for: 'keep', lock: true });
  return save(ctx, row, { kind: 'kept' });
});

/** Lets go of a promise; the reason stays with it. */
export const waiveByHand = handle(waivePromise, async (ctx, { promiseId, reason }) => {
  const row = await accessPromise(ctx, promiseId, { for: 'waive', lock: true });
  return save(ctx, row, { kind: 'waived', reason });
});

/** Gives a promise to somebody else; what is not named stays. */
export const reassignByHand = handle(reassignPromise, async (ctx, { promiseId, ownerId, teamId }) => {
  const row = await accessPromise(ctx, promiseId, { for: 'reassign', lock: true });
  if (ownerId) await demandOwner(ctx, ownerId);
  if (teamId) await demandTeam(ctx, teamId);
  const next = {
    ownerId: ownerId === undefined ? row.owner_id : ownerId,
    teamId: teamId === undefined ? row.team_id : teamId,
  };
  const isSame = next.ownerId === row.owner_id && next.teamId === row.team_id;
  if (isSame) return { promiseId, state: row.state, dueAt: row.due_at.toISOString() };
  return save(ctx, row, { kind: 'reassigned' }, next);
});

/** Agrees on another time. The time before stays in the entries, with the reason for the new one. */
export const moveByHand = handle(movePromise, async (ctx, { promiseId, dueAt, reason }) => {
  const row = await accessPromise(ctx, promiseId, { for: 'move', lock: true });
  const due = new Date(dueAt).getTime();
  demandTime(due, row.at.getTime());
  return save(ctx, row, { kind: 'moved', dueAt: due, reason });
});
