import { z } from 'zod';
import { Channel, MessageKind, Status } from '#contact/conversations/contract.ts';
import { query } from '#kernel/contract/contract.ts';
import { Id, Instant, PageCursor } from '#kernel/contract/ids.ts';

/**
 * A line in pieces, in order; joined they are the text. `isHit` marks what was looked for. Plain text, never HTML.
 */
export const Passage = z.array(z.object({ text: z.string(), isHit: z.boolean() }));
export type Passage = z.output<typeof Passage>;

/** What stands in the box: words, "several words in this order", and filters such as from: (contract-words.ts). */
const Text = z
  .string()
  .min(1)
  .max(300)
  .meta({
    description:
      'Words that must all be found; "a sequence"; H-1234 or P-1001; from:NAME status:open assignee:me channel:chat ' +
      'tag:NAME has:attachment on:2026-05-01 after:2026-05-01 before:2026-06-01. The last word may be the beginning of ' +
      'one. A filter that says nothing is left out and named in `wrong`, with what it takes.',
  });

export const FoundPerson = z.object({
  id: Id,
  reference: z.string(),
  name: Passage,
  email: z.string().nullable(),
  phone: z.string().nullable(),
  conversations: z.int(),
  lastContactAt: Instant.nullable(),
  /** Nobody is called exactly that; this name is like it. */
  isGuess: z.boolean(),
});

export const FoundConversation = z.object({
  id: Id,
  reference: z.string(),
  subject: Passage,
  customerName: Passage,
  channel: Channel,
  status: Status,
  lastMessageAt: Instant,
});

export const FoundMessage = z.object({
  id: Id,
  conversationId: Id,
  reference: z.string(),
  number: z.int(),
  kind: MessageKind,
  channel: Channel,
  customerName: z.string(),
  authorName: z.string(),
  at: Instant,
  passage: Passage,
  /** Name of a file that it carries, where that was looked for. */
  attachment: Passage.nullable(),
});

/** A filter that says nothing, or names nobody, and what it takes; without a list, any name of somebody here. */
const Wrong = z.object({ filter: z.string(), value: z.string(), accepted: z.array(z.string()) });
const wrong = z.array(Wrong);

const subjects = ['inbox', 'customers', 'customer-names', 'tags', 'me'] as const;
const paged = {
  text: Text,
  after: PageCursor.optional(),
  limit: z.coerce.number().int().min(1).max(50).default(50),
};

export const searchEverywhere = query('search.everywhere', {
  path: '/search',
  summary: 'People, conversations and messages at once, the newest of each first; more of one by its own search',
  for: ['staff'],
  input: z.strictObject({ text: Text, limit: z.coerce.number().int().min(1).max(50).default(8) }),
  output: z.object({
    people: z.array(FoundPerson),
    conversations: z.array(FoundConversation),
    messages: z.array(FoundMessage),
    /** Which of the three have more. */
    hasMore: z.object({ people: z.boolean(), conversations: z.boolean(), messages: z.boolean() }),
    wrong,
  }),
  subjects: [...subjects],
});

export const searchPeople = query('search.people', {
  path: '/search/people',
  summary: 'Customers by name, e-mail address, phone or reference; when nobody is called so, those of a similar name',
  for: ['staff'],
  input: z.strictObject(paged),
  output: z.object({ people: z.array(FoundPerson), next: PageCursor.nullable(), wrong }),
  subjects: [...subjects],
});

export const searchConversations = query('search.conversations', {
  path: '/search/conversations',
  summary: 'Conversations by reference, subject or the name of their customer, the newest first',
  for: ['staff'],
  input: z.strictObject(paged),
  output: z.object({ conversations: z.array(FoundConversation), next: PageCursor.nullable(), wrong }),
  subjects: [...subjects],
});

export const searchMessages = query('search.messages', {
  path: '/search/messages',
  summary: 'Messages and notes by their words, the newest first, each with the passage that was found',
  for: ['staff'],
  input: z.strictObject(paged),
  output: z.object({
    messages: z.array(FoundMessage),
    next: PageCursor.nullable(),
    /** Set when looking took long: so far back was looked, and `next` looks further. */
    lookedBackTo: Instant.nullable(),
    wrong,
  }),
  subjects: [...subjects],
});
