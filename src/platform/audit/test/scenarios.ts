import { scenario } from '#kernel/test/scenario.ts';
import * as contract from '../contract.ts';

export const scenarios = [
  scenario(contract.auditEntries, () => ({}), {
    screens: () => [
      { kind: 'people', limit: 100 },
      { kind: 'person.signed_in', from: '2020-01-01', to: '2020-12-31' },
    ],
  }),
  scenario(contract.auditState, () => ({})),
  scenario(contract.auditHeads, () => ({})),
  scenario(contract.exportAudit, () => ({ format: 'csv' as const, kind: 'people' })),
];
