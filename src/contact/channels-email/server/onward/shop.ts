import { brandNames } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';

/** Whom a customer knows as those to whom they wrote: a brand, where the chat is of one. */
export async function shopName(
  ctx: Pick<QueryContext, 'tx' | 'workspaceId' | 'contributed'>,
  brandId: Id | null,
  workspace: string,
): Promise<string> {
  return (brandId && (await brandNames(ctx, [brandId])).get(brandId)) || workspace;
}
