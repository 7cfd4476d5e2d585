import type { PackVersion } from '../../contract.ts';
import { businessDays, calendarDays, clock, hours, note, outsideHelp } from './entry.ts';

const shortAnswer =
  'No written answer is needed when it is resolved within 5 business days, except on request or in cases of hardship.';

/** Financial firms in Australia: internal dispute resolution. */
export const auAsicRg271: PackVersion = {
  id: 'au-asic-rg271',
  version: '1',
  kind: 'law',
  jurisdiction: 'AU',
  title: 'ASIC RG 271: internal dispute resolution',
  summary: 'Complaints to Australian financial firms.',
  sources: [
    {
      citation: 'ASIC, Regulatory Guide 271 Internal dispute resolution',
      address:
        'https://asic.gov.au/regulatory-resources/find-a-document/regulatory-guides/rg-271-internal-dispute-resolution',
    },
    {
      citation: 'AFA, New internal dispute resolution regime',
      address: 'https://afa.asn.au/news/new-internal-dispute-resolution-regime',
    },
    { citation: "A lender's procedure under RG 271", address: 'https://cashlab.com.au/pages/complaints' },
    { citation: 'McMahon Clarke, IDR data reporting', address: 'https://mcmahonclarke.com/articlePrint.php?num=2530' },
    {
      citation: 'AFCA, New maximum IDR timeframes',
      address: 'https://afca.org.au/members/rg271/new-maximum-idr-timeframes',
    },
  ],
  readAs: 'excerpt',
  checkedOn: '2026-11-22',
  validFrom: '2021-10-05',
  validUntil: null,
  entries: [
    clock(
      'acknowledge',
      'acknowledge',
      hours(24),
      'Acknowledge within 24 hours, or one business day: the rule names both.',
    ),
    clock('acknowledge-business-day', 'acknowledge', businessDays(1), 'The other measure that the rule names.'),
    clock('substantive', 'substantive', calendarDays(30), 'Give the written answer with reasons.', {
      exceptions: [shortAnswer],
    }),
    clock('substantive-superannuation', 'substantive', calendarDays(45), 'Give the written answer with reasons.', {
      appliesTo: 'superannuation',
    }),
    clock('substantive-hardship', 'substantive', calendarDays(21), 'Give the written answer with reasons.', {
      appliesTo: 'hardship notices and default notices',
    }),
    clock(
      'no-written-answer',
      'substantive',
      businessDays(5),
      'Resolved to the full satisfaction of the customer, it needs no written answer.',
      {
        appliesTo: 'complaints resolved early',
        exceptions: ['On request of the customer and in cases of hardship a written answer is given all the same.'],
      },
    ),
    clock(
      'delay-notice',
      'delay_notice',
      null,
      'Before the time runs out: the reasons for the delay, and the right to go to AFCA.',
      {
        from: 'before the clock of the answer ends',
      },
    ),
    note('Report', 'Complaint data goes to ASIC twice a year as CSV, one row a complaint.'),
    outsideHelp(
      'AU',
      'If you still disagree, you can take your complaint to the Australian Financial Complaints Authority (AFCA), free of charge.',
    ),
  ],
};
