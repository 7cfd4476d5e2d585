import { z } from 'zod';
import {
  Attachment,
  Channel,
  FileIds,
  nothingSaid,
  Status,
  said,
  saysSomething,
} from '#contact/conversations/contract.ts';
import { Purpose } from '#contact/privacy/contract.ts';
import { command, event, type OutputOf, query } from '#kernel/contract/contract.ts';
import { Count, Id, Instant, mostCount, PageCursor, Version } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';

export const portalProblems = problems({
  'portal.unknown': {
    status: 404,
    title: 'There is no portal here',
    help: 'It is closed, or the address is not whole.',
  },
  'portal.signed_out': {
    status: 401,
    title: 'You are not signed in to the portal',
    help: 'Ask for a link by mail and open it. What you typed is kept on your screen.',
  },
  'portal.link_over': {
    status: 410,
    title: 'This link cannot be used any more',
    help: 'A link works once and for 15 minutes. Ask for a new one.',
  },
  'portal.wrong_passphrase': {
    status: 401,
    title: 'The address and the passphrase do not fit',
    help: 'Check both, or ask for a link by mail.',
  },
  'portal.key_taken': {
    status: 409,
    title: 'Another brand has this address or host',
    help: 'Addresses and hosts are of the whole installation. Choose another one.',
  },
  'portal.own_host': {
    status: 422,
    title: 'This is the address of the installation itself',
    help: 'The desk is there, for all workspaces. Give the brand a host of its own, or none.',
  },
  'portal.unknown_mailbox': {
    status: 422,
    title: 'There is no such address for mail',
    help: 'Choose one of this workspace, or none.',
  },
  'portal.unknown_entry': {
    status: 422,
    title: 'Nothing comes in through this',
    help: 'Choose among the `entries` that GET /brands lists.',
  },
});

export const consentProblems = problems({
  'portal.no_consent': {
    status: 409,
    title: 'There is nothing to take back',
    help: 'You have not agreed to this, or have taken it back already. Your account shows what holds.',
  },
});

/** How long a link works. */
export const linkMinutes = 15;

export const signedIn = event('portal.signed_in', {
  data: z.strictObject({ customerId: Id, by: z.enum(['link', 'passphrase']) }),
  subjects: ['customer-timeline:{customerId}'],
  audience: 'staff',
  needs: 'customers.read',
  sentence: 'signed in to the portal by {by}',
});
export const signedOut = event('portal.signed_out', {
  data: z.strictObject({ customerId: Id }),
  subjects: ['customer-timeline:{customerId}'],
  audience: 'staff',
  needs: 'customers.read',
  sentence: 'signed out of the portal',
});
export const passphraseSet = event('portal.passphrase_set', {
  data: z.strictObject({ customerId: Id, isSet: z.boolean() }),
  subjects: ['customer-timeline:{customerId}'],
  audience: 'staff',
  needs: 'customers.read',
  sentence: 'changed their passphrase for the portal (has one: {isSet})',
});
export const brandChanged = event('brand.changed', {
  data: z.strictObject({ brandId: Id, what: z.enum(['added', 'changed']) }),
  subjects: ['brands'],
  audience: 'staff',
  needs: 'portal.list',
  sentence: 'changed a brand ({what})',
});

export const BrandKey = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9-]{3,60}$/, '3 to 60 of a to z, digits and dashes');
const Address = z.string().trim().toLowerCase().min(3).max(254);
const anybody = ['nobody', 'customer', 'staff'] as const;

export const askLink = command('portal.ask-link', {
  path: '/portals/{key}/links',
  summary: 'Ask for a link by mail with which an address signs in; the answer is the same whether anybody has it',
  for: anybody,
  keyed: false,
  quiet: true,
  input: z.strictObject({ key: BrandKey, address: Address, locale: z.string().max(35).default('en') }),
  output: z.object({ minutes: z.int() }),
  refuses: ['portal.unknown'],
  emits: [],
});

export const enterByLink = command('portal.enter', {
  path: '/portals/{key}/session',
  summary: 'Sign in by the link that was mailed; it works once',
  for: anybody,
  keyed: false,
  input: z.strictObject({ key: BrandKey, token: z.string().max(100) }),
  output: z.object({ customerId: Id }),
  refuses: ['portal.unknown', 'portal.link_over', 'access.origin'],
  emits: ['portal.signed_in'],
});

