import type { FileStore } from '#foundation/library/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { statement } from '#kernel/server/sql.ts';

/** For a query with a file: that nothing but a message could want it. Items of the library keep theirs. */
export const isFree = (file: string) =>
  `NOT EXISTS (SELECT FROM library_item l WHERE l.workspace_id = ${file}.workspace_id AND l.file_id = ${file}.id)`;

// Locked, so that of an item and a message at once only one takes it.
const own = statement<{ id: Id }>(
  'file_to_hold',
  `SELECT f.id FROM file f WHERE f.workspace_id = $1 AND f.id = $2 AND f.message_id IS NULL AND f.account_id = $3
     AND ${isFree('f')} AND NOT EXISTS (SELECT FROM held_reply h
       WHERE h.workspace_id = f.workspace_id AND f.id = ANY (h.file_ids)) FOR UPDATE OF f`,
);
const words = statement<{ id: Id; name: string; type: string; size: number }>(
  'file_words',
  'SELECT id, name, type, size::float8 AS size FROM file WHERE workspace_id = $1 AND id = $2',
);

/** Files of items of the library are kept with those of messages. */
export const libraryFiles: FileStore = {
  name: 'conversations',
  isOwn: async (ctx, fileId) => (await ctx.tx.first(own, [ctx.workspaceId, fileId, actorId(ctx.actor)])) !== undefined,
  describe: (tx, workspaceId, fileId) => tx.first(words, [workspaceId, fileId]),
};
