import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, QueryContext } from '#kernel/server/capability.ts';
import { can, demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { isOpenState } from './clock.ts';
import { allMeasures } from './measures.ts';
import { type PromiseCase, promisePolicy } from './policy.ts';
import { type PromiseRecord, promiseColumns } from './record.ts';

/** A promise with what policy asks of it. */
export type PromiseFound = PromiseRecord & PromiseCase & { at: Date };

// Who gave it stands in its first entry.
const columns = `${promiseColumns}, e.actor_id AS "giverId", heed_now() AS at`;
const source = `FROM promise p JOIN promise_entry e ON e.workspace_id = p.workspace_id AND e.promise_id = p.id AND e.number = 1
  WHERE p.workspace_id = $1 AND p.id = $2`;
const load = statement<Omit<PromiseFound, 'given'>>('promise_load', `SELECT ${columns} ${source}`);
const lock = statement<Omit<PromiseFound, 'given'>>('promise_lock', `SELECT ${columns} ${source} FOR UPDATE OF p`);

type Action = keyof typeof promisePolicy.rules;

/**
 * The only way to obtain a promise: loads (and locks) it and asks policy for the action.
 * @throws Problem record.not_found, access.forbidden, promise.over, promise.by_itself
 */
export async function accessPromise(
  ctx: QueryContext,
  id: Id,
  options: { for: Action; lock?: boolean },
): Promise<PromiseFound> {
  const row = await ctx.tx.first(options.lock ? lock : load, [ctx.workspaceId, id]);
  if (!row) {
    ctx.decided = true;
    notFound('promise');
  }
  const found = { ...row, given: isGiven(ctx, row.measure) };
  demandState(ctx, found, options.for);
  return found;
}

/** Kept by hand, at a time that somebody named. */
export function isGiven(ctx: QueryContext, measure: string): boolean {
  return allMeasures(ctx).find((one) => one.name === measure)?.kind !== 'clock';
}

/** A refusal by state rather than by role says what the promise allows now. */
function demandState(ctx: QueryContext, row: PromiseFound, action: Action): void {
  const may = can(promisePolicy, ctx.actor, action, row);
  if (may !== true && can(promisePolicy, ctx.actor, action) === true) {
    ctx.decided = true;
    if (!isOpenState(row.state)) refuse('promise.over', may);
    if (!row.given && action !== 'waive') refuse('promise.by_itself', may);
  }
  demand(ctx, promisePolicy, action, row);
}

/** Locks a promise without asking policy, for capabilities that asked theirs. @throws Problem record.not_found */
export async function lockPromise(ctx: CommandContext, id: Id): Promise<PromiseRecord & { at: Date }> {
  return (await ctx.tx.first(lock, [ctx.workspaceId, id])) ?? notFound('promise');
}
