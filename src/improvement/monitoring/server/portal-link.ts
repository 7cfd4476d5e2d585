import type { PortalLink } from '#contact/portal/index.ts';
import { statement } from '#kernel/server/sql.ts';
import { charterWords } from '../portal/words/index.ts';

const open = statement<{ key: string }>(
  'charter_open',
  `SELECT b.key FROM charter c JOIN brand b ON b.workspace_id = c.workspace_id AND b.id = c.brand_id
   WHERE c.workspace_id = $1 AND c.brand_id = $2 AND c.is_open`,
);
const { en, de, fr, es, ar } = charterWords;
const words = { en: en.title, de: de.title, fr: fr.title, es: es.title, ar: ar.title };

/** The foot of a brand's portal leads to its charter, where that is told. Never to that of another brand. */
export const charterLink: PortalLink = {
  name: 'charter',
  of: async (tx, workspaceId, brandId) => {
    const row = await tx.first(open, [workspaceId, brandId]);
    return row && { href: `/charter/${row.key}`, words };
  },
};
