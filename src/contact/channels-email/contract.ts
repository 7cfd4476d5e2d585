import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant, PageCursor, Version } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';
import { Mailbox, mailboxSettings } from './contract-mailboxes.ts';
import { LookReason, Via } from './contract-words.ts';

export * from './contract-mailboxes.ts';
export * from './contract-messages.ts';
export * from './contract-onward.ts';
export * from './contract-signatures.ts';
export * from './contract-words.ts';

export const mailProblems = problems({
  'mail.address_taken': {
    status: 409,
    title: 'This address is set up already',
    help: 'An address belongs to one workspace of an installation. Change it where it is, or take it off there first.',
  },
  'mail.address_unreadable': {
    status: 422,
    title: 'This is not an e-mail address',
    help: 'Write the whole address without a name and without a plus part, such as support@shop.example.',
  },
  'mail.recipient_own': {
    status: 422,
    title: 'This is an address of your own workspace',
    help: 'A mail to it would come back here as a new one. Name somebody outside.',
  },
  'mail.unknown_team': {
    status: 422,
    title: 'There is no such team',
    help: 'Choose a team of this workspace, or none.',
  },
  'mail.unknown_token': {
    status: 401,
    title: 'This ingest token belongs to no address',
    help: 'Send `Authorization: Bearer` with the token that was shown when it was made under Settings, Mail. It may have been replaced.',
  },
  'mail.link_over': {
    status: 404,
    title: 'This link leads nowhere any more',
    help: 'Open it again from the mail, all of it. A question about an address can be answered for three days.',
  },
  'mail.signature_field': {
    status: 422,
    title: 'A signature has no such field',
    help: 'In double braces stand adviser.name, adviser.firstName and address.name. Everything else is plain text.',
  },
  'mail.not_raw': {
    status: 415,
    title: 'This is not a raw mail',
    help: 'Send the mail as it is, with all its headers, as the body, with `Content-Type: message/rfc822`.',
  },
  'mail.not_possible': {
    status: 409,
    title: 'This cannot be done with this mail now',
    help: 'The detail says what became of it.',
  },
});

const inMailbox = { mailboxId: Id };

export const mailboxChanged = event('mailbox.changed', {
  data: z.strictObject({
    ...inMailbox,
    what: z.enum(['added', 'changed', 'retired', 'token_made', 'watched', 'not_fetched']),
  }),
  subjects: ['mailboxes'],
  audience: 'staff',
  needs: 'mail.list',
  sentence: 'changed an address for mail ({what})',
});
export const mailSettled = event('mail.settled', {
  data: z.strictObject({
    mailId: Id,
    ...inMailbox,
    as: z.enum(['message', 'told', 'repeat', 'look', 'aside', 'stored']),
    reason: LookReason.optional(),
  }),
  subjects: ['mail-look'],
  audience: 'staff',
  needs: 'mail.list',
  sentence: 'settled what became of a mail ({as})',
});

export const listMailboxes = query('mail.mailboxes', {
  path: '/mail/mailboxes',
  summary: 'The addresses of the workspace: how mail comes in and how it leaves',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({
    mailboxes: z.array(Mailbox),
    /** Where gateways deliver raw mails. */
    ingestUrl: z.string(),
    /** The port of SMTP reception; null where it is off. */
    smtpPort: z.int().nullable(),
  }),
  subjects: ['mailboxes', 'mail-look'],
});

const settings = mailboxSettings;

export const addMailbox = command('mail.add-mailbox', {
  path: '/mail/mailboxes',
  summary: 'Add an address: mail that arrives there becomes conversations, and their replies leave from it',
  for: ['staff'],
  large: true,
  fresh: true,
  input: z.strictObject({
    address: z.string().trim().min(3).max(254),
    name: settings.name,
    teamId: settings.teamId.default(null),
    signature: settings.signature.default(''),
    acknowledgement: settings.acknowledgement.default(''),
    usesPlus: settings.usesPlus.default(true),
    quotesHistory: settings.quotesHistory.default(false),
    relayHost: settings.relayHost.default(''),
    relayPort: settings.relayPort.default(587),
    relaySecurity: settings.relaySecurity.default('starttls'),
    relayUser: settings.relayUser.default(''),
    relaySecret: settings.relaySecret,
    imapHost: settings.imapHost.default(''),
    imapPort: settings.imapPort.default(993),
    imapSecurity: settings.imapSecurity.default('tls'),
    imapUser: settings.imapUser.default(''),
    imapSecret: settings.imapSecret,
    imapFolders: settings.imapFolders.default(['INBOX']),
    imapFrom: settings.imapFrom.default('everything'),
  }),
  output: z.object({ mailboxId: Id, version: Version }),
  refuses: ['mail.address_taken', 'mail.address_unreadable', 'mail.unknown_team'],
  emits: ['mailbox.changed'],
});

export const changeMailbox = command('mail.change-mailbox', {
  path: '/mail/mailboxes/{mailboxId}',
  method: 'PATCH',
  summary: 'Change an address’s name, team, texts or mail servers; what is not named stays',
  for: ['staff'],
  large: true,
  fresh: true,
  input: z.strictObject({ ...inMailbox, version: Version, ...z.object(settings).partial().shape }),
  output: z.object({ mailboxId: Id, version: Version }),
  refuses: ['record.stale', 'mail.unknown_team'],
  emits: ['mailbox.changed'],
});

export const retireMailbox = command('mail.retire-mailbox', {
  path: '/mail/mailboxes/{mailboxId}',
  method: 'DELETE',
  summary: 'Take an address off: nothing is taken in or sent from it any more; its conversations stay',
  for: ['staff'],
  fresh: true,
  input: z.strictObject(inMailbox),
  output: z.object(inMailbox),
  emits: ['mailbox.changed'],
});

export const makeIngestToken = command('mail.make-ingest-token', {
  path: '/mail/mailboxes/{mailboxId}/ingest-token',
  summary: 'Make the token with which a gateway delivers raw mails for this address, shown once; the one before ends',
  for: ['staff'],
  fresh: true,
  input: z.strictObject(inMailbox),
  output: z.object({ ...inMailbox, token: z.string().nullable() }),
  secrets: ['token'],
  emits: ['mailbox.changed'],
});

export const MailToLookAt = z.object({
  id: Id,
  ...inMailbox,
  mailbox: z.string(),
  from: z.string(),
  subject: z.string(),
  size: z.int(),
  via: Via,
  arrivedAt: Instant,
  reason: LookReason,
});

export const listMailToLookAt = query('mail.to-look-at', {
  path: '/mail/to-look-at',
  summary: 'Mails that became no message, with the reason, the newest first, a page at a time',
  for: ['staff'],
  input: z.strictObject({
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({ mails: z.array(MailToLookAt), next: PageCursor.nullable() }),
  subjects: ['mail-look', 'mailboxes', 'me'],
});

export const retryMail = command('mail.retry', {
  path: '/mail/{mailId}/retry',
  summary: 'Read a mail once more that waits to be looked at',
  for: ['staff'],
  input: z.strictObject({ mailId: Id }),
  output: z.object({ mailId: Id }),
  refuses: ['mail.not_possible'],
  emits: ['mail.settled'],
});

export const setMailAside = command('mail.set-aside', {
  path: '/mail/{mailId}/aside',
  summary: 'Say that nothing is to come of a mail that waits to be looked at; the raw mail stays',
  for: ['staff'],
  input: z.strictObject({ mailId: Id }),
  output: z.object({ mailId: Id }),
  refuses: ['mail.not_possible'],
  emits: ['mail.settled'],
});
