import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant } from '#kernel/contract/ids.ts';
import { Delivery, Flag } from './contract-words.ts';

export const Party = z.object({ name: z.string(), address: z.string() });
export type Party = z.output<typeof Party>;
/** How somebody is named in a mail. */
export const Recipient = Party.extend({ how: z.enum(['to', 'cc', 'bcc']) });
export type Recipient = z.output<typeof Recipient>;

/** What the sender's domain says of a mail, as SPF, DKIM and DMARC tell it. */
export const Checks = z.object({
  spf: z.string(),
  dkim: z.string(),
  dmarc: z.string(),
});
export type Checks = z.output<typeof Checks>;

const about = { conversationId: Id, customerId: Id };
const touches = ['conversation:{conversationId}', 'customer-timeline:{customerId}'] as const;

export const deliveryChanged = event('mail.delivery_changed', {
  data: z.strictObject({ ...about, messageId: Id.nullable(), state: Delivery }),
  subjects: [...touches],
  audience: 'staff',
  needs: 'conversations.list',
  sentence: 'noted how far a mail has got ({state})',
});
export const participantChanged = event('mail.participant_changed', {
  data: z.strictObject({ ...about, state: z.enum(['proposed', 'accepted', 'declined']) }),
  subjects: [...touches],
  audience: 'staff',
  needs: 'conversations.list',
  sentence: 'changed who takes part by mail ({state})',
});

export const MailFacts = z.object({
  messageId: Id,
  /** `in`: it arrived. `out`: it is ours. */
  way: z.enum(['in', 'out']),
  from: Party,
  recipients: z.array(Recipient),
  subject: z.string(),
  /** message, auto-reply, list, bulk, calendar, receipt or complaint. */
  kind: z.string(),
  flag: Flag.nullable(),
  /** Whether more was written than is shown: quoted history, a signature, what was too long. */
  hasMore: z.boolean(),
  leftOut: z.array(z.object({ name: z.string(), reason: z.string() })),
  checks: Checks.nullable(),
  mailId: Id.nullable(),
  delivery: z.object({ state: Delivery, reason: z.string(), at: Instant }).nullable(),
});
export type MailFacts = z.output<typeof MailFacts>;

export const mailsOfConversation = query('mail.of-conversation', {
  path: '/conversations/{conversationId}/mails',
  summary: 'What the messages of a conversation were as mails, and how far ours have got; the newest 200',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id }),
  output: z.object({ mails: z.array(MailFacts) }),
  subjects: ['conversation:{conversationId}'],
});

export const originalOfMessage = query('mail.original', {
  path: '/conversations/{conversationId}/mails/{messageId}',
  summary: 'The whole of what became a message: of a mail all its text, and its HTML made safe',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id, messageId: Id }),
  output: z.object({ text: z.string(), html: z.string().nullable() }),
  subjects: ['conversation:{conversationId}'],
});

const Planned = Recipient.extend({
  /** Heed added them: a colleague let them take part before, nobody named them for this reply. */
  isAdded: z.boolean(),
});

export const recipientsOfReply = query('mail.recipients', {
  path: '/conversations/{conversationId}/mail-recipients',
  summary: 'From which address a reply would leave and whom it would reach; and who is only proposed',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id }),
  output: z.object({
    /** Null where no address can send. */
    from: Party.nullable(),
    recipients: z.array(Planned),
    /** Whether I have changed them for my next reply. */
    isChanged: z.boolean(),
    proposed: z.array(Party),
    /** What will stand below my reply, and what else could. */
    signature: z.object({ id: Id.nullable(), text: z.string() }),
    signatures: z.array(z.object({ id: Id, name: z.string() })),
    /** Why a reply would not leave; null where it would. */
    lacks: z.enum(['address', 'relay', 'recipient']).nullable(),
  }),
  subjects: ['conversation:{conversationId}', 'mailboxes', 'mail-signatures', 'customers'],
});

const Named = z.strictObject({
  name: z.string().trim().max(200).default(''),
  address: z.string().trim().min(3).max(254),
  how: z.enum(['to', 'cc', 'bcc']),
});

export const addressReply = command('mail.address-reply', {
  path: '/conversations/{conversationId}/mail-recipients',
  method: 'PUT',
  summary: 'Say whom my next reply is to reach; null goes back to what is proposed',
  for: ['staff'],
  large: true,
  quiet: true,
  keyed: false,
  input: z.strictObject({
    conversationId: Id,
    recipients: z
      .array(Named)
      .max(50)
      .refine((all) => all.some((one) => one.how === 'to'), 'name somebody in To')
      .nullable(),
  }),
  output: z.object({ conversationId: Id }),
  refuses: ['mail.address_unreadable', 'mail.recipient_own'],
  emits: [],
});

export const forwardMessage = command('mail.forward', {
  path: '/conversations/{conversationId}/mails/{messageId}/forwards',
  summary: 'Send a message with its files on to somebody outside; what they answer is for colleagues alone',
  for: ['staff'],
  large: true,
  input: z.strictObject({
    conversationId: Id,
    messageId: Id,
    to: z.array(z.string().trim().min(3).max(254)).min(1).max(10),
    text: z.string().trim().min(1).max(9_000),
  }),
  output: z.object({ messageId: Id }),
  refuses: ['mail.address_unreadable', 'mail.recipient_own', 'mail.not_possible'],
  emits: ['note.written', 'mail.delivery_changed'],
});

export const decideParticipant = command('mail.decide-participant', {
  path: '/conversations/{conversationId}/mail-participants',
  method: 'PUT',
  summary: 'Say whether somebody who was named in Cc takes part: gets copies of our replies, and may write into it',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id, address: z.string().trim().max(254), accepted: z.boolean() }),
  output: z.object({ conversationId: Id }),
  emits: ['mail.participant_changed'],
});

export const sendAgain = command('mail.send-again', {
  path: '/conversations/{conversationId}/mails/{messageId}/sending',
  summary: 'Send a reply once more that failed; it keeps its Message-ID',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id, messageId: Id }),
  output: z.object({ messageId: Id }),
  refuses: ['mail.not_possible'],
  emits: ['mail.delivery_changed'],
});
