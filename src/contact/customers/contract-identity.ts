import { z } from 'zod';
import { event } from '#kernel/contract/contract.ts';
import { Id, Instant } from '#kernel/contract/ids.ts';

/** Somebody as a system of the shop knows them, which vouched that it was them. */
export const Identity = z.object({ externalId: z.string(), firstAt: Instant, lastAt: Instant });

/** The shop's sign-in vouched for this customer for the first time. */
export const customerIdentified = event('customer.identified', {
  data: z.strictObject({ customerId: Id, how: z.enum(['new', 'email']) }),
  subjects: ['customers', 'customer:{customerId}', 'customer-duplicates'],
  audience: 'staff',
  sentence: 'learned from the shop’s sign-in who this is ({how})',
});