export const enterByPassphrase = command('portal.enter-by-passphrase', {
  path: '/portals/{key}/session/passphrase',
  summary: 'Sign in by address and passphrase, where one was set',
  for: anybody,
  keyed: false,
  input: z.strictObject({ key: BrandKey, address: Address, passphrase: z.string().min(1).max(200) }),
  output: z.object({ customerId: Id }),
  refuses: ['portal.unknown', 'portal.wrong_passphrase', 'access.origin'],
  emits: ['portal.signed_in'],
});

export const leave = command('portal.leave', {
  path: '/portal/session',
  method: 'DELETE',
  summary: 'Sign out of the portal, here or everywhere',
  for: ['customer'],
  keyed: false,
  input: z.strictObject({ isEverywhere: z.boolean().default(false) }),
  output: z.object({ customerId: Id }),
  refuses: ['portal.signed_out'],
  emits: ['portal.signed_out'],
});

export const setPassphrase = command('portal.set-passphrase', {
  path: '/portal/passphrase',
  method: 'PUT',
  summary: 'Set a passphrase for one’s own address, or with null take it off; other sessions end',
  for: ['customer'],
  keyed: false,
  input: z.strictObject({ passphrase: z.string().max(200).nullable() }),
  output: z.object({ isSet: z.boolean() }),
  refuses: ['portal.signed_out', 'people.weak_passphrase'],
  emits: ['portal.passphrase_set'],
});

export const PortalRow = z.object({
  id: Id,
  reference: z.string(),
  subject: z.string(),
  channel: Channel,
  preview: z.string(),
  /** First name of whoever wrote last; null where it was the customer. */
  previewBy: z.string().nullable(),
  files: z.int(),
  status: Status,
  isUnread: z.boolean(),
  /** By when an answer is owed. */
  dueAt: Instant.nullable(),
  lastAt: Instant,
  /** Of a search: the newest message in which it was found, cut to the place. */
  found: z.object({ number: z.int(), text: z.string(), isEarlier: z.boolean() }).nullable(),
});
export type PortalRow = z.output<typeof PortalRow>;

