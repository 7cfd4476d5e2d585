import type { Id } from '#kernel/contract/ids.ts';
import type { ClauseBody, ClauseKind, PromiseLine, SectionName } from '../contract-words.ts';

export interface StarterClause {
  section: SectionName;
  kind: ClauseKind;
  title: string;
  text: string;
  body: ClauseBody | null;
}

type Text = [section: SectionName, kind: ClauseKind, title: string, text: string];

const day = 480;

const words = (texts: Text[]): StarterClause[] =>
  texts.map(([section, kind, title, text]) => ({ section, kind, title, text, body: null }));

const steps = (channel: string | null, ...list: [words: string, ...facts: string[]][]): ClauseBody => ({
  does: 'procedure',
  channel,
  steps: list.map(([said, ...facts]) => ({ words: said, facts })),
});

function promises(calendarId: Id | null, ...lines: [string, string | null, number, number][]): ClauseBody {
  const line = ([measure, channel, minutes, sharePercent]: (typeof lines)[number]): PromiseLine => ({
    ...{ measure, channel, teamId: null, minutes, calendarId, warnPercent: 80, sharePercent },
  });
  return { does: 'promise', lines: lines.map(line) };
}

const procedures: StarterClause[] = [
  {
    section: 'procedures',
    kind: 'procedure',
    title: 'A chat from hello to done',
    text: 'A chat is a conversation with somebody who is waiting at this very moment. Keep them in the picture.',
    body: steps(
      'chat',
      ['Greet by name and say who you are'],
      ['Say in your own words what you have understood, and ask whether it is right', 'what they want to achieve'],
      ['Find the customer and the order before you promise anything', 'order number'],
      ['Solve it, or say who will and by when'],
      ['Ask whether anything is left open, and record the outcome'],
    ),
  },
  {
    section: 'procedures',
    kind: 'procedure',
    title: 'A request in writing',
    text: 'One good answer beats three quick ones: answer every question that was asked.',
    body: steps(
      'email',
      ['List every question in the message', 'each question'],
      ['Check what we know of earlier contacts'],
      ['Answer each question in order; say what we do and what they need to do'],
      ['Name the next date where something stays open', 'date'],
    ),
  },
  {
    section: 'complaints',
    kind: 'procedure',
    title: 'When somebody is unhappy',
    text: 'Whoever expects an answer to their dissatisfaction has complained, whatever word they use. In doubt it is a complaint. A complaint solved on the spot still gets its record.',
    body: steps(
      null,
      ['Thank them and say sorry for how it felt, without blame and without excuse'],
      ['Write down in their words what happened and what they ask for', 'what happened', 'remedy sought'],
      ['Say what happens next and by when', 'date'],
      ['Look into it with whoever knows; nobody judges a complaint about themselves'],
      ['Explain the decision with its reasons, and where they can turn if they disagree', 'decision'],
      ['Check after a week whether what we promised was done'],
    ),
  },
];

const promised = (calendarId: Id | null): StarterClause[] => [
  {
    section: 'response_times',
    kind: 'promise',
    title: 'First reply',
    text: 'People forgive a wait that was named and kept. An automatic reply is none.',
    body: promises(calendarId, ['first_response', 'chat', 15, 90], ['first_response', null, 240, 90]),
  },
  {
    section: 'response_times',
    kind: 'promise',
    title: 'While the customer waits',
    text: 'Counted from the oldest message that has no answer. If an answer takes longer, say by when it will come.',
    body: promises(calendarId, ['next_response', 'chat', 15, 90], ['next_response', null, 240, 90]),
  },
  {
    section: 'response_times',
    kind: 'promise',
    title: 'Until it is solved',
    text: 'The time in which we wait for the customer does not count. While it lasts, customers hear from us.',
    body: promises(calendarId, ['full_resolution', null, 3 * day, 85], ['periodic_update', null, 2 * day, 95]),
  },
];

