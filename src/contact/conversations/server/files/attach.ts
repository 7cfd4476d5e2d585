import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, QueryContext } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Attachment } from '../../contract-files.ts';
import { isFree, lockFiles } from './held.ts';

const asJson = `json_build_object('id', f.id, 'name', f.name, 'type', f.type, 'size', f.size, 'width', f.width,
  'height', f.height)`;

/** For the columns of a query with a message `m`: its files in their order, null where it carries none. */
export const filesOfMessage = `(SELECT json_agg(${asJson} ORDER BY f.place) FROM file f
  WHERE f.workspace_id = m.workspace_id AND f.message_id = m.id) AS files`;

/** The same for whatever names its files in an array. Those that are gone are left out. */
export const filesOfList = (ids: string, workspace: string) => `(SELECT json_agg(${asJson} ORDER BY o.place)
  FROM unnest(${ids}) WITH ORDINALITY o(id, place) JOIN file f ON f.workspace_id = ${workspace} AND f.id = o.id) AS files`;

/** Files that are about to go with a message. */
export interface Carried {
  ids: readonly Id[];
  pictures: number;
  /** What stands for a text where there is none. */
  names: string;
}
export const noFiles: Carried = { ids: [], pictures: 0, names: '' };

// What waits in a held reply is promised to that.
const own = statement<{ id: Id; name: string; is_picture: boolean }>(
  'files_free_to_send',
  `SELECT f.id, f.name, f.width IS NOT NULL AS is_picture FROM file f
   WHERE f.workspace_id = $1 AND f.id = ANY ($2::uuid[]) AND f.message_id IS NULL AND ${isFree('f')}
     AND (f.account_id = $3 OR f.customer_id = $3) AND NOT EXISTS (SELECT FROM held_reply h
       WHERE h.workspace_id = f.workspace_id AND f.id = ANY (h.file_ids))`,
);

/**
 * The files that somebody wants to send: uploaded by themselves, not sent yet.
 * @throws Problem file.unknown with the ids that cannot be sent
 */
export async function demandFiles(ctx: QueryContext, ids: readonly Id[] = [], ownerId: Id | null): Promise<Carried> {
  if (ids.length === 0) return noFiles;
  // Sent together; the second sees what stands once the first has its locks.
  const [, rows] = await Promise.all([lockFiles(ctx, ids), ctx.tx.rows(own, [ctx.workspaceId, ids, ownerId])]);
  const found = new Map(rows.map((row) => [row.id, row]));
  const lacking = ids.filter((id) => !found.has(id));
  if (lacking.length > 0) {
    const words = lacking.length === 1 ? 'One file' : `${lacking.length} files`;
    refuse('file.unknown', `${words} cannot be sent any more. Take it out, or upload it again.`, {
      facts: { fileIds: lacking },
    });
  }
  const names = ids.map((id) => found.get(id)?.name).join(', ');
  return { ids, pictures: rows.filter((row) => row.is_picture).length, names };
}

const join = statement(
  'files_join_message_now',
  `UPDATE file f SET message_id = $2, place = o.place, at = heed_now() FROM unnest($3::uuid[]) WITH ORDINALITY o(id, place)
   WHERE f.workspace_id = $1 AND f.id = o.id`,
);

/** Lets files that were demanded before go with a message that is there, in their order; its time is theirs. */
export async function attachFiles(ctx: CommandContext, messageId: Id, { ids }: Carried): Promise<void> {
  if (ids.length > 0) await ctx.tx.rows(join, [ctx.workspaceId, messageId, ids]);
}

/** What an event says of them. */
export const fileIdsOf = ({ ids }: Carried): { fileIds?: Id[] } => (ids.length > 0 ? { fileIds: [...ids] } : {});

/** As everybody sees them; the database gives null for none. */
export const presentFiles = (files: Attachment[] | null): Attachment[] => files ?? [];
