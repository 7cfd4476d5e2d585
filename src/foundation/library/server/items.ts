import { type Column, csvOf } from '#kernel/exports/csv.ts';
import { answer } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { abilities, demand } from '#kernel/server/policy.ts';
import { exportItems, getItem, listItems, mostExported } from '../contract.ts';
import { fileOf } from './files.ts';
import { libraryPolicy } from './policy.ts';
import { type ItemRow, itemPage, linesOf, loadItem } from './rows.ts';

function present(row: ItemRow) {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    address: row.address,
    datedOn: row.dated_on,
    checkedOn: row.checked_on,
    nextCheckOn: row.next_check_on,
    isStale: row.is_stale,
    copyrightOwner: row.copyright_owner,
    licence: row.licence,
    permission: row.permission,
    isPublic: row.is_public,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    hasFile: row.file_id !== null,
    isRetired: row.retired_at !== null,
    version: row.version,
  };
}

export const itemList = answer(listItems, async (ctx, { after, limit, ...narrow }) => {
  demand(ctx, libraryPolicy, 'list');
  const place = after ? readCursor(after, ['text', 'id']) : [];
  const rows = await itemPage(ctx, narrow, place, limit + 1);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(present),
    next: last ? cursorOf([last.sort, last.id]) : null,
    abilities: abilities(libraryPolicy, ctx.actor, { owner_id: null }),
  };
});

export const item = answer(getItem, async (ctx, { itemId }) => {
  demand(ctx, libraryPolicy, 'read');
  const row = await loadItem(ctx, itemId);
  return {
    ...present(row),
    text: row.text,
    addedAt: row.created_at.toISOString(),
    lines: await linesOf(ctx, itemId),
    file: await fileOf(ctx, row.file_id),
    abilities: row.retired_at ? [] : abilities(libraryPolicy, ctx.actor, row),
  };
});

const columns: Column<ItemRow>[] = [
  { heading: 'Kind', value: (row) => row.kind },
  { heading: 'Title', value: (row) => row.title },
  { heading: 'Address', value: (row) => row.address },
  { heading: 'Dated', value: (row) => row.dated_on },
  { heading: 'Checked', value: (row) => row.checked_on },
  { heading: 'Next check', value: (row) => row.next_check_on },
  { heading: 'Stale', value: (row) => (row.is_stale ? 'yes' : 'no') },
  { heading: 'Copyright owner', value: (row) => row.copyright_owner },
  { heading: 'Licence', value: (row) => row.licence },
  { heading: 'Permission', value: (row) => row.permission },
  { heading: 'Shown to the public', value: (row) => (row.is_public ? 'yes' : 'no') },
  { heading: 'Looked after by', value: (row) => row.owner_name },
  { heading: 'File', value: (row) => (row.file_id ? 'yes' : 'no') },
];

export const exported = answer(exportItems, async (ctx, narrow) => {
  demand(ctx, libraryPolicy, 'list');
  const found = await itemPage(ctx, narrow, [], mostExported + 1);
  const kept = found.slice(0, mostExported);
  const fileName = `heed-library-${ctx.now.toISOString().slice(0, 10)}.csv`;
  return { fileName, rows: kept.length, isCut: found.length > mostExported, csv: csvOf(columns, kept) };
});
