import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant } from '#kernel/contract/ids.ts';
import { Delivery } from './contract-words.ts';

/** What whoever gets answers from a chat by mail can end. */
export const chatTopic = 'chat';

/** asked: whoever has the typed address is asked whether it is theirs. on: answers are mailed. off: they want none. */
export const OnwardState = z.enum(['asked', 'on', 'off']);
export type OnwardState = z.output<typeof OnwardState>;

const Noted = z.enum(['watched', ...OnwardState.options]);

export const onwardChanged = event('mail.onward_changed', {
  data: z.strictObject({ conversationId: Id, customerId: Id, state: Noted, from: Noted.optional() }),
  subjects: ['conversation:{conversationId}', 'customer-timeline:{customerId}'],
  audience: 'staff',
  needs: 'conversations.list',
  sentence: 'noted how the chat goes on by mail ({state})',
});

export const preferenceChanged = event('mail.preference_changed', {
  data: z.strictObject({ topic: z.string(), isWanted: z.boolean() }),
  subjects: ['mail-preferences'],
  audience: 'staff',
  needs: 'mail.list',
  sentence: 'noted what somebody wants by mail ({topic}, wanted: {isWanted})',
});

export const onwardOfConversation = query('mail.onward', {
  path: '/conversations/{conversationId}/onward',
  summary: 'Whether and where a chat goes on by mail when its visitor has gone',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id }),
  output: z.object({
    /**
     * none: no address is known, or the widget’s settings say no. ready: it would go on at this address, or ask there
     * first. Otherwise as it stands.
     */
    state: z.enum(['none', 'ready', ...OnwardState.options]),
    address: z.string().nullable(),
    /** Whether the address was only typed and nobody has said yet that it is theirs. */
    isClaim: z.boolean(),
    since: Instant.nullable(),
    /** After how many minutes without the visitor. */
    minutes: z.int(),
    /** How far the question has got; null where none was asked. */
    asking: z.object({ state: Delivery, reason: z.string() }).nullable(),
  }),
  subjects: ['conversation:{conversationId}', 'widget', 'customers'],
});

const Token = z.string().regex(/^[A-Za-z0-9_-]{64}$/, 'the last part of the link');

export const confirmOnward = command('mail.confirm-onward', {
  path: '/mail/onward/confirmations',
  summary: 'Say that the address given in a chat is mine, by the link that was mailed there',
  for: ['nobody', 'customer', 'staff'],
  keyed: false,
  input: z.strictObject({ token: Token }),
  output: z.object({}),
  refuses: ['mail.link_over', 'limit.too_many'],
  emits: ['mail.onward_changed'],
});

export const endMails = command('mail.end', {
  path: '/mail/preferences',
  method: 'PUT',
  summary: 'Say by the link of a mail that nobody asked for that I want no more of its kind, or want them again',
  for: ['nobody', 'customer', 'staff'],
  keyed: false,
  input: z.strictObject({ token: Token, isWanted: z.boolean(), how: z.enum(['one_click', 'page']).default('page') }),
  output: z.object({}),
  refuses: ['mail.link_over', 'limit.too_many'],
  emits: ['mail.preference_changed', 'mail.onward_changed'],
});
