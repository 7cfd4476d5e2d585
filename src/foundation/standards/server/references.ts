import { answer } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { listReferences } from '../contract.ts';
import { standardPolicy } from './policy.ts';

/** Something published to compare with. What its source does not say is null; a page without a date bears the year in which it was read. */
export interface Reference {
  id: string;
  kind: 'figure' | 'standard';
  title: string;
  words: string;
  address: string;
  year: number;
  sample: string | null;
  method: string | null;
  measure: string | null;
  channel: string | null;
  /** In the unit of the measure. */
  value: number | null;
}

const yearRead = 2026;
const undated = { kind: 'figure' as const, year: yearRead, sample: null, method: null };
const second = 1 / 60;

/** Figures that firms publish about themselves and their market: a hint at most, whence all of them are weak. */
const figures: Reference[] = [
  {
    ...undated,
    id: 'mail-first-reply-average',
    title: 'First response time benchmarks for small firms (Keloa)',
    words:
      'An average first reply by mail takes 12 hours and 10 minutes, as SuperOffice found; others publish 7 to 10 hours.',
    address: 'https://keloa.ai/blog/first-response-time-benchmarks-smbs',
    sample: '1,000 companies that were written to (SuperOffice, repeated second-hand)',
    measure: 'first_response_median',
    channel: 'email',
    value: 730,
  },
  {
    ...undated,
    id: 'mail-first-reply-top',
    title: 'First response time benchmarks for small firms (Keloa)',
    words: 'The best reply to mail within four hours.',
    address: 'https://keloa.ai/blog/first-response-time-benchmarks-smbs',
    measure: 'first_response_median',
    channel: 'email',
    value: 240,
  },
  {
    ...undated,
    id: 'chat-first-reply-average',
    title: 'First response time by channel (CX Perts)',
    words: 'An average first reply in a chat takes about 1 minute and 35 seconds.',
    address: 'https://cxperts.us/?p=17030',
    measure: 'first_response_median',
    channel: 'chat',
    value: 95 * second,
  },
  {
    ...undated,
    id: 'chat-first-reply-top',
    title: 'First response time benchmarks for small firms (Keloa)',
    words: 'The best reply to a chat within 40 seconds; small firms that use LiveChat within 31.',
    address: 'https://keloa.ai/blog/first-response-time-benchmarks-smbs',
    measure: 'first_response_median',
    channel: 'chat',
    value: 40 * second,
  },
  {
    ...undated,
    id: 'social-first-reply-top',
    title: 'Customer service in social networks (Budisma)',
    words: 'The best reply within an hour, which 42 of 100 who complain there expect.',
    address: 'https://budisma.net/customer-service.html',
    measure: 'first_response_median',
    channel: 'social',
    value: 60,
  },
  {
    ...undated,
    id: 'first-contact-mean',
    title: 'Call-centre standards for key figures (SQM Group)',
    words:
      'A mean of 70 of 100 is solved at first contact; 70 to 79 is good, 80 and more world class, which 5 of 100 centres reach.',
    address: 'https://sqmgroup.com/resources/library/blog/industry-standards-top-call-center-kpis',
    method: 'survey of callers after the contact; our own figure comes from records and is not quite the same',
    measure: 'one_contact',
    channel: null,
    value: 0.7,
  },
  {
    ...undated,
    id: 'satisfaction-world-class',
    title: 'Learn from the best call centres (SQM Group)',
    words: 'World class is 85 of 100 customers in the top box.',
    address: 'https://sqmgroup.com/resources/library/blog/learn-best-call-centers-improve-fcr-csat-and-reduce-cost',
    method: 'survey, the best answer only; our own figure counts 4 and 5 of 5',
    measure: 'csat',
    channel: null,
    value: 0.85,
  },
];

const practice = { kind: 'standard' as const, sample: null, method: null, measure: null, channel: null, value: null };

/** What standards bodies ask for, in our own words; none of them gives a number. */
const standards: Reference[] = [
  {
    ...practice,
    id: 'iso-18295-1',
    title: 'ISO 18295-1:2017 Customer contact centres, part 1',
    words:
      'Say what customers can expect, measure their experience, handle complaints, keep people able, and report metrics (annex A).',
    address: 'https://standardsforum.com/iso-18295',
    year: 2017,
  },
  {
    ...practice,
    id: 'iso-23592',
    title: 'ISO 23592:2021 Service excellence',
    words:
      'Kept promises and well-handled feedback are the base; service for each person and pleasant surprise come above them.',
    address: 'https://davieshickman.com/blog/what-the-latest-service-excellence-bs-iso-23592-tells-you',
    year: 2021,
  },
  {
    ...practice,
    id: 'gov-uk-service-standard',
    title: 'GOV.UK Service Standard, point 10: define what success looks like and publish performance data',
    words: 'Decide what success is, measure it, publish it, and improve by it.',
    address: 'https://www.gov.uk/service-manual/service-standard/point-10-define-success-publish-performance-data',
    year: yearRead,
  },
  {
    ...practice,
    id: 'copc-cx',
    title: 'COPC CX Standard, release 8.0',
    words:
      'Levels for service, quality and cost are set, and critical errors counted apart; release 8.0 adds how programs that answer are governed.',
    address: 'https://wiki.wfmlabs.org/wiki/COPC_Standard',
    year: 2026,
  },
  {
    ...practice,
    id: 'client-service-charter',
    title: 'Client Service Charter Principles (Australian Government)',
    words:
      'A charter is made with those it is for, names specific standards, says how to complain, is measured, reported and reviewed.',
    address: 'https://studylib.net/doc/18317591',
    year: 2000,
  },
  {
    ...practice,
    id: 'ombudsman-charter',
    title: 'Service charter of the Commonwealth Ombudsman',
    words: 'Publishes how soon people are answered, who handles their matter, and how a decision is reviewed.',
    address: 'https://www.ombudsman.gov.au/complaints/complaints-about-us/service-charter',
    year: yearRead,
  },
];

export const references: readonly Reference[] = [...figures, ...standards];

/** @throws Problem standard.unknown_source */
export function referenceNamed(id: string): Reference {
  return (
    references.find((one) => one.id === id) ??
    refuse('standard.unknown_source', `There is no reference ${id}. GET /standard-references lists them.`)
  );
}

export const referenceList = answer(listReferences, async (ctx) => {
  demand(ctx, standardPolicy, 'evidence');
  return { references: [...references] };
});
