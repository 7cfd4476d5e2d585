import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { statement } from '#kernel/server/sql.ts';
import { mailboxChanged } from '../../contract.ts';
import type { FetchProblem, FetchState } from '../../contract-words.ts';
import type { MailboxRecord } from '../mailboxes/rows.ts';
import { plain } from '../plain.ts';

/** A mailbox that this process fetches. */
export interface Held {
  kernel: Kernel;
  workspaceId: Id;
  box: MailboxRecord;
  /** Of this process; another one that took over has another. */
  holder: Id;
}

/** Thrown where another process has taken a mailbox over: nothing more of it is written here. */
export class HeldElsewhere extends Error {}

export interface FolderRecord {
  id: Id;
  uid_validity: number;
  last_uid: number;
  first_uid: number;
  began_at: Date;
  compared_at: Date | null;
}
const folderColumns = `id, uid_validity::float8 AS uid_validity, last_uid::float8 AS last_uid, first_uid::float8 AS first_uid,
  began_at, compared_at`;

const isHeld = 'EXISTS (SELECT FROM mail_fetch f WHERE f.workspace_id = $1 AND f.mailbox_id = $2 AND f.holder = $3)';

const find = statement<FolderRecord>(
  'mail_folder_get',
  `SELECT ${folderColumns} FROM mail_folder WHERE workspace_id = $1 AND mailbox_id = $2 AND name = $3`,
);
const begin = statement<FolderRecord>(
  'mail_folder_begin',
  `INSERT INTO mail_folder AS o (workspace_id, id, mailbox_id, name, uid_validity, first_uid, last_uid)
   SELECT $1::uuid, $4::uuid, $2::uuid, $5::text, $6::bigint, $7::bigint, $7::bigint - 1 WHERE ${isHeld}
   ON CONFLICT (workspace_id, mailbox_id, name) DO UPDATE SET uid_validity = $6::bigint, first_uid = $7::bigint, last_uid = $7::bigint - 1,
     wanted = 0, fetched = 0, on_server = NULL, lacking = 0, compared_at = NULL
   RETURNING ${folderColumns}`,
);
const want = statement(
  'mail_folder_want',
  `UPDATE mail_folder SET wanted = fetched + $4::int, problem = NULL
   WHERE workspace_id = $1 AND mailbox_id = $2 AND id = $3 AND (wanted <> fetched + $4::int OR problem IS NOT NULL)`,
);
const advance = statement<{ id: Id }>(
  'mail_folder_advance',
  `UPDATE mail_folder SET last_uid = greatest(last_uid, $6::bigint), fetched = fetched + CASE WHEN $6::bigint > last_uid THEN 1 ELSE 0 END
   WHERE workspace_id = $1 AND mailbox_id = $2 AND id = $4 AND uid_validity = $5::bigint AND ${isHeld} RETURNING id`,
);
const noteUid = statement<{ tries: number }>(
  'mail_uid_note',
  `INSERT INTO mail_uid AS u (workspace_id, folder_id, uid_validity, uid, mail_id) VALUES ($1::uuid, $2::uuid, $3::bigint, $4::bigint, $5::uuid)
   ON CONFLICT (workspace_id, folder_id, uid_validity, uid) DO UPDATE
     SET mail_id = coalesce(excluded.mail_id, u.mail_id), tries = u.tries + CASE WHEN $5::uuid IS NULL THEN 1 ELSE 0 END
   RETURNING tries`,
);
const tries = statement<{ uid: number; tries: number }>(
  'mail_uid_tries',
  `SELECT uid::float8 AS uid, tries FROM mail_uid
   WHERE workspace_id = $1 AND folder_id = $2 AND uid_validity = $3 AND uid = ANY ($4::bigint[]) AND mail_id IS NULL`,
);
const unknown = statement<{ uid: number }>(
  'mail_uid_unknown',
  `SELECT s.uid::float8 AS uid FROM unnest($4::bigint[]) AS s(uid) WHERE NOT EXISTS (SELECT FROM mail_uid u
     WHERE u.workspace_id = $1 AND u.folder_id = $2 AND u.uid_validity = $3 AND u.uid = s.uid AND u.mail_id IS NOT NULL)
   ORDER BY s.uid`,
);
const compared = statement(
  'mail_folder_compared',
  `UPDATE mail_folder SET on_server = $4::int, lacking = $5::int, compared_at = heed_now()
   WHERE workspace_id = $1 AND mailbox_id = $2 AND id = $3`,
);
const setProblem = statement(
  'mail_folder_problem',
  'UPDATE mail_folder SET problem = $4::text WHERE workspace_id = $1 AND mailbox_id = $2 AND name = $3',
);
const setState = statement<{ id: Id }>(
  'mail_fetch_state',
  `UPDATE mail_fetch SET state = $4::text, problem = $5::text, said = $6::text, at = heed_now()
   WHERE workspace_id = $1 AND mailbox_id = $2 AND holder = $3
     AND (state, problem, said) IS DISTINCT FROM ($4::text, $5::text, $6::text) RETURNING mailbox_id AS id`,
);
const clearFailures = statement(
  'mail_fetch_went_well',
  'UPDATE mail_fetch SET failures = 0 WHERE workspace_id = $1 AND mailbox_id = $2 AND holder = $3 AND failures > 0',
);
const letGo = statement(
  'mail_fetch_let_go',
  `UPDATE mail_fetch SET holder = NULL, held_until = '-infinity', failures = failures + $4::int,
     next_at = CASE WHEN $4::int = 0 THEN '-infinity'::timestamptz
       ELSE clock_timestamp() + make_interval(secs => ($5::int[])[least(failures + 1, cardinality($5::int[]))]) END
   WHERE workspace_id = $1 AND mailbox_id = $2 AND holder = $3`,
);

