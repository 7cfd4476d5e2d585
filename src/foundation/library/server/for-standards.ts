import { type Id, newId } from '#kernel/contract/ids.ts';
import type { CommandContext, QueryContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { OfflineLine } from '../contract-words.ts';
import { insertItem, type NewItem } from './keep.ts';

const offline = statement<OfflineLine & { item_id: Id; title: string }>(
  'library_offline',
  `SELECT l.item_id, i.title, l.topic, l.value, l.unit, l.text FROM library_line l
   JOIN library_item i ON i.workspace_id = l.workspace_id AND i.id = l.item_id
   WHERE l.workspace_id = $1 AND i.kind = 'offline' AND i.retired_at IS NULL
   ORDER BY lower(i.title), i.id, l.place LIMIT 2000`,
);

/** What holds offline, topic by topic. */
export function offlineLines(ctx: QueryContext): Promise<(OfflineLine & { item_id: Id; title: string })[]> {
  return ctx.tx.rows(offline, [ctx.workspaceId]);
}

type Begun = Pick<NewItem, 'kind' | 'title'> & Partial<NewItem>;

/** Items with which a new workspace begins, in this order; gives their ids. */
export async function beginItems(ctx: CommandContext, items: readonly Begun[]): Promise<Id[]> {
  const blank = { address: '', text: '', copyrightOwner: '', licence: '', permission: '', isPublic: false };
  const none = { datedOn: null, nextCheckOn: null, ownerId: null };
  const ids: Id[] = [];
  for (const item of items) {
    const id = newId();
    await insertItem(ctx, id, { ...blank, ...none, ...item });
    ids.push(id);
  }
  return ids;
}
