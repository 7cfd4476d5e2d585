import { scenario } from '#kernel/test/scenario.ts';
import * as contract from '../contract.ts';

const parcel = () => ({ text: 'parcel late' });

/** How each is called rightly: the access matrix, the test of hints and the fuzz play these. */
export const scenarios = [
  scenario(contract.searchEverywhere, parcel, { screens: () => [{ text: 'kettle' }] }),
  scenario(contract.searchPeople, () => ({ text: 'Visitor' }), { screens: () => [{ text: 'Ines' }] }),
  scenario(contract.searchConversations, () => ({ text: 'status:resolved' }), {
    screens: () => [{ text: 'assignee:nobody' }],
  }),
  scenario(contract.searchMessages, parcel, { screens: () => [{ text: 'leaks assignee:me' }] }),
];