const rest: StarterClause[] = [
  ...words([
    [
      'touchpoints',
      'touchpoint',
      'Where customers reach us',
      'Chat on our website for questions that cannot wait. Mail for everything that needs documents or time. Call-backs on request. A person answers on each of them in opening hours; outside of them we say when we are back.',
    ],
    [
      'touchpoints',
      'touchpoint',
      'From one channel to another',
      'Customers may change the channel at any time and never have to tell their story twice: whoever takes over reads what came before.',
    ],
  ]),
  {
    section: 'metrics',
    kind: 'metric',
    title: 'How we know that it works',
    text: 'Numbers are read with n and period, and never used to compare single people.',
    body: {
      does: 'metric',
      lines: [
        { measure: 'csat', is: 'at_least', goal: 85 },
        { measure: 'one_contact', is: 'at_least', goal: 70 },
        { measure: 'reopen_rate', is: 'at_most', goal: 8 },
      ],
    },
  },
  ...words([
    [
      'style',
      'style',
      'How we write',
      'Plain words, short sentences, “we” and “you”. Say the answer first, then the reason. No blame, no jargon, no empty phrases. In chats we are brief and warm; in letters complete.',
    ],
    [
      'style',
      'style',
      'When it is difficult',
      'Take the concern seriously before you explain. Never argue about feelings. Stay calm when others do not; ask a lead to take over before it is too much.',
    ],
    [
      'records',
      'policy',
      'What we write down',
      'Every contact is on record on the same day: who, what they asked for, what we said and promised. Only what is needed to help; no health data, no card numbers, no remarks that the customer should not read. Whoever asks sees what we keep of them, and wrong things are corrected.',
    ],
    [
      'refunds',
      'policy',
      'Refunds and exchanges',
      'What the law gives the customer comes first and needs no goodwill: when something is faulty we offer every remedy there is, look after it ourselves, and send nobody to the maker. Beyond it, change of mind is accepted within 30 days with the receipt. Money goes back the way it came, and we say when it arrives.',
    ],
    [
      'reporting',
      'policy',
      'When something is broken',
      'Whoever notices that a channel, a page or a supplier fails tells the lead at once, with the time and what customers see. The lead informs the team and customers who wait, and notes when it was over.',
    ],
    [
      'legal',
      'legal',
      'What we never say',
      'Nothing that takes away a legal right: no “no refunds”, no “sale items are final”. Prices, availability and delivery times are said only as they are.',
    ],
    [
      'legal',
      'legal',
      'Privacy and honesty',
      'Before we tell somebody what we know about them we make sure that it is them. We use personal data for what it was given for. We do not pretend to be a person when a program answers.',
    ],
    [
      'legal',
      'legal',
      'What others have made',
      'Texts and pictures of customers and others are shown with their licence or permission only, and with their name. The codes of practice that bind us stand in the library, each with the day on which we look for a newer one.',
    ],
    [
      'accessibility',
      'policy',
      'Service for everybody',
      'Everything we send can be read aloud by a program and without pictures. Whoever needs another way, an interpreter or more time gets it without having to explain why.',
    ],
    [
      'offline',
      'policy',
      'The same in the shop',
      'Prices, return windows and goodwill are the same online and in the shop. Where they differ, this standard says so and why.',
    ],
    [
      'roles',
      'policy',
      'Who does what',
      'Advisers own a conversation until it is solved or handed over with a note. Leads watch the clocks, take over what is difficult and approve exceptions. Roles give everybody what their work needs, and no more. The service manager keeps this standard and reviews it every three months.',
    ],
  ]),
];

export const starterName = 'Customer service standard';
export const starterAbout =
  'What customers can expect of us, and how we make sure of it. Written as a start: change whatever does not fit, then ask your team.';

/** What a new workspace begins with, ready to be edited. Its response times are those with which it begins anyway. */
export function starterClauses(calendarId: Id | null): StarterClause[] {
  return [...procedures, ...promised(calendarId), ...rest];
}

/** What it is compared with: published figures, all of them weak (`references.ts`). */
export const starterReferences = [
  ...['mail-first-reply-average', 'mail-first-reply-top', 'chat-first-reply-average', 'chat-first-reply-top'],
  ...['first-contact-mean', 'satisfaction-world-class'],
] as const;

const ownFirst = (measure: string, channel: string | null, what: string) => ({
  ...{ measure, channel },
  reason: `We know of no published figure with its sample and method on ${what}. Our own value of 90 days is the measure until the first review.`,
});

/** Where nothing is published that one could compare with. */
export const starterExcuses = [
  ownFirst('next_response', 'chat', 'later replies in chats'),
  ownFirst('next_response', null, 'later replies'),
  ownFirst('full_resolution', null, 'the time until it is solved'),
  ownFirst('periodic_update', null, 'updates while something lasts'),
  ownFirst('reopen_rate', null, 'conversations that are reopened'),
];
