import type { Id } from '#kernel/contract/ids.ts';
import { seal, unseal } from '#kernel/seal/seal.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import type { FetchFrom, Security } from '../../contract-words.ts';

export interface MailboxRecord {
  id: Id;
  address: string;
  address_key: string;
  name: string;
  team_id: Id | null;
  signature: string;
  acknowledgement: string;
  uses_plus: boolean;
  quotes_history: boolean;
  ingest_hash: Buffer | null;
  relay_host: string;
  relay_port: number;
  relay_security: Security;
  relay_user: string;
  relay_sealed: Buffer | null;
  imap_host: string;
  imap_port: number;
  imap_security: Security;
  imap_user: string;
  imap_sealed: Buffer | null;
  imap_folders: string[];
  imap_from: FetchFrom;
  retired_at: Date | null;
  version: number;
}

export const mailboxColumns = `b.id, b.address, b.address_key, b.name, b.team_id, b.signature, b.acknowledgement, b.uses_plus,
  b.quotes_history, b.ingest_hash, b.relay_host, b.relay_port, b.relay_security, b.relay_user, b.relay_sealed, b.imap_host,
  b.imap_port, b.imap_security, b.imap_user, b.imap_sealed, b.imap_folders, b.imap_from, b.retired_at, b.version`;

const load = statement<MailboxRecord>(
  'mailbox_get',
  `SELECT ${mailboxColumns} FROM mailbox b WHERE b.workspace_id = $1 AND b.id = $2`,
);

/** An address of the workspace, also one that was taken off. */
export function mailboxOf(tx: Tx, workspaceId: Id, id: Id): Promise<MailboxRecord | undefined> {
  return tx.first(load, [workspaceId, id]);
}

const ownAddress = statement<{ id: Id }>(
  'mailbox_is_own',
  'SELECT id FROM mailbox WHERE workspace_id = $1 AND address_key = $2 AND retired_at IS NULL',
);

/** Whether an address is one of the workspace's own. */
export async function isOwnAddress(tx: Tx, workspaceId: Id, key: string): Promise<boolean> {
  return (await tx.first(ownAddress, [workspaceId, withoutPlus(key)])) !== undefined;
}

/** The servers of an address that have a secret each. */
type Server = 'relay' | 'imap';
const about = (server: Server, mailboxId: Id) => `mailbox-${server}:${mailboxId}`;

/** A secret as it is kept; nothing for an empty one. */
export function sealSecret(words: readonly string[], server: Server, mailboxId: Id, secret: string): Buffer | null {
  return secret === '' ? null : seal(words, secret, about(server, mailboxId));
}

/** The secret again; undefined where there is none, or where it cannot be unsealed any more. */
export function secretOf(
  words: readonly string[],
  server: Server,
  box: Pick<MailboxRecord, 'id' | 'relay_sealed' | 'imap_sealed'>,
): string | undefined {
  const sealed = box[`${server}_sealed`];
  return sealed ? unseal(words, sealed, about(server, box.id)) : undefined;
}

/** The address without what stands behind a plus: support+TOKEN@… arrives at support@…. */
export function withoutPlus(address: string): string {
  return address
    .trim()
    .toLowerCase()
    .replace(/\+[^@]*(?=@)/, '');
}

/** What stands behind the plus; undefined where there is none. */
export function plusOf(address: string): string | undefined {
  return /\+([^@+]+)@/.exec(address.toLowerCase())?.[1];
}
