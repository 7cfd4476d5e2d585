import { z } from 'zod';
import { Id, Instant, Version } from '#kernel/contract/ids.ts';
import { FetchFrom, FetchProblem, FetchState, Security } from './contract-words.ts';

const Host = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?:|[a-z0-9.:_[\]-]+)$/, 'the name of a mail server, such as smtp.shop.example');
const Port = z.int().min(1).max(65_535);
const User = z.string().trim().max(254);
/** Absent leaves it as it is; empty takes it off. */
const Secret = z.string().max(500).optional();
const Folder = z.string().trim().min(1).max(255);

/** What may be said of an address for mail, beside the address. */
export const mailboxSettings = {
  name: z.string().trim().min(1).max(100),
  teamId: Id.nullable(),
  signature: z.string().trim().max(2_000),
  acknowledgement: z.string().trim().max(2_000),
  usesPlus: z.boolean(),
  quotesHistory: z.boolean(),
  relayHost: Host,
  relayPort: Port,
  relaySecurity: Security,
  relayUser: User,
  relaySecret: Secret,
  imapHost: Host,
  imapPort: Port,
  imapSecurity: Security,
  imapUser: User,
  imapSecret: Secret,
  /** By their names on the server; the first is watched, the others are looked at each minute. */
  imapFolders: z.array(Folder).min(1).max(20),
  imapFrom: FetchFrom,
};

/** How far a folder is fetched, and how it compares with the server. */
export const FetchedFolder = z.object({
  name: z.string(),
  /** Of the mails that were there to be fetched: how many have been taken up. */
  wanted: z.int(),
  fetched: z.int(),
  /** At the last comparison, once an hour: how many the server held, and how many of those Heed has not. */
  onServer: z.int().nullable(),
  lacking: z.int(),
  comparedAt: Instant.nullable(),
  problem: FetchProblem.nullable(),
});

export const Fetching = z.object({
  state: FetchState,
  problem: FetchProblem.nullable(),
  /** What the other side said. */
  said: z.string(),
  /** Since when it is so. */
  at: Instant,
  folders: z.array(FetchedFolder),
});

export const Mailbox = z.object({
  id: Id,
  address: z.string(),
  name: z.string(),
  teamId: Id.nullable(),
  signature: z.string(),
  acknowledgement: z.string(),
  usesPlus: z.boolean(),
  quotesHistory: z.boolean(),
  hasIngestToken: z.boolean(),
  relayHost: z.string(),
  relayPort: z.int(),
  relaySecurity: Security,
  relayUser: z.string(),
  /** It is sealed and never shown again. */
  hasRelaySecret: z.boolean(),
  imapHost: z.string(),
  imapPort: z.int(),
  imapSecurity: Security,
  imapUser: z.string(),
  hasImapSecret: z.boolean(),
  imapFolders: z.array(z.string()),
  imapFrom: FetchFrom,
  /** Null where it is not fetched by IMAP. */
  fetching: Fetching.nullable(),
  lastArrivedAt: Instant.nullable(),
  lastSentAt: Instant.nullable(),
  version: Version,
});
