import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { customerRenamed } from '../contract.ts';
import { nameKey } from './address.ts';

const rename = statement(
  'customer_visitor_rename',
  `UPDATE customer SET name = $3, name_key = $4, version = version + 1
   WHERE workspace_id = $1 AND id = $2 AND is_visitor AND name <> $3 RETURNING id`,
);

/** Calls a visitor what they call themselves. They stay a visitor: nobody vouched for the name. */
export async function renameVisitor(ctx: CommandContext, customerId: Id, name: string): Promise<void> {
  const renamed = await ctx.tx.first(rename, [ctx.workspaceId, customerId, name, nameKey(name)]);
  if (renamed) ctx.emit(customerRenamed, { customerId });
}