export const portalConversations = query('portal.conversations', {
  path: '/portal/conversations',
  summary:
    'One’s own conversations, whatever their channel, the newest first, a page at a time; or those with all words',
  for: ['customer'],
  input: z.strictObject({
    /** Words that must all stand in the subject or in messages that the customer sees. */
    search: z.string().trim().min(1).max(200).optional(),
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  output: z.object({ name: z.string(), conversations: z.array(PortalRow), next: PageCursor.nullable() }),
  refuses: ['portal.signed_out'],
  subjects: [],
});

export const PortalMessage = z.object({
  number: z.int(),
  /** First name of a colleague of ours; null where the customer wrote. */
  by: z.string().nullable(),
  text: z.string(),
  attachments: z.array(Attachment),
  at: Instant,
});
export type PortalMessage = z.output<typeof PortalMessage>;

export const portalConversation = query('portal.conversation', {
  path: '/portal/conversations/{conversationId}',
  summary: 'One of one’s own conversations with its newest messages; `before` pages back',
  for: ['customer'],
  input: z.strictObject({
    conversationId: Id,
    before: z.coerce.number().int().min(1).max(mostCount).optional(),
  }),
  output: z.object({
    id: Id,
    reference: z.string(),
    subject: z.string(),
    status: Status,
    dueAt: Instant.nullable(),
    messages: z.array(PortalMessage),
    hasEarlier: z.boolean(),
    lastNumber: Count,
    /** Where it can be rated, and how it was. */
    feedback: z.object({ url: z.string(), rating: z.int().nullable() }).nullable(),
  }),
  refuses: ['portal.signed_out'],
  subjects: [],
});

export const writeInPortal = command('portal.write', {
  path: '/portal/messages',
  summary: 'Write in one’s own conversation, or begin one where none is named',
  for: ['customer'],
  input: z
    .strictObject({
      conversationId: Id.optional(),
      subject: z.string().trim().max(200).default(''),
      text: said.text,
      fileIds: FileIds.optional(),
    })
    .refine(saysSomething, nothingSaid),
  output: z.object({ conversationId: Id, messageId: Id, number: z.int(), at: Instant }),
  refuses: ['portal.signed_out', 'file.unknown'],
  emits: ['message.sent', 'conversation.started', 'conversation.status_changed', 'conversation.woken'],
});

export const portalConsents = query('portal.consents', {
  path: '/portal/consents',
  summary: 'What one agreed to and has not taken back, the newest first',
  for: ['customer'],
  input: z.strictObject({}),
  output: z.object({
    consents: z.array(z.object({ purpose: z.string(), at: Instant, notice: z.string().nullable() })),
  }),
  refuses: ['portal.signed_out'],
  subjects: [],
});
export type PortalConsent = OutputOf<typeof portalConsents>['consents'][number];

export const takeBackConsent = command('portal.take-back-consent', {
  path: '/portal/consents/withdrawal',
  method: 'PUT',
  summary: 'Take back what one agreed to; colleagues see when and where',
  for: ['customer'],
  input: z.strictObject({ purpose: Purpose }),
  output: z.object({ consentId: Id }),
  refuses: ['portal.signed_out', 'portal.no_consent'],
  emits: ['privacy.consent_changed'],
});

const Accent = z
  .string()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, 'a colour such as #822e61');
const Host = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(
    /^(?!(.*\.)?\d+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/,
    'a name such as help.shop.example, without port or path',
  );
const brandFields = {
  name: z.string().trim().min(1).max(120),
  accent: Accent.nullable(),
  host: Host.nullable(),
  mailboxId: Id.nullable(),
  /** Below mails of its address, where that has none of its own; with the fields of signatures. */
  signature: z.string().trim().max(2_000),
  isOpen: z.boolean(),
  /** What comes in through these (`entries` of the list) is of this brand. */
  entryIds: z.array(Id).max(200),
};

export const listBrands = query('portal.brands', {
  path: '/brands',
  summary: 'Brands of the workspace, each with its portal, in the order in which they were added, a page at a time',
  for: ['staff'],
  input: z.strictObject({
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({
    brands: z.array(
      z.object({
        id: Id,
        key: z.string(),
        ...brandFields,
        mailbox: z.string().nullable(),
        /** Where its portal is. */
        url: z.string(),
        version: Version,
      }),
    ),
    next: PageCursor.nullable(),
    /** Whether any address can send, which links by mail need. */
    canMail: z.boolean(),
    /** Through which conversations come in, and of which brand each is. */
    entries: z.array(
      z.object({
        id: Id,
        kind: z.enum(['mail', 'chat', 'form', 'call', 'messenger']),
        name: z.string(),
        brandId: Id.nullable(),
      }),
    ),
  }),
  subjects: ['brands', 'mailboxes', 'widget', 'forms', 'phone-lines', 'social-accounts', 'me'],
});

const changed = z.object({ brandId: Id, version: Version });

export const addBrand = command('portal.add-brand', {
  path: '/brands',
  summary: 'Add a brand: a portal of its name, with its colour, its address for mail and, where it has one, its host',
  for: ['staff'],
  input: z.strictObject({
    key: BrandKey,
    name: brandFields.name,
    accent: brandFields.accent.default(null),
    host: brandFields.host.default(null),
    mailboxId: brandFields.mailboxId.default(null),
    signature: brandFields.signature.default(''),
    isOpen: brandFields.isOpen.default(true),
    entryIds: brandFields.entryIds.default([]),
  }),
  output: changed,
  refuses: [
    ...['portal.key_taken', 'portal.own_host', 'portal.unknown_mailbox', 'portal.unknown_entry'],
    'mail.signature_field',
  ],
  emits: ['brand.changed'],
});

export const changeBrand = command('portal.change-brand', {
  path: '/brands/{brandId}',
  method: 'PATCH',
  summary: 'Change a brand, or close its portal; what is not named stays',
  for: ['staff'],
  input: z.strictObject({ brandId: Id, version: Version, ...z.object(brandFields).partial().shape }),
  output: changed,
  refuses: [
    ...['record.stale', 'portal.key_taken', 'portal.own_host', 'portal.unknown_mailbox', 'portal.unknown_entry'],
    'mail.signature_field',
  ],
  emits: ['brand.changed'],
});
