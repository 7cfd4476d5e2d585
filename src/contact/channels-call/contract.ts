import { z } from 'zod';
import { nothingSaid, said, saysSomething } from '#contact/conversations/contract.ts';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant, PageCursor } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';
import { CallState, ContactKind, Outcome, Phone, ShownOutcome, Way } from './contract-words.ts';

export * from './contract-lines.ts';
export * from './contract-words.ts';

export const callProblems = problems({
  'calls.impossible_time': {
    status: 422,
    title: 'It cannot have been at this time',
    help: 'Give a beginning that is over, and an end that comes after it and within a day.',
  },
  'calls.unknown_person': {
    status: 422,
    title: 'Say with whom it was',
    help: 'Send `customerId`, `conversationId` or `newCustomer`. Of a conversation, the customer is its own.',
  },
  'calls.logged': {
    status: 409,
    title: 'This call is written down already',
    help: 'The fact `conversationId` says where. Write a note there if something is missing.',
  },
  'calls.unknown_team': {
    status: 422,
    title: 'There is no such team',
    help: 'Choose a team of this workspace, or none.',
  },
  'calls.unknown_calendar': {
    status: 422,
    title: 'There is no such calendar',
    help: 'Choose a calendar of this workspace, or none for round the clock.',
  },
  'calls.unknown_token': {
    status: 401,
    title: 'This token belongs to no telephone system',
    help: 'Send `Authorization: Bearer` with the token that was shown when it was made under Settings, Telephony. It may have been replaced.',
  },
});

const about = { conversationId: Id, customerId: Id };

const touches = ['inbox', 'conversation:{conversationId}', 'customer-timeline:{customerId}', 'phone-calls'] as const;

export const contactLogged = event('contact.logged', {
  data: z.strictObject({ ...about, messageId: Id, kind: z.enum(['call', 'visit']), way: Way, minutes: z.int() }),
  subjects: [...touches],
  audience: 'staff',
  sentence: 'wrote down a {kind} ({way}, {minutes} min)',
});
export const letterLogged = event('letter.logged', {
  data: z.strictObject({ ...about, messageId: Id, way: Way }),
  subjects: [...touches],
  audience: 'staff',
  sentence: 'filed a letter ({way})',
});
export const phoneCallChanged = event('phone_call.changed', {
  data: z.strictObject({ phoneCallId: Id, lineId: Id, state: CallState }),
  subjects: ['phone-calls'],
  audience: 'staff',
  needs: 'calls.list',
  sentence: 'heard of a phone call ({state})',
});

export const logContact = command('calls.log', {
  path: '/contacts',
  summary: 'Write down a call, a visit or a letter: in a conversation, or as the beginning of one',
  for: ['staff'],
  large: true,
  input: z
    .strictObject({
      kind: ContactKind,
      way: Way.default('in'),
      /** With whom; not needed where a conversation says it. */
      customerId: Id.optional(),
      newCustomer: z.strictObject({ name: z.string().trim().min(1).max(120) }).optional(),
      conversationId: Id.optional(),
      /** A call that a telephone system told of; it says number and times where they are not given. */
      phoneCallId: Id.optional(),
      phone: Phone.optional(),
      /** Keeps the number with a customer who is known already, so that it finds them the next time. */
      keepsPhone: z.boolean().default(false),
      ...said,
      subject: z.string().trim().max(200).optional(),
      /** Of calls; `reached` by default. */
      outcome: Outcome.optional(),
      /** By default now. */
      beganAt: Instant.optional(),
      endedAt: Instant.optional(),
      teamId: Id.optional(),
      /** How the conversation stands afterwards; a reason resolves it. */
      status: z.enum(['open', 'waiting']).optional(),
      wrapUpReasonId: Id.optional(),
      callBack: z
        .strictObject({
          dueAt: Instant,
          phone: Phone.optional(),
          words: z.string().trim().min(1).max(500).optional(),
          ownerId: Id.optional(),
          teamId: Id.optional(),
        })
        .optional(),
    })
    .refine(saysSomething, nothingSaid),
  output: z.object({
    ...about,
    messageId: Id,
    /** The call-back promised in it, and how many that were owed it kept. */
    promiseId: Id.nullable(),
    kept: z.int(),
  }),
  refuses: [
    ...([
      'calls.impossible_time',
      'calls.unknown_person',
      'calls.logged',
      'customer.address_taken',
      'customer.address_unreadable',
    ] as const),
    ...(['file.unknown', 'conversation.wrap_up_needed', 'conversation.not_possible'] as const),
    ...(['conversation.unknown_assignee', 'promise.impossible', 'promise.unknown_owner'] as const),
  ],
  emits: [
    ...(['contact.logged', 'letter.logged', 'conversation.started', 'message.sent', 'note.written'] as const),
    ...(['conversation.assigned', 'conversation.status_changed', 'conversation.woken'] as const),
    ...(['promise.kept', 'promise.broken'] as const),
  ],
});

