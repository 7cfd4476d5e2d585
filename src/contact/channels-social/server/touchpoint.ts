import type { TouchpointChannel } from '#foundation/touchpoints/index.ts';
import { statement } from '#kernel/server/sql.ts';

const asked = statement<{ accounts: number; connected: number; failing: number }>(
  'social_touchpoint',
  `SELECT count(*)::int AS accounts, count(*) FILTER (WHERE state = 'connected')::int AS connected,
     count(*) FILTER (WHERE state = 'failed')::int AS failing
   FROM social_account WHERE workspace_id = $1 AND retired_at IS NULL`,
);

/** What speaks for messengers, and whether an account is connected. */
export const messengerTouchpoint: TouchpointChannel = {
  channel: 'messenger',
  label: 'Messenger',
  pros: { words: 'Where customers write anyway; pictures in a moment; the conversation stays with them.' },
  cons: { words: 'The service reads along and sets the rules; who writes is known by what the service says only.' },
  limits: {
    words: 'Telegram: files up to 20 MB come in, people write first, and whoever blocks us gets nothing more.',
  },
  accessibility: { words: 'As accessible as the messenger that the customer chose.' },
  cost: { words: 'No fee for Telegram; people who answer within minutes, as in a chat.' },
  link: '/settings/messengers',
  health: async (ctx) => {
    const row = await ctx.tx.first(asked, [ctx.workspaceId]);
    if (!row || row.accounts === 0) return { health: 'unconnected', words: 'No messenger is connected' };
    if (row.failing > 0) return { health: 'troubled', words: 'An account cannot be reached' };
    if (row.connected === 0) return { health: 'unconnected', words: 'No account has been connected yet' };
    return { health: 'connected', words: 'Messages come in' };
  },
};
