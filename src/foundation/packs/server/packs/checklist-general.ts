import type { PackVersion } from '../../contract.ts';
import { check } from './entry.ts';

/** What every standard answers, wherever it holds: copyright, codes, security, accessibility. */
export const checklistGeneral: PackVersion = {
  id: 'checklist-general',
  version: '1',
  kind: 'checklist',
  jurisdiction: 'any',
  title: 'Checklist: copyright, codes, security, accessibility',
  summary: 'What a standard of service answers wherever it holds.',
  sources: [
    {
      citation: 'Own practice standard of Heed, in the order of the GOV.UK Service Standard',
      address: 'https://www.gov.uk/service-manual/service-standard/point-10-define-success-publish-performance-data',
    },
    { citation: 'W3C, Web Content Accessibility Guidelines 2.2', address: 'https://www.w3.org/TR/WCAG22/' },
  ],
  readAs: 'own',
  checkedOn: '2026-11-22',
  validFrom: '2011-01-01',
  validUntil: null,
  entries: [
    check(
      'copyright',
      'right-to-use',
      'Texts and pictures of others are used with a right to them',
      'What customers or others made is shown to the public with a licence or a permission only, and with the name of its owner.',
    ),
    check(
      'codes',
      'codes-of-practice',
      'The codes of practice that bind us are kept',
      'Each code stands in the library with its date and the day of its next check; the standard says which ones hold.',
    ),
    check(
      'security',
      'second-step',
      'Owners and managers sign in with a second step',
      'Whoever may change roles, export customers or publish standards has more than a passphrase.',
      { looksAt: 'second-step' },
    ),
    check(
      'security',
      'audit-log',
      'What is done is on record, and the record is sealed',
      'The log of events is under its seals, so that a later change of it shows.',
      { looksAt: 'audit-log' },
    ),
    check(
      'security',
      'roles-and-records',
      'Everybody sees what their work needs, on encrypted connections',
      'Roles are given by what somebody does; connections and copies are encrypted.',
    ),
    check(
      'accessibility',
      'usable-by-everybody',
      'Everybody can use the service, with aids or another way',
      'What is sent can be read aloud and without pictures; whoever needs another channel or more time gets it.',
    ),
  ],
};
