import type { TouchpointChannel } from '#foundation/touchpoints/index.ts';
import { statement } from '#kernel/server/sql.ts';

const asked = statement<{ is_open: boolean; can_mail: boolean }>(
  'portal_touchpoint',
  `SELECT EXISTS (SELECT FROM brand WHERE workspace_id = $1 AND is_open) AS is_open,
     EXISTS (SELECT FROM mailbox WHERE workspace_id = $1 AND retired_at IS NULL AND relay_host <> '') AS can_mail`,
);

/** What speaks for the portal, and whether customers can get in. */
export const portalTouchpoint: TouchpointChannel = {
  channel: 'portal',
  label: 'Portal',
  pros: { words: 'Customers see everything that was said, whatever the channel, and need not repeat themselves.' },
  cons: { words: 'They have to sign in first; who writes once will not.' },
  limits: { words: 'Signing in takes a link by mail. Files up to 10 MB together with each message.' },
  accessibility: { words: 'Complete without script, by keyboard and screen reader, in five languages.' },
  cost: { words: 'No cost for each message.' },
  link: '/settings/portal',
  health: async (ctx) => {
    const row = await ctx.tx.first(asked, [ctx.workspaceId]);
    if (!row?.is_open) return { health: 'unconnected', words: 'No brand has an open portal' };
    return row.can_mail
      ? { health: 'connected', words: 'Customers can sign in' }
      : { health: 'troubled', words: 'No address can send the links for signing in' };
  },
};
