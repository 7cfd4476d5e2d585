import type { PackVersion } from '../../contract.ts';
import { businessDays, calendarDays, clock, note, outsideHelp } from './entry.ts';

/** Financial firms in the United Kingdom. */
export const ukFcaDisp1: PackVersion = {
  id: 'uk-fca-disp1',
  version: '1',
  kind: 'law',
  jurisdiction: 'GB',
  title: 'FCA DISP 1: treating complainants fairly',
  summary: 'Complaints to firms under the Financial Conduct Authority.',
  sources: [
    {
      citation: 'FCA Handbook, DISP 1.6 (view of 14 February 2012)',
      address: 'https://handbook.fca.org.uk/handbook/DISP/1/6.html?date=2012-02-14',
    },
    { citation: 'FCA Handbook, DISP 1.5, public copy', address: 'https://handbook.fca.org.uk/handbook/DISP/1/5.html' },
    {
      citation: 'Financial Ombudsman Service, Telling your customers about us',
      address: 'https://financial-ombudsman.org.uk/publications/guidance/telling-your-customers.htm',
    },
    {
      citation: 'FCA Handbook, DISP 1.9 (view of 23 September 2021)',
      address: 'https://handbook.fca.org.uk/handbook/DISP/1/9.html?date=2021-09-23',
    },
  ],
  readAs: 'excerpt',
  checkedOn: '2026-11-22',
  validFrom: '2021-09-23',
  validUntil: null,
  entries: [
    clock('acknowledge', 'acknowledge', null, 'Acknowledge promptly and in writing.'),
    clock(
      'substantive',
      'substantive',
      calendarDays(56),
      'Within 8 weeks: the final response, or a reasoned holding letter with the right to go to the ombudsman.',
      {
        exceptions: [
          'A summary resolution is enough when the customer accepts it by the end of the third business day.',
        ],
      },
    ),
    clock(
      'summary-resolution',
      'substantive',
      businessDays(3),
      'Accepted by the end of the third business day, a summary resolution is enough.',
      {
        appliesTo: 'complaints that the customer accepts as resolved',
      },
    ),
    clock('substantive-payments', 'substantive', businessDays(15), 'Give the final response.', {
      appliesTo: 'payment services',
      isConfirmed: false,
    }),
    clock(
      'substantive-payments-most',
      'substantive',
      businessDays(35),
      'At the very most, with a holding letter that gives the reasons.',
      {
        appliesTo: 'payment services, in exceptional circumstances',
        isConfirmed: false,
      },
    ),
    note(
      'Time to go to the ombudsman',
      'The customer has 6 months from the final response to go to the Financial Ombudsman Service.',
    ),
    note('Records', 'Records are kept 3 years from receipt, 5 years for collective portfolio management.'),
    outsideHelp(
      'GB',
      'If you still disagree, you can take your complaint to the Financial Ombudsman Service within 6 months of this letter, free of charge.',
    ),
  ],
};
