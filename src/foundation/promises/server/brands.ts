import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext, Slot } from '#kernel/server/capability.ts';
import { notFound } from '#kernel/server/problem.ts';
import type { Tx } from '#kernel/server/sql.ts';

/** Who knows the brands of a workspace: those of these ids that there are, with their names. */
export interface BrandSource {
  name: string;
  namesOf(tx: Tx, workspaceId: Id, ids: readonly Id[]): Promise<{ id: Id; name: string }[]>;
}

/** Filled by the capability that keeps brands. Where none does, nothing can be of a brand. */
export const brandSources: Slot<BrandSource> = { slot: 'promises.brands' };

/** Names of brands by their id. */
export async function brandNames(
  ctx: Pick<QueryContext, 'tx' | 'workspaceId' | 'contributed'>,
  ids: readonly Id[],
): Promise<Map<Id, string>> {
  const wanted = [...new Set(ids)];
  const names = new Map<Id, string>();
  if (wanted.length === 0) return names;
  for (const source of ctx.contributed(brandSources)) {
    for (const { id, name } of await source.namesOf(ctx.tx, ctx.workspaceId, wanted)) names.set(id, name);
  }
  return names;
}

export const hasBrand = async (ctx: QueryContext, id: Id): Promise<boolean> => (await brandNames(ctx, [id])).has(id);

/** @throws Problem record.not_found when this workspace has no such brand */
export async function demandBrand(ctx: QueryContext, id: Id): Promise<void> {
  if (!(await hasBrand(ctx, id))) notFound('brand');
}
