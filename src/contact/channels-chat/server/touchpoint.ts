import type { TouchpointChannel } from '#foundation/touchpoints/index.ts';
import { statement } from '#kernel/server/sql.ts';

const asked = statement<{ has_widget: boolean; was_opened: boolean }>(
  'chat_touchpoint',
  `SELECT EXISTS (SELECT FROM widget WHERE workspace_id = $1) AS has_widget,
     EXISTS (SELECT FROM visit WHERE workspace_id = $1) AS was_opened`,
);

/** What speaks for a chat, and whether a shop shows it. */
export const chatTouchpoint: TouchpointChannel = {
  channel: 'chat',
  label: 'Chat',
  pros: { words: 'Answers within minutes, beside what the customer looks at; one adviser helps several at once.' },
  cons: { words: 'Somebody must be there all the time it is open; long matters become tiring for both.' },
  limits: {
    words: 'Messages up to 10,000 characters, files up to 10 MB each. Needs script in the customer’s browser.',
  },
  accessibility: { words: 'Works by keyboard and screen reader, in five languages and in large type.' },
  cost: { words: 'No cost for each message; people during all opening hours.' },
  link: '/settings/chat-widget',
  health: async (ctx) => {
    const row = await ctx.tx.first(asked, [ctx.workspaceId]);
    if (!row?.has_widget) return { health: 'unconnected', words: 'There is no widget' };
    if (!row.was_opened) return { health: 'unconnected', words: 'No page has shown the widget yet' };
    return { health: 'connected', words: 'Pages show the widget' };
  },
};