/** Seconds until a mailbox is tried again that could not be fetched so many times. */
const pauses = [1, 5, 15, 60, 300, 900];

const write = ({ kernel, workspaceId }: Held, name: string, work: (ctx: CommandContext) => Promise<void>) =>
  runOwnCommand(kernel, name, { workspaceId, onBehalfOf: null }, work);
const keyOf = ({ workspaceId, box }: Held) => [workspaceId, box.id] as const;

export async function folderNamed(held: Held, name: string): Promise<FolderRecord | undefined> {
  const scope = { workspaceId: held.workspaceId, customerId: null };
  return held.kernel.database.read(scope, (tx) => tx.first(find, [...keyOf(held), name]));
}

/** Begins a folder anew from a number on: the numbers that were known before mean nothing now. */
export async function beginFolder(
  held: Held,
  id: Id,
  { name, uidValidity, firstUid }: { name: string; uidValidity: number; firstUid: number },
): Promise<FolderRecord> {
  let folder: FolderRecord | undefined;
  await write(held, 'mail.begin-folder', async (ctx) => {
    folder = await ctx.tx.first(begin, [...keyOf(held), held.holder, id, name, uidValidity, firstUid]);
  });
  if (!folder) throw new HeldElsewhere();
  return folder;
}

/** So many are still to be fetched of a folder. */
export function wantMails(held: Held, folder: FolderRecord, count: number): Promise<void> {
  return write(held, 'mail.want', async (ctx) => {
    await ctx.tx.rows(want, [...keyOf(held), folder.id, count]);
  });
}

/** Notes in the commit of a mail which number it has. @throws HeldElsewhere */
export async function noteMail(ctx: CommandContext, held: Held, folder: FolderRecord, uid: number, mailId: Id | null) {
  await ctx.tx.rows(noteUid, [held.workspaceId, folder.id, folder.uid_validity, uid, mailId]);
  const went = [...keyOf(held), held.holder, folder.id, folder.uid_validity, uid];
  if (!(await ctx.tx.first(advance, went))) throw new HeldElsewhere();
}

/** Goes past a mail that is not there any more or cannot be fetched; the comparison tries the latter again. */
export function passMail(held: Held, folder: FolderRecord, uid: number, isGone: boolean): Promise<void> {
  return write(held, 'mail.pass', async (ctx) => {
    if (!isGone) return noteMail(ctx, held, folder, uid, null);
    const went = [...keyOf(held), held.holder, folder.id, folder.uid_validity, uid];
    if (!(await ctx.tx.first(advance, went))) throw new HeldElsewhere();
  });
}

/** Counts that a mail could not be fetched, without going past it; how often that was. */
export async function countTry(held: Held, folder: FolderRecord, uid: number): Promise<number> {
  let count = 1;
  await write(held, 'mail.count-try', async (ctx) => {
    const noted = await ctx.tx.first(noteUid, [held.workspaceId, folder.id, folder.uid_validity, uid, null]);
    count = noted?.tries ?? 1;
  });
  return count;
}

/** How often those were tried that could not be fetched. */
export async function triesAmong(
  held: Held,
  folder: FolderRecord,
  uids: readonly number[],
): Promise<Map<number, number>> {
  const scope = { workspaceId: held.workspaceId, customerId: null };
  const values = [held.workspaceId, folder.id, folder.uid_validity, uids];
  const rows = await held.kernel.database.read(scope, (tx) => tx.rows(tries, values));
  return new Map(rows.map((row) => [row.uid, row.tries]));
}

/** Those of the numbers of which no mail is here. */
export async function unknownAmong(held: Held, folder: FolderRecord, uids: readonly number[]): Promise<number[]> {
  const scope = { workspaceId: held.workspaceId, customerId: null };
  const values = [held.workspaceId, folder.id, folder.uid_validity, uids];
  const rows = await held.kernel.database.read(scope, (tx) => tx.rows(unknown, values));
  return rows.map((row) => row.uid);
}

export function noteComparison(held: Held, folder: FolderRecord, onServer: number, lacking: number): Promise<void> {
  return write(held, 'mail.compare', async (ctx) => {
    await ctx.tx.rows(compared, [...keyOf(held), folder.id, onServer, lacking]);
  });
}

export function noteFolderProblem(held: Held, name: string, problem: FetchProblem): Promise<void> {
  return write(held, 'mail.folder-problem', async (ctx) => {
    await ctx.tx.rows(setProblem, [...keyOf(held), name, problem]);
  });
}

/** Says how it goes; told to desks when it begins to work, and when it stops working. */
export function sayState(
  held: Held,
  state: FetchState,
  { problem = null, said = '' }: { problem?: FetchProblem | null; said?: string } = {},
): Promise<void> {
  return write(held, 'mail.fetch-state', async (ctx) => {
    const values = [...keyOf(held), held.holder, state, problem, plain(said, 300)];
    if (!(await ctx.tx.first(setState, values)) || state === 'fetching') return;
    ctx.emit(mailboxChanged, { mailboxId: held.box.id, what: state === 'failed' ? 'not_fetched' : 'watched' });
  });
}

export function noteSuccess(held: Held): Promise<void> {
  return write(held, 'mail.fetch-well', async (ctx) => {
    await ctx.tx.rows(clearFailures, [...keyOf(held), held.holder]);
  });
}

/** Gives a mailbox up, for a while where it failed. */
export function release(held: Held, hasFailed: boolean): Promise<void> {
  return write(held, 'mail.fetch-release', async (ctx) => {
    await ctx.tx.rows(letGo, [...keyOf(held), held.holder, hasFailed ? 1 : 0, pauses]);
  });
}
