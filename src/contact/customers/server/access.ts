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
  merged_into: Id | null;
  conversations: number;
  last_contact_at: Date | null;
  version: number;
}

const columns = `id, number, name, is_visitor, locale, time_zone, created_at, merged_into, conversations,
  last_contact_at, version`;
const load = statement<CustomerRecord>(
  'customer_load_or_alias',
  `SELECT ${columns} FROM customer WHERE workspace_id = $1 AND id = $2`,
);
const lock = statement<CustomerRecord>(
  'customer_lock_or_alias',
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
 * The only way to obtain a customer: loads (and locks) the row and asks policy for the action. The id of one who was
 * merged leads to whom they became: go on with the `id` of what is returned.
 * @throws Problem record.not_found, access.forbidden
 */
export async function accessCustomer(
  ctx: QueryContext,
  id: Id,
  options: { for: keyof typeof customerPolicy.rules; lock?: boolean },
): Promise<CustomerRecord> {
  const find = options.lock ? lock : load;
  let row = await ctx.tx.first(find, [ctx.workspaceId, id]);
  // An alias names the last of a line; while a lock was waited for, that one may have been merged too.
  while (row?.merged_into) row = await ctx.tx.first(find, [ctx.workspaceId, row.merged_into]);
  if (!row) {
    ctx.decided = true;
    notFound('customer');
  }
  demand(ctx, customerPolicy, options.for, row);
  return row;
}
