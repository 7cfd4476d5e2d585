import type { ImapFlow, MailboxObject } from 'imapflow';
import { newId } from '#kernel/contract/ids.ts';
import {
  beginFolder,
  type FolderRecord,
  folderNamed,
  type Held,
  noteComparison,
  unknownAmong,
  wantMails,
} from './rows.ts';
import { Hindrance } from './session.ts';
import { takeMails } from './take.ts';

const comparesAtOnce = 10_000;

/**
 * Opens a folder, to read and to change nothing. Its mails are known by their numbers as long as the server says that these
 * hold (UIDVALIDITY); once it says otherwise the folder begins anew, and what is here already is not doubled.
 */
async function openFolder(held: Held, client: ImapFlow, name: string): Promise<FolderRecord> {
  const opened = await client.mailboxOpen(name, { readOnly: true }).catch((error: { responseStatus?: string }) => {
    throw error.responseStatus ? new Hindrance('folder', name) : error;
  });
  const known = await folderNamed(held, name);
  const uidValidity = Number(opened.uidValidity);
  if (known?.uid_validity === uidValidity) return known;
  const firstUid = await firstWanted(held, client, opened, known);
  return beginFolder(held, known?.id ?? newId(), { name, uidValidity, firstUid });
}

/** From which number on mails are wanted. The server's dates tell whole days, so some of the first may be older. */
async function firstWanted(held: Held, client: ImapFlow, opened: MailboxObject, known: FolderRecord | undefined) {
  if (held.box.imap_from === 'everything') return 1;
  if (!known) return opened.uidNext;
  const since = (await client.search({ since: known.began_at }, { uid: true })) || [];
  return since.reduce((least, uid) => Math.min(least, uid), opened.uidNext);
}

/** The numbers from one on, in their order; servers answer with the last one also where it is smaller. */
async function numbersFrom(client: ImapFlow, first: number): Promise<number[]> {
  const found = await client.search({ uid: `${first}:*` }, { uid: true });
  if (!found) throw new Hindrance('failed', 'The server did not tell which mails are there.');
  return found.filter((uid) => uid >= first).sort((a, b) => a - b);
}

/** Fetches what is new in a folder. */
export async function pullFolder(held: Held, client: ImapFlow, name: string): Promise<void> {
  const folder = await openFolder(held, client, name);
  const uids = await numbersFrom(client, folder.last_uid + 1);
  await wantMails(held, folder, uids.length);
  await takeMails(held, client, folder, uids);
}

/** Compares what the server holds with what is here, and fetches what is lacking. */
export async function compareFolder(held: Held, client: ImapFlow, name: string): Promise<void> {
  const folder = await openFolder(held, client, name);
  const uids = (await numbersFrom(client, folder.first_uid)).filter((uid) => uid <= folder.last_uid);
  const lacking: number[] = [];
  for (let at = 0; at < uids.length; at += comparesAtOnce) {
    lacking.push(...(await unknownAmong(held, folder, uids.slice(at, at + comparesAtOnce))));
  }
  // Noted before they are tried: one that cuts the connection each time is tried once an hour and not for ever.
  await noteComparison(held, folder, uids.length, lacking.length);
  if (lacking.length === 0) return;
  await takeMails(held, client, folder, lacking, { again: true });
  await noteComparison(held, folder, uids.length, (await unknownAmong(held, folder, lacking)).length);
}
