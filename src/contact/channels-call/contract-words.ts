import { z } from 'zod';

/** What happened beside the written channels; also the channel of a conversation that began so. */
export const contactKinds = ['call', 'visit', 'letter'] as const;
export const ContactKind = z.enum(contactKinds);
export type ContactKind = z.output<typeof ContactKind>;

/** `in`: the customer came to us. `out`: we went to them. */
export const Way = z.enum(['in', 'out']);
export type Way = z.output<typeof Way>;

/** How a call ended; `left_message` counts as a word from us, `not_reached` does not. */
export const Outcome = z.enum(['reached', 'left_message', 'not_reached']);
export type Outcome = z.output<typeof Outcome>;
/** `missed`: a telephone system told of it, and nobody spoke. */
export const ShownOutcome = z.enum([...Outcome.options, 'missed']);
export type ShownOutcome = z.output<typeof ShownOutcome>;

/** How far a call got that a telephone system told of. */
export const CallState = z.enum(['ringing', 'answered', 'ended', 'missed']);
export type CallState = z.output<typeof CallState>;

export const Phone = z
  .string()
  .trim()
  .min(3)
  .max(40)
  .regex(/^\+?[\d\s().\-/]+$/, 'a phone number in digits, best with its country code: +61 491 570 006');

/** Below this address telephone systems tell of their calls. */
export const telephonyPath = '/api/v1/telephony/events';