export const ContactFacts = z.object({
  messageId: Id,
  kind: ContactKind,
  way: Way,
  outcome: ShownOutcome.nullable(),
  phone: z.string().nullable(),
  beganAt: Instant,
  endedAt: Instant,
  seconds: z.int(),
  loggedById: Id.nullable(),
  loggedByName: z.string().nullable(),
  /** A link only: Heed keeps no recordings. */
  recordingUrl: z.string().nullable(),
});
export type ContactFacts = z.output<typeof ContactFacts>;

export const contactsOfConversation = query('calls.of-conversation', {
  path: '/conversations/{conversationId}/contacts',
  summary: 'What the messages of a conversation were as calls, visits and letters; the newest 200',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id }),
  output: z.object({ contacts: z.array(ContactFacts) }),
  subjects: ['conversation:{conversationId}', 'phone-calls'],
});

const Caller = z.object({
  customerId: Id,
  reference: z.string(),
  name: z.string(),
  phone: z.string(),
});

export const findCallers = query('calls.callers', {
  path: '/callers',
  summary: 'Whose a phone number is, however it is written: whole, or as far as it was typed',
  for: ['staff'],
  input: z.strictObject({ number: z.string().trim().min(1).max(40) }),
  output: z.object({
    /** Only where the number is one customer's beyond doubt; otherwise somebody must choose. */
    customerId: Id.nullable(),
    callers: z.array(Caller),
  }),
  subjects: ['customers', 'customer-names', 'me'],
});

export const PhoneCall = z.object({
  id: Id,
  lineName: z.string(),
  way: Way,
  number: z.string(),
  extension: z.string(),
  state: CallState,
  beganAt: Instant,
  answeredAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  recordingUrl: z.string().nullable(),
  customer: z.object({ id: Id, name: z.string() }).nullable(),
  promise: z.object({ id: Id, isOpen: z.boolean(), dueAt: Instant }).nullable(),
  conversationId: Id.nullable(),
});
export type PhoneCall = z.output<typeof PhoneCall>;

export const listPhoneCalls = query('calls.list', {
  path: '/phone-calls',
  summary: 'Calls that telephone systems told of, the newest first, a page at a time',
  for: ['staff'],
  input: z.strictObject({
    /** unlogged: not in a conversation yet. missed: nobody answered. */
    show: z.enum(['all', 'unlogged', 'missed']).default('all'),
    customerId: Id.optional(),
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({ calls: z.array(PhoneCall), next: PageCursor.nullable() }),
  subjects: ['phone-calls', 'phone-lines', 'customer-names', 'promises', 'me'],
});

export const getPhoneCall = query('calls.get', {
  path: '/phone-calls/by-ref',
  summary: 'The call that a telephone system knows by this name of its own; of several systems the newest',
  for: ['staff'],
  input: z.strictObject({ ref: z.string().min(1).max(200) }),
  output: z.object({ call: PhoneCall.nullable() }),
  subjects: ['phone-calls', 'phone-lines', 'customer-names', 'promises', 'me'],
});
