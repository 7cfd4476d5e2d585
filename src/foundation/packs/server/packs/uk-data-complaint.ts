import type { PackVersion } from '../../contract.ts';
import { calendarDays, clock, note, outsideHelp } from './entry.ts';

/** Complaints about how personal data was handled, United Kingdom. */
export const ukDataComplaint: PackVersion = {
  id: 'uk-data-complaint',
  version: '1',
  kind: 'law',
  jurisdiction: 'GB',
  title: 'UK data protection complaints',
  summary: 'Complaints about how personal data was handled; a process is compulsory from 19 June 2026.',
  sources: [
    {
      citation: 'Travers Smith, Get ready for the new data protection complaints handling rules',
      address:
        'https://www.traverssmith.com/knowledge/knowledge-container/get-ready-for-the-new-data-protection-complaints-handling-rules',
    },
    {
      citation: 'Boyes Turner, Handling data protection complaints, UK guide 2026',
      address: 'https://www.boyesturner.com/news-and-insights/handling-data-protection-complaints-uk-guide-2026',
    },
  ],
  readAs: 'excerpt',
  checkedOn: '2026-11-22',
  validFrom: '2026-06-19',
  validUntil: null,
  entries: [
    clock('acknowledge', 'acknowledge', calendarDays(30), 'Acknowledge within 30 days.'),
    clock('substantive', 'substantive', null, 'Act and tell the outcome without undue delay.'),
    note('Process', 'There must be a way to complain about data that people can find and use.'),
    outsideHelp('GB', "If you still disagree, you can complain to the Information Commissioner's Office (ICO)."),
  ],
};
