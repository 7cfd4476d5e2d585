import type { PackVersion } from '../../contract.ts';
import { check } from './entry.ts';

/** What a standard answers about the Australian Privacy Principles. */
export const checklistAuPrivacy: PackVersion = {
  id: 'checklist-au-privacy',
  version: '1',
  kind: 'checklist',
  jurisdiction: 'AU',
  title: 'Checklist: Australian Privacy Principles',
  summary: 'What a standard of service says about what is written down of customers, shown to them and corrected.',
  sources: [
    {
      citation: 'OAIC, Australian Privacy Principles guidelines, chapter 12: access to personal information',
      address:
        'https://www.oaic.gov.au/privacy/australian-privacy-principles/australian-privacy-principles-guidelines/chapter-12-app-12-access-to-personal-information',
    },
    {
      citation: 'OAIC, Australian Privacy Principles guidelines, chapter 13: correction of personal information',
      address:
        'https://www.oaic.gov.au/_old/privacy/australian-privacy-principles-guidelines/chapter-13-app-13-correction-of-personal-information',
    },
  ],
  readAs: 'excerpt',
  checkedOn: '2026-11-22',
  validFrom: '2014-03-12',
  validUntil: null,
  entries: [
    check(
      'privacy',
      'collect-what-is-needed',
      'Only what is needed is written down',
      'APP 3 to 5: collect what the work needs, say why at or before it, and remove what came unasked.',
    ),
    check(
      'privacy',
      'used-for-its-purpose',
      'Data are used for what they were given for',
      'APP 6 and 7: another use needs consent or an exception; marketing has a simple way out.',
    ),
    check(
      'privacy',
      'who-is-it',
      'Nothing is told before it is clear who asks',
      'APP 11: reasonable steps against access by somebody else, the check of identity among them.',
    ),
    check(
      'privacy',
      'access-and-correction',
      'Customers can see and correct what is kept of them',
      'APP 12 and 13: access in reasonable time, usually within 30 days; a correction is free; a refusal comes in writing with reasons.',
    ),
  ],
};
