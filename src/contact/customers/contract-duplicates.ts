import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant, PageCursor } from '#kernel/contract/ids.ts';

/** How much speaks for two customers being one. Never a name alone. */
export const Strength = z.enum(['strong', 'likely', 'possible']);
export type Strength = z.output<typeof Strength>;

/** What speaks for it: a code for screens, and the same in words. */
export const Sign = z.object({
  code: z.enum([
    'same_mailbox',
    'same_but_tag',
    'same_phone',
    'same_phone_no_country',
    'same_name',
    'similar_name',
    'same_mail_name',
    'same_mail_host',
  ]),
  words: z.string(),
});
export type Sign = z.output<typeof Sign>;

export const PairSide = z.object({
  id: Id,
  reference: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  contacts: z.int(),
  lastContactAt: Instant.nullable(),
});
export type PairSide = z.output<typeof PairSide>;

export const pairDismissed = event('customer.pair_dismissed', {
  data: z.strictObject({ customerId: Id, otherId: Id }),
  subjects: ['customer-duplicates', 'customer-timeline:{customerId}', 'customer-timeline:{otherId}'],
  audience: 'staff',
  sentence: 'said that a possible duplicate is somebody else',
});
export const pairRestored = event('customer.pair_restored', {
  data: z.strictObject({ customerId: Id, otherId: Id }),
  subjects: ['customer-duplicates', 'customer-timeline:{customerId}', 'customer-timeline:{otherId}'],
  audience: 'staff',
  sentence: 'took back that a possible duplicate is somebody else',
});

export const listDuplicates = query('customers.duplicates', {
  path: '/customer-duplicates',
  summary: 'Pairs of customers who may be one, with the evidence; the strongest first',
  for: ['staff'],
  input: z.strictObject({
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(25),
  }),
  output: z.object({
    pairs: z.array(
      z.object({ one: PairSide, other: PairSide, strength: Strength, signs: z.array(Sign), foundAt: Instant }),
    ),
    next: PageCursor.nullable(),
  }),
  subjects: ['customer-duplicates', 'customers', 'me'],
});

export const duplicatesOf = query('customers.duplicates-of', {
  path: '/customers/{customerId}/duplicates',
  summary: 'Customers who may be the same person, with the evidence; and those of whom somebody said that they are not',
  for: ['staff'],
  input: z.strictObject({ customerId: Id }),
  output: z.object({
    pairs: z.array(z.object({ other: PairSide, strength: Strength, signs: z.array(Sign) })),
    dismissed: z.array(z.object({ other: PairSide, byName: z.string(), at: Instant })),
  }),
  subjects: ['customer-duplicates', 'customer:{customerId}', 'customers'],
});

export const dismissPair = command('customers.dismiss-duplicate', {
  path: '/customers/{customerId}/duplicates/{otherId}/dismissal',
  method: 'PUT',
  summary: 'Say that two customers are not the same person; it is remembered',
  for: ['staff'],
  input: z.strictObject({ customerId: Id, otherId: Id }),
  output: z.object({ customerId: Id, otherId: Id }),
  emits: ['customer.pair_dismissed'],
});

export const restorePair = command('customers.restore-duplicate', {
  path: '/customers/{customerId}/duplicates/{otherId}/dismissal',
  method: 'DELETE',
  summary: 'Take back that two customers are not the same person',
  for: ['staff'],
  input: z.strictObject({ customerId: Id, otherId: Id }),
  output: z.object({ customerId: Id, otherId: Id }),
  emits: ['customer.pair_restored'],
});
