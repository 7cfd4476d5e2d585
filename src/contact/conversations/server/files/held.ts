import type { FileStore } from '#foundation/library/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';

/** For a query with a file: that nothing but a message could want it. Items of the library keep theirs. */
export const isFree = (file: string) =>
  `NOT EXISTS (SELECT FROM library_item l WHERE l.workspace_id = ${file}.workspace_id AND l.file_id = ${file}.id)`;

const lock = statement(
  'files_lock',
  'SELECT FROM file WHERE workspace_id = $1 AND id = ANY ($2::uuid[]) AND message_id IS NULL ORDER BY id FOR UPDATE',
);

/**
 * Of an item, a message and a held reply at once only one takes a file: each locks it first and asks in a statement of
 * its own after that, for one that had to wait for its lock still sees what stood before.
 */
export function lockFiles({ tx, workspaceId }: Pick<QueryContext, 'tx' | 'workspaceId'>, ids: readonly Id[]) {
  return tx.rows(lock, [workspaceId, ids]);
}

const own = statement<{ id: Id }>(
  'file_free_to_hold',
  `SELECT f.id FROM file f WHERE f.workspace_id = $1 AND f.id = $2 AND f.message_id IS NULL AND f.account_id = $3
     AND ${isFree('f')} AND NOT EXISTS (SELECT FROM held_reply h
       WHERE h.workspace_id = f.workspace_id AND f.id = ANY (h.file_ids))`,
);
const words = statement<{ id: Id; name: string; type: string; size: number }>(
  'file_words',
  'SELECT id, name, type, size::float8 AS size FROM file WHERE workspace_id = $1 AND id = $2',
);

/** Files of items of the library are kept with those of messages. */
export const libraryFiles: FileStore = {
  name: 'conversations',
  isOwn: async (ctx, fileId) => {
    // Sent together; the second sees what stands once the first has its lock.
    const asked = [ctx.workspaceId, fileId, actorId(ctx.actor)];
    const [, found] = await Promise.all([lockFiles(ctx, [fileId]), ctx.tx.first(own, asked)]);
    return found !== undefined;
  },
  describe: (tx, workspaceId, fileId) => tx.first(words, [workspaceId, fileId]),
};
