import type { Reaction } from '#kernel/server/capability.ts';
import { beginItems } from './for-standards.ts';

const regulators = [
  {
    title: 'What to do when a product or service is faulty (ACCC)',
    address:
      'https://www.accc.gov.au/selling-products-and-services/small-business-education-program/consumer-rights-and-guarantees/what-if-a-consumer-guarantee-is-not-met',
    text: 'The regulator’s page in plain English on consumer guarantees and what the customer may choose. Look for a newer one, then say when you look again.',
    copyrightOwner: 'Australian Competition and Consumer Commission',
  },
  {
    title: 'Access to personal information: APP 12 (OAIC)',
    address:
      'https://www.oaic.gov.au/privacy/australian-privacy-principles/australian-privacy-principles-guidelines/chapter-12-app-12-access-to-personal-information',
    text: 'The regulator’s guideline on letting people see what is kept of them. Look for a newer one, then say when you look again.',
    copyrightOwner: 'Office of the Australian Information Commissioner',
  },
];

const yearMs = 365 * 86_400_000;

/** A new workspace begins with the regulators’ pages on consumer law and privacy; in a year somebody is to look for newer ones. */
export const onSetUp: Reaction = {
  event: 'workspace.set_up',
  inline: true,
  name: 'library.first-items',
  run: async (ctx) => {
    const nextCheckOn = new Date(ctx.now.getTime() + yearMs).toISOString().slice(0, 10);
    await beginItems(
      ctx,
      regulators.map((one) => ({ kind: 'regulator' as const, nextCheckOn, ...one })),
    );
  },
};
