import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, handle, type QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { adoptPack, leavePack, type PackVersion, packAdopted, packLeft } from '../contract.ts';
import { versionOn, versionsOf } from './library.ts';
import { packPolicy } from './policy.ts';

export interface Adoption {
  id: Id;
  pack: string;
  adopted_at: Date;
}

const held = statement<Adoption>(
  'pack_adoptions',
  'SELECT id, pack, adopted_at FROM pack_adoption WHERE workspace_id = $1 AND left_at IS NULL',
);
const insert = statement<{ id: Id }>(
  'pack_adopt',
  `INSERT INTO pack_adoption (workspace_id, id, pack) VALUES ($1, $2, $3)
   ON CONFLICT (workspace_id, pack) WHERE left_at IS NULL DO NOTHING RETURNING id`,
);
const end = statement<{ id: Id }>(
  'pack_leave',
  `UPDATE pack_adoption SET left_at = greatest(heed_now(), adopted_at) WHERE workspace_id = $1 AND pack = $2 AND left_at IS NULL RETURNING id`,
);

/** What the workspace holds to now, by pack. */
export async function adoptions(ctx: QueryContext): Promise<Map<string, Adoption>> {
  const rows = await ctx.tx.rows(held, [ctx.workspaceId]);
  return new Map(rows.map((row) => [row.pack, row]));
}

/** Holds to a pack from now on; false where the workspace does already. */
export async function insertAdoption(ctx: CommandContext, id: Id, packId: string): Promise<boolean> {
  return (await ctx.tx.first(insert, [ctx.workspaceId, id, packId])) !== undefined;
}

/** The day on which something happens, as the calendar of the log has it. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** All versions of a pack, the newest first. @throws Problem pack.unknown */
export function demandPack(id: string): [PackVersion, ...PackVersion[]] {
  const [newest, ...older] = versionsOf(id);
  if (!newest) refuse('pack.unknown', `There is no pack ${id} in this version of Heed.`);
  return [newest, ...older];
}

/** Holds to a pack from now on; adopting what is adopted changes nothing. */
export const adopt = handle(adoptPack, async (ctx, { packId }) => {
  demand(ctx, packPolicy, 'adopt');
  const [newest] = demandPack(packId);
  const pack = versionOn(packId, dayOf(ctx.now));
  if (!pack) {
    const until = newest.validUntil ? ` until ${newest.validUntil}` : '';
    refuse('pack.not_in_force', `${newest.title} is valid from ${newest.validFrom}${until}.`);
  }
  const isNew = await insertAdoption(ctx, ctx.key, packId);
  const adoptionId = isNew ? ctx.key : ((await adoptions(ctx)).get(packId)?.id ?? ctx.key);
  if (isNew) ctx.emit(packAdopted, { packId, version: pack.version, adoptionId });
  return { packId, version: pack.version, adoptionId };
});

/** Holds to it no longer. What was started under it names its version and keeps it. */
export const leave = handle(leavePack, async (ctx, { packId }) => {
  demand(ctx, packPolicy, 'adopt');
  demandPack(packId);
  const row = await ctx.tx.first(end, [ctx.workspaceId, packId]);
  if (!row) refuse('pack.not_adopted', 'There is nothing to leave: this workspace does not hold to it.');
  ctx.emit(packLeft, { packId, adoptionId: row.id });
  return { packId, adoptionId: row.id };
});
