import { z } from 'zod';
import { command, event } from '#kernel/contract/contract.ts';
import { Id, newId } from '#kernel/contract/ids.ts';
import { type Capability, contribute, handle } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { type AuthorityCase, decisionKinds, govern, governed, requireAuthority } from '../index.ts';

/** Money given away, as an upper capability will: so that limits, splitting and four eyes have something to hold. */
const given = event('goodwill.given', {
  data: z.strictObject({ subjectId: Id, customerId: Id, minor: z.int() }),
  subjects: [],
  audience: 'staff',
  sentence: 'gave goodwill',
});

export const giveGoodwill = command('goodwill.give', {
  path: '/goodwill',
  summary: 'Give a customer something',
  for: ['staff'],
  input: z.strictObject({
    customerId: Id,
    subjectId: Id,
    minor: z.int().min(0),
    currency: z.string().default('AUD'),
    cause: z.string().optional(),
    /** The command refuses by itself once it has written something. */
    spoil: z.boolean().default(false),
  }),
  output: z.object({ ruleId: Id }),
  refuses: ['authority.approval_needed', 'authority.never'],
  emits: ['goodwill.given'],
});

type Input = z.output<typeof giveGoodwill.input>;

function caseOf({ customerId, subjectId, minor, currency, cause }: Input): AuthorityCase {
  return {
    ...{ kind: 'goodwill', amount: { minor, currency }, customerId, ...(cause ? { cause } : {}) },
    ...{ subject: { kind: 'order', id: subjectId }, words: `Give ${currency} ${minor / 100}` },
  };
}

export const goodwill: Capability = {
  name: 'goodwill',
  events: [given],
  commands: [
    handle(giveGoodwill, async (ctx, input) => {
      ctx.decided = true;
      const ruleId = await requireAuthority(ctx, caseOf(input));
      ctx.emit(given, { subjectId: input.subjectId, customerId: input.customerId, minor: input.minor });
      if (input.spoil) refuse('record.not_found', 'There is no such order any more.');
      return { ruleId };
    }),
  ],
  contributes: [
    contribute(decisionKinds, {
      name: 'goodwill',
      title: 'Give goodwill',
      help: 'Money given away without a duty to.',
      unit: 'money',
      deciders: ['owner', 'manager', 'lead', 'adviser'],
      defaults: [
        { role: 'owner', may: 'decide', currency: 'AUD' },
        { role: 'manager', may: 'decide', perCase: 100_000, currency: 'AUD' },
        { role: 'lead', may: 'decide', perCase: 20_000, perCustomer: 30_000, currency: 'AUD' },
        { role: 'adviser', may: 'decide', perCase: 2_000, perCustomer: 5_000, perPeriod: 10_000, currency: 'AUD' },
        { role: 'learner', may: 'ask', perCase: 1_000, currency: 'AUD' },
      ],
      expiresAfterHours: 24,
    }),
    contribute(
      governed,
      govern(giveGoodwill, async (_ctx, input) => caseOf(input)),
    ),
  ],
};

/** A right input: an order of a customer of their own unless told otherwise. */
export function order(minor: number, more: Partial<z.input<typeof giveGoodwill.input>> = {}) {
  return { customerId: newId(), subjectId: newId(), minor, ...more };
}
