import { scenario } from '#kernel/test/scenario.ts';
import * as contract from '../contract.ts';

const notice = { purpose: 'News by mail', channel: 'any' as const, text: 'We write when there is something new.' };

export const scenarios = [
  scenario(contract.listNotices, () => ({})),
  scenario(contract.publishNotice, () => notice),
  scenario(contract.listConsents, ({ visit }) => ({ customerId: visit.customerId }), {
    screens: ({ about }) => [{ customerId: about.customerId }],
  }),
  scenario(contract.noteConsent, async (stage) => {
    const { customerId } = await stage.freshConversation();
    return { customerId, purpose: 'News by mail', channel: 'phone' as const, isGiven: true };
  }),
];
