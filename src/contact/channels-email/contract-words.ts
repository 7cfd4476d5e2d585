import { z } from 'zod';

/** How mail came in. */
export const Via = z.enum(['ingest', 'smtp', 'imap']);
export type Via = z.output<typeof Via>;

/** How the connection to a relay is kept from being read: TLS from the start, TLS demanded after the greeting, not at all. */
export const Security = z.enum(['tls', 'starttls', 'none']);
export type Security = z.output<typeof Security>;

/** How far a mail of ours has got. Accepted: by the relay, which is all that is known unless a bounce comes. */
export const Delivery = z.enum(['queued', 'sending', 'accepted', 'failed']);
export type Delivery = z.output<typeof Delivery>;

/** Why a mail waits for somebody to look at it. */
export const LookReason = z.enum([
  'too_large',
  'too_much',
  'unreadable',
  'no_sender',
  'own_address',
  'bounce_of_nothing',
  'failed',
]);
export type LookReason = z.output<typeof LookReason>;

/** Why a mail began a conversation of its own although it named another, or what else is to be known of its writer. */
export const Flag = z.enum(['unknown_sender', 'not_authenticated', 'consulted']);
export type Flag = z.output<typeof Flag>;

/** Bytes that a raw mail may hold on arrival; how much of it is read says `understanding/limits.ts`. */
export const mostRawBytes = 50_000_000;

/** Below this address raw mails come in. */
export const ingestPath = '/api/v1/mail/ingest';

/** Whether what lies in a mailbox at the first look is fetched too. */
export const FetchFrom = z.enum(['everything', 'now']);
export type FetchFrom = z.output<typeof FetchFrom>;

/** How the fetching of a mailbox goes. */
export const FetchState = z.enum(['waiting', 'fetching', 'watching', 'failed']);
export type FetchState = z.output<typeof FetchState>;

/** Why a mailbox cannot be fetched. */
export const FetchProblem = z.enum([
  'not_allowed',
  'not_found',
  'no_answer',
  'certificate',
  'no_encryption',
  'no_secret',
  'password',
  'folder',
  'no_room',
  'broke_off',
  'failed',
]);
export type FetchProblem = z.output<typeof FetchProblem>;
