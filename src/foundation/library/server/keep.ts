import { settleNotices } from '#foundation/notices/index.ts';
import type { InputOf } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, handle, type QueryContext } from '#kernel/server/capability.ts';
import { clearDeadline } from '#kernel/server/deadlines.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import {
  addItem,
  changeItem,
  checkItem,
  itemAdded,
  itemChanged,
  itemChecked,
  itemRetired,
  retireItem,
} from '../contract.ts';
import { checkDeadline, setCheck } from './checks.ts';
import { libraryPolicy } from './policy.ts';
import { demandInUse, type ItemRow, loadItem } from './rows.ts';

export type NewItem = InputOf<typeof addItem>;

const insert = statement(
  'library_insert',
  `INSERT INTO library_item (workspace_id, id, kind, title, address, text, dated_on, next_check_on, copyright_owner,
     licence, permission, is_public, owner_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
);
const update = statement(
  'library_update',
  `UPDATE library_item SET kind = $3, title = $4, address = $5, text = $6, dated_on = $7, next_check_on = $8,
     copyright_owner = $9, licence = $10, permission = $11, is_public = $12, owner_id = $13, version = version + 1
   WHERE workspace_id = $1 AND id = $2`,
);
const active = statement(
  'library_member',
  'SELECT FROM membership WHERE workspace_id = $1 AND account_id = $2 AND active',
);

function valuesOf(ctx: QueryContext, id: Id, item: NewItem): unknown[] {
  const { kind, title, address, text, datedOn, nextCheckOn, copyrightOwner, licence, permission } = item;
  const said = [kind, title, address, text, datedOn, nextCheckOn, copyrightOwner, licence, permission];
  return [ctx.workspaceId, id, ...said, item.isPublic, item.ownerId];
}

/** @throws Problem library.not_licensed, naming what is lacking, and library.unknown_person */
async function demandSound(ctx: QueryContext, item: NewItem): Promise<void> {
  const { isPublic, copyrightOwner, licence, permission } = item;
  const errors = [
    ...(copyrightOwner === '' ? [{ path: 'copyrightOwner', message: 'Say who owns the copyright.' }] : []),
    ...(licence === '' && permission === ''
      ? [{ path: 'licence', message: 'Name the licence, or the permission: who allowed it, when and for what.' }]
      : []),
  ];
  if (isPublic && errors.length > 0) {
    refuse('library.not_licensed', errors.map((one) => one.message).join(' '), { errors });
  }
  if (item.ownerId && !(await ctx.tx.first(active, [ctx.workspaceId, item.ownerId]))) {
    refuse('library.unknown_person', 'Choose an active member of this workspace to look after it.');
  }
}

/** Adds an item. Policy and checks are the caller's. */
export async function insertItem(ctx: CommandContext, id: Id, item: NewItem): Promise<void> {
  await ctx.tx.rows(insert, valuesOf(ctx, id, item));
  if (item.nextCheckOn !== null) await setCheck(ctx, id, item.nextCheckOn);
  ctx.emit(itemAdded, { itemId: id, kind: item.kind });
}

export const addOneItem = handle(addItem, async (ctx, item) => {
  demand(ctx, libraryPolicy, 'keep');
  await demandSound(ctx, item);
  await insertItem(ctx, ctx.key, item);
  return { itemId: ctx.key, version: 1 };
});

/** @throws Problem record.stale */
export function demandSeen(item: ItemRow, seen: number): void {
  if (item.version === seen) return;
  refuse('record.stale', 'Somebody has changed this item meanwhile. You see the newest now.', {
    facts: { version: item.version },
  });
}

export const changeOneItem = handle(changeItem, async (ctx, { itemId, version, ...item }) => {
  demand(ctx, libraryPolicy, 'keep');
  const before = await loadItem(ctx, itemId, { lock: true });
  demandInUse(before);
  demandSeen(before, version);
  await demandSound(ctx, item);
  await ctx.tx.rows(update, valuesOf(ctx, itemId, item));
  if (before.next_check_on !== item.nextCheckOn) await setCheck(ctx, itemId, item.nextCheckOn);
  ctx.emit(itemChanged, { itemId, isPublic: item.isPublic });
  return { itemId, version: version + 1 };
});

const checked = statement(
  'library_checked',
  `UPDATE library_item i SET checked_on = (heed_now() AT TIME ZONE w.time_zone)::date, next_check_on = $3,
     version = i.version + 1
   FROM workspace w WHERE w.id = $1 AND i.workspace_id = $1 AND i.id = $2`,
);

export const checkOneItem = handle(checkItem, async (ctx, { itemId, nextCheckOn }) => {
  const item = await loadItem(ctx, itemId, { lock: true });
  demand(ctx, libraryPolicy, 'check', item);
  demandInUse(item);
  await ctx.tx.rows(checked, [ctx.workspaceId, itemId, nextCheckOn]);
  await setCheck(ctx, itemId, nextCheckOn);
  await settleNotices(ctx, ['library.due'], [itemId]);
  ctx.emit(itemChecked, { itemId, nextCheckOn });
  return { itemId };
});

const retire = statement(
  'library_retire',
  'UPDATE library_item SET retired_at = heed_now() WHERE workspace_id = $1 AND id = $2',
);

export const retireOneItem = handle(retireItem, async (ctx, { itemId }) => {
  demand(ctx, libraryPolicy, 'keep');
  const item = await loadItem(ctx, itemId, { lock: true });
  if (item.retired_at) return { itemId };
  await ctx.tx.rows(retire, [ctx.workspaceId, itemId]);
  await clearDeadline(ctx, checkDeadline, itemId);
  await settleNotices(ctx, ['library.due'], [itemId]);
  ctx.emit(itemRetired, { itemId });
  return { itemId };
});
