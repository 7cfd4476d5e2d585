import { z } from 'zod';
import { query } from '#kernel/contract/contract.ts';
import { Id, Instant } from '#kernel/contract/ids.ts';

/** Whether we know this person: new, returning, or probably returning under another record. */
export const Standing = z.enum(['new', 'returning', 'probably_returning']);
export type Standing = z.output<typeof Standing>;
export { isolated, type StandingReason, standingOf } from './contract-words.ts';

/** One contact with a customer, as it is told beside another one. */
export const Contact = z.object({
  id: Id,
  reference: z.string(),
  title: z.string(),
  link: z.string(),
  at: Instant,
  isOpen: z.boolean(),
  /** What it was about in the end, where that was said. */
  about: z.string().nullable(),
});
export type Contact = z.output<typeof Contact>;

export const getStanding = query('customers.standing', {
  path: '/customers/{customerId}/standing',
  summary: 'Whether the customer is new or returning, and why: contacts, the last ones, open ones, further reasons',
  for: ['staff'],
  input: z.strictObject({ customerId: Id }),
  output: z.object({
    standing: Standing,
    contacts: z.int(),
    knownSince: Instant,
    /** Newest first. */
    recent: z.array(Contact),
    open: z.array(Contact),
    reasons: z.array(z.object({ source: z.string(), says: Standing.exclude(['new']), words: z.string() })),
  }),
  subjects: ['customer:{customerId}', 'customer-timeline:{customerId}', 'customer-duplicates', 'customer-names'],
});
