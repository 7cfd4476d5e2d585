import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Asks } from '../contract.ts';
import { noticePolicy } from './policy.ts';

interface ReceiptRow {
  id: Id;
  personId: Id;
  asks: Asks;
  acknowledged_at: Date | null;
  acted_at: Date | null;
  settled_at: Date | null;
}

const lock = statement<ReceiptRow>(
  'notice_lock',
  `SELECT id, person_id AS "personId", asks, acknowledged_at, acted_at, settled_at FROM notice_receipt
   WHERE workspace_id = $1 AND id = $2 AND at <= $3 AND withheld IS DISTINCT FROM 'muted' FOR UPDATE`,
);

/**
 * The only way to obtain one line of a list, locked, to answer it; what is still held is not there yet.
 * @throws Problem record.not_found, also for another's
 */
export async function accessNotice(ctx: QueryContext, id: Id): Promise<ReceiptRow> {
  const row = await ctx.tx.first(lock, [ctx.workspaceId, id, ctx.now]);
  if (!row) {
    ctx.decided = true;
    notFound('notice');
  }
  demand(ctx, noticePolicy, 'answer', row);
  return row;
}

/** Whose list a query asks for: only one's own. @throws Problem record.not_found */
export function demandOwn(ctx: QueryContext, personId: Id): void {
  demand(ctx, noticePolicy, 'read', { personId });
}

/** The person who chooses. @throws Problem access.signed_out */
export function chooser(ctx: QueryContext): Id {
  demand(ctx, noticePolicy, 'choose');
  if (ctx.actor.kind !== 'person') throw new Error('only people choose');
  return ctx.actor.id;
}
