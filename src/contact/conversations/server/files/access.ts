import { isOfLibrary } from '#foundation/library/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { scopeOf } from '#kernel/server/database.ts';
import { notFound } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Attachment } from '../../contract-files.ts';
import { accessConversation } from '../access.ts';
import type { FileCall } from './routes.ts';

export interface FileRecord {
  id: Id;
  name: string;
  type: string;
  size: number;
  sha256: Buffer;
  thumb_sha256: Buffer | null;
  width: number | null;
  height: number | null;
  account_id: Id | null;
  customer_id: Id | null;
  message_id: Id | null;
  conversation_id: Id | null;
  kind: 'customer' | 'reply' | 'note' | null;
}

const find = statement<FileRecord>(
  'file_with_message',
  `SELECT f.id, f.name, f.type, f.size, f.sha256, f.thumb_sha256, f.width, f.height, f.account_id, f.customer_id,
     f.message_id, m.conversation_id, m.kind
   FROM file f LEFT JOIN message m ON m.workspace_id = f.workspace_id AND m.id = f.message_id
   WHERE f.workspace_id = $1 AND f.id = $2`,
);

/**
 * The only way to obtain a file. Before it is sent it is its uploader's alone; afterwards it is for whoever may read the
 * conversation, and that of a note is for colleagues. One that an item of the library has is for whoever may read that.
 * @throws Problem record.not_found
 */
async function accessFile(ctx: QueryContext, id: Id): Promise<FileRecord> {
  const file = await ctx.tx.first(find, [ctx.workspaceId, id]);
  ctx.decided = true;
  if (!file) return notFound('file');
  if (file.message_id === null) {
    const isOwn = [file.account_id, file.customer_id].includes(actorId(ctx.actor) ?? '');
    return isOwn || (await isOfLibrary(ctx, id)) ? file : notFound('file');
  }
  const isHidden = file.conversation_id === null || (ctx.actor.kind !== 'person' && file.kind === 'note');
  if (isHidden || file.conversation_id === null) return notFound('file');
  await accessConversation(ctx, file.conversation_id, { for: 'read' });
  return file;
}

/** The file that is asked for, if whoever asks may have it just now. */
export function fileOf(call: FileCall): Promise<FileRecord> {
  const { fileId, identity, kernel, request } = call;
  const { actor, workspaceId } = identity;
  return kernel.database.read(scopeOf(actor, workspaceId), (tx) => {
    const now = kernel.now();
    const ctx: QueryContext = { actor, workspaceId, tx, request, now, decided: false, contributed: kernel.contributed };
    return accessFile(ctx, fileId);
  });
}

/** The same as messages show it. */
export async function attachmentOf(call: FileCall): Promise<Attachment> {
  const { id, name, type, size, width, height } = await fileOf(call);
  return { id, name, type, size, width, height };
}
