import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { changeCustomer, customerChanged, customerRenamed } from '../contract.ts';
import { accessCustomer } from './access.ts';
import { nameKey } from './address.ts';
import { lookForDuplicates } from './duplicates/look.ts';

const save = statement<{ version: number }>(
  'customer_save',
  `UPDATE customer SET name = $3, name_key = $4, locale = $5, time_zone = $6,
     is_visitor = is_visitor AND name = $3, version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);
const bump = statement<{ version: number }>(
  'customer_touch',
  'UPDATE customer SET version = version + 1 WHERE workspace_id = $1 AND id = $2 RETURNING version',
);

/** Counts a change to what belongs to the customer. Returns the new version. */
export async function touch(ctx: CommandContext, customerId: Id): Promise<number> {
  return (await ctx.tx.first(bump, [ctx.workspaceId, customerId]))?.version ?? 1;
}

/** Refuses when the screen saw an older version of the record. */
export function demandVersion(row: { version: number }, seen: number): void {
  if (row.version === seen) return;
  refuse('record.stale', `You saw version ${seen}; it is now ${row.version}. Load it again.`, {
    facts: { version: row.version },
  });
}

/** Changes name, language or time zone; what is not named stays. */
export const change = handle(changeCustomer, async (ctx, { customerId, version, name, locale, timeZone }) => {
  const before = await accessCustomer(ctx, customerId, { for: 'change', lock: true });
  demandVersion(before, version);
  const next = {
    name: name ?? before.name,
    locale: locale === undefined ? before.locale : locale,
    timeZone: timeZone === undefined ? before.time_zone : timeZone,
  };
  const isRenamed = next.name !== before.name;
  const changed: ('locale' | 'timeZone')[] = [];
  if (next.locale !== before.locale) changed.push('locale');
  if (next.timeZone !== before.time_zone) changed.push('timeZone');
  if (!isRenamed && changed.length === 0) return { customerId: before.id, version };
  const values = [ctx.workspaceId, before.id, next.name, nameKey(next.name), next.locale, next.timeZone];
  const saved = await ctx.tx.first(save, values);
  if (isRenamed) {
    ctx.emit(customerRenamed, { customerId: before.id });
    await lookForDuplicates(ctx, before.id);
  }
  if (changed.length > 0) ctx.emit(customerChanged, { customerId: before.id, changed });
  return { customerId: before.id, version: saved?.version ?? version + 1 };
});
