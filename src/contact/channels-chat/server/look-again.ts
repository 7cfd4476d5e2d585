import type { Push } from '#kernel/server/capability.ts';
import { visitsOf } from './visits.ts';

/**
 * Lets the widgets of a chat load again how it stands, after something that is news to its customer and no message: whether
 * it is resolved, and whether it goes on by mail. They are told nothing here that they might not see.
 */
export function lookAgain(event: string, isNews: (data: Record<string, unknown>) => boolean = () => true): Push {
  return {
    event,
    topics: (data) => (isNews(data) ? [`customer:${data.customerId}`] : []),
    load: async (tx, workspaceId, events) => {
      const rows = events.map(({ data }) => ({
        conversation_id: String(data.conversationId),
        customer_id: String(data.customerId),
      }));
      const visits = await visitsOf(tx, workspaceId, rows);
      return [...visits.entries()].flatMap(([conversationId, ids]) =>
        ids.map((id) => ({ topic: `visit:${id}`, to: 'customer' as const, kind: 'look', data: { conversationId } })),
      );
    },
  };
}

/** A chat that begins, is reopened or resolved, or whose customer is asked how it went. */
export const chatTurns: Push[] = [
  lookAgain('conversation.started', ({ channel }) => channel === 'chat'),
  lookAgain('conversation.status_changed', ({ from, to }) => from === 'resolved' || to === 'resolved'),
  lookAgain('conversation.resolved'),
  lookAgain('feedback.asked'),
];
