import type { PackVersion } from '../../contract.ts';
import { calendarDays, clock, outsideHelp } from './entry.ts';

/** A complaint that AFCA sends back to the firm. */
export const auAfcaReferBack: PackVersion = {
  id: 'au-afca-refer-back',
  version: '1',
  kind: 'law',
  jurisdiction: 'AU',
  title: 'AFCA refer-back',
  summary: 'Complaints that the Australian Financial Complaints Authority sends back to the firm.',
  sources: [
    {
      citation: 'AFCA, New maximum IDR timeframes',
      address: 'https://afca.org.au/members/rg271/new-maximum-idr-timeframes',
    },
    {
      citation: 'AFCA updates post-IDR extension policy',
      address: 'https://afca.org.au/members/news/afca-updates-post-idr-extension-policy',
    },
  ],
  readAs: 'excerpt',
  checkedOn: '2026-11-22',
  validFrom: '2021-10-05',
  validUntil: null,
  entries: [
    clock('substantive', 'substantive', calendarDays(21), 'Answer the complaint that was referred back.', {
      from: 'the referral, after internal dispute resolution is done',
      exceptions: [
        'Up to 14 days more where it was referred at the stage of internal dispute resolution.',
        'Up to 7 days more where it was referred after it.',
      ],
    }),
    clock('extension-idr', 'substantive', calendarDays(14), 'The most by which the time can be extended.', {
      appliesTo: 'extension, referred at the stage of internal dispute resolution',
      from: 'the end of the 21 days',
    }),
    clock('extension-post-idr', 'substantive', calendarDays(7), 'The most by which the time can be extended.', {
      appliesTo: 'extension, referred after internal dispute resolution',
      from: 'the end of the 21 days',
    }),
    outsideHelp('AU', 'If you still disagree, AFCA goes on with your complaint.'),
  ],
};
