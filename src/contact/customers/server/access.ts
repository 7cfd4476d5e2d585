import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { customerPolicy } from './policy.ts';

export interface CustomerRecord {
  id: Id;
  number: number;
  name: string;
  is_visitor: boolean;
  locale: string | null;
  time_zone: string | null;
  created_at: Date;
  version: number;
}

const columns = 'id, number, name, is_visitor, locale, time_zone, created_at, version';
const load = statement<CustomerRecord>(
  'customer_load',
  `SELECT ${columns} FROM customer WHERE workspace_id = $1 AND id = $2`,
);
const lock = statement<CustomerRecord>(
  'customer_lock',
  `SELECT ${columns} FROM customer WHERE workspace_id = $1 AND id = $2 FOR UPDATE`,
);

/** The customer's own fields as they go out; addresses, notes and abilities are the query's to add. */
export function factsOf(row: CustomerRecord) {
  return {
    id: row.id,
    reference: `P-${row.number}`,
    name: row.name,
    isVisitor: row.is_visitor,
    locale: row.locale,
    timeZone: row.time_zone,
    createdAt: row.created_at.toISOString(),
    version: row.version,
  };
}

/**
 * The only way to obtain a customer: loads (and locks) the row and asks policy for the action.
 * @throws Problem record.not_found, access.forbidden
 */
export async function accessCustomer(
  ctx: QueryContext,
  id: Id,
  options: { for: keyof typeof customerPolicy.rules; lock?: boolean },
): Promise<CustomerRecord> {
  const row = await ctx.tx.first(options.lock ? lock : load, [ctx.workspaceId, id]);
  if (!row) {
    ctx.decided = true;
    notFound('customer');
  }
  demand(ctx, customerPolicy, options.for, row);
  return row;
}
