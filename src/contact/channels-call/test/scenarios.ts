import { createCustomer } from '#contact/customers/contract.ts';
import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';

const freshLine = ({ cast }: Stage) => cast.owner.call(contract.addLine, { name: 'The shop’s exchange' });

export const scenarios = [
  scenario(contract.logContact, async ({ cast }) => {
    const { customerId } = await cast.owner.call(createCustomer, { name: 'Bea Berger' });
    return { kind: 'call' as const, customerId, text: 'Asks whether the kettle comes in red.' };
  }),
  scenario(contract.contactsOfConversation, ({ visit }) => ({ conversationId: visit.conversationId }), {
    screens: ({ about }) => [{ conversationId: about.conversationId }],
  }),
  scenario(contract.findCallers, () => ({ number: '0491 570 006' })),
  scenario(contract.listPhoneCalls, () => ({}), {
    screens: ({ about }) => [
      ...(['unlogged', 'missed'] as const).map((show) => ({ show })),
      { customerId: about.customerId, limit: 3 },
    ],
  }),
  scenario(contract.getPhoneCall, () => ({ ref: 'exchange-1' })),
  scenario(contract.listLines, () => ({})),
  scenario(contract.addLine, () => ({ name: 'The shop’s exchange' })),
  scenario(contract.changeLine, async (stage) => ({ ...(await freshLine(stage)), callBackMinutes: 30 })),
  scenario(contract.retireLine, async (stage) => ({ lineId: (await freshLine(stage)).lineId })),
  scenario(contract.makeLineToken, async (stage) => ({ lineId: (await freshLine(stage)).lineId })),
];
