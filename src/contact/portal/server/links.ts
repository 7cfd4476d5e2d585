import type { Id } from '#kernel/contract/ids.ts';
import type { PageLanguage } from '#kernel/pages/language.ts';
import type { Slot } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import type { Tx } from '#kernel/server/sql.ts';
import type { LinkAtFoot } from '../portal/parts.tsx';

/** A page of an upper capability to which the foot of a brand's portal leads. */
export interface PortalLink {
  name: string;
  /** Undefined: this brand has none. */
  of(tx: Tx, workspaceId: Id, brandId: Id): Promise<{ href: string; words: Record<PageLanguage, string> } | undefined>;
}

export const portalLinks: Slot<PortalLink> = { slot: 'portal.links' };

/** What stands at the foot of a brand's portal, in the reader's language. */
export function linksOf(kernel: Kernel, workspaceId: Id, brandId: Id, language: PageLanguage): Promise<LinkAtFoot[]> {
  return kernel.database.read({ workspaceId, customerId: null }, async (tx) => {
    const links: LinkAtFoot[] = [];
    for (const one of kernel.contributed(portalLinks)) {
      const link = await one.of(tx, workspaceId, brandId);
      if (link) links.push({ href: link.href, words: link.words[language] });
    }
    return links;
  });
}
