import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';

/** What colleagues say to each other about a conversation: mentions in notes, and notes that hand it over. */
export const colleagueProblems = problems({
  'conversation.cannot_mention': {
    status: 422,
    title: 'Somebody named here would not see it',
    help: 'The detail says who and why. Take the name out, or name a colleague or a team that may see conversations.',
  },
});

export const Mentions = z.strictObject({
  people: z.array(Id).max(20).default([]),
  teams: z.array(Id).max(5).default([]),
});

export const HandOver = z.object({ messageId: Id, text: z.string(), fromName: z.string(), at: Instant });

export const handOverTaken = event('conversation.hand_over_taken', {
  data: z.strictObject({ conversationId: Id, customerId: Id }),
  subjects: ['conversation:{conversationId}', 'customer-timeline:{customerId}'],
  audience: 'staff',
  sentence: 'took note of the hand-over',
});

export const getHandOver = query('conversations.hand-over', {
  path: '/conversations/{conversationId}/hand-over',
  summary: 'The note with which this conversation was handed over to me or a team of mine, until I took note of it',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id }),
  output: z.object({ handOver: HandOver.nullable() }),
  subjects: ['conversation:{conversationId}', 'teams', 'me'],
});

export const takeOver = command('conversations.take-over', {
  path: '/conversations/{conversationId}/hand-over/taken',
  method: 'PUT',
  summary: 'I took note of the hand-over; it is not pinned any more',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id }),
  output: z.object({ conversationId: Id }),
  refuses: ['conversation.not_possible'],
  emits: ['conversation.hand_over_taken'],
});
