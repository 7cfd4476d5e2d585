import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, handle, type QueryContext, type Slot } from '#kernel/server/capability.ts';
import { can, demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { attachFile, type ItemFile, itemChanged } from '../contract.ts';
import { demandSeen } from './keep.ts';
import { libraryPolicy } from './policy.ts';
import { demandInUse, loadItem } from './rows.ts';

/** Files as somebody uploaded them, by whoever keeps those. */
export interface FileStore {
  name: string;
  /** Whether whoever acts uploaded it and it went nowhere yet; locked until the end. */
  isOwn(ctx: CommandContext, fileId: Id): Promise<boolean>;
  describe(tx: Tx, workspaceId: Id, fileId: Id): Promise<ItemFile | undefined>;
}

/** Filled by the capability that keeps files. */
export const fileStores: Slot<FileStore> = { slot: 'library.file-stores' };

/** The file of an item; null where it has none. */
export async function fileOf(ctx: QueryContext, fileId: Id | null): Promise<ItemFile | null> {
  if (!fileId) return null;
  for (const store of ctx.contributed(fileStores)) {
    const found = await store.describe(ctx.tx, ctx.workspaceId, fileId);
    if (found) return found;
  }
  return null;
}

const holder = statement('library_holds_file', 'SELECT FROM library_item WHERE workspace_id = $1 AND file_id = $2');

/** Whether a file is of an item that whoever asks may read. */
export async function isOfLibrary(ctx: QueryContext, fileId: Id): Promise<boolean> {
  if (can(libraryPolicy, ctx.actor, 'read') !== true) return false;
  return (await ctx.tx.first(holder, [ctx.workspaceId, fileId])) !== undefined;
}

const save = statement(
  'library_file',
  'UPDATE library_item SET file_id = $3, version = version + 1 WHERE workspace_id = $1 AND id = $2',
);

/** Gives an item its file, another one, or none. One that it has no more is forgotten with what was never sent. */
export const attachOneFile = handle(attachFile, async (ctx, { itemId, version, fileId }) => {
  demand(ctx, libraryPolicy, 'keep');
  const before = await loadItem(ctx, itemId, { lock: true });
  demandInUse(before);
  demandSeen(before, version);
  if (fileId && fileId !== before.file_id) {
    const own = await Promise.all(ctx.contributed(fileStores).map((store) => store.isOwn(ctx, fileId)));
    if (!own.includes(true)) {
      refuse('file.unknown', 'Upload the file first, by PUT /api/v1/files/ID; it is the item’s from then on.');
    }
  }
  await ctx.tx.rows(save, [ctx.workspaceId, itemId, fileId]);
  ctx.emit(itemChanged, { itemId, isPublic: before.is_public });
  return { itemId, version: version + 1 };
});
