import { z } from 'zod';
import { command } from '#kernel/contract/contract.ts';
import { Id, Instant } from '#kernel/contract/ids.ts';
import { Way } from './contract-words.ts';

/**
 * What a telephone system tells of a call. On a route of its own, because a token rather than a person calls, and each
 * event carries what makes it one: `id`, or else the call and what happened to it.
 */
export const tellOfCall = command('calls.hear', {
  path: '/telephony/events',
  summary: 'A telephone system tells of a call',
  for: [],
  keyed: false,
  input: z
    .strictObject({
      event: z.enum(['ringing', 'answered', 'ended', 'missed', 'recorded']),
      /** The system's own name for the call; all its events carry the same. */
      call: z.string().trim().min(1).max(200),
      id: z.string().trim().min(1).max(200).optional(),
      /** The other end; absent, or any word such as `anonymous`, where it is withheld. */
      number: z.string().trim().max(200).nullish(),
      way: Way.default('in'),
      /** At which of our phones. */
      extension: z.string().trim().max(80).default(''),
      at: Instant.optional(),
      /** Of a recording: kept as a link, never fetched. */
      url: z
        .url({ protocol: /^https?$/ })
        .max(1_000)
        .optional(),
    })
    .refine(({ event, url }) => event !== 'recorded' || url !== undefined, {
      path: ['url'],
      message: 'Say where the recording is.',
    }),
  output: z.object({ phoneCallId: Id }),
  refuses: ['calls.unknown_token'],
  emits: [],
});
