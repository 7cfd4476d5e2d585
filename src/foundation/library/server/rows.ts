import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { type ItemKind, type OfflineLine, staleAfterMonths } from '../contract-words.ts';

export interface ItemRow {
  id: Id;
  kind: ItemKind;
  title: string;
  sort: string;
  address: string;
  dated_on: string | null;
  checked_on: string | null;
  next_check_on: string | null;
  is_stale: boolean;
  copyright_owner: string;
  licence: string;
  permission: string;
  is_public: boolean;
  owner_id: Id | null;
  owner_name: string | null;
  file_id: Id | null;
  created_at: Date;
  retired_at: Date | null;
  version: number;
}

/** Its check is due, or nobody has looked for a year; what no longer holds needs no look. */
const stale = `(i.retired_at IS NULL AND (coalesce(i.next_check_on <= d.today, false)
  OR coalesce(i.checked_on, i.dated_on, (i.created_at AT TIME ZONE d.time_zone)::date)
    <= (d.today - interval '${staleAfterMonths} months')::date))`;
const columns = `i.id, i.kind, i.title, lower(i.title) AS sort, i.address, i.dated_on::text AS dated_on,
  i.checked_on::text AS checked_on, i.next_check_on::text AS next_check_on, ${stale} AS is_stale, i.copyright_owner,
  i.licence, i.permission, i.is_public, i.owner_id, a.name AS owner_name, i.file_id, i.created_at, i.retired_at, i.version`;
const source = `FROM library_item i
  CROSS JOIN (SELECT time_zone, (heed_now() AT TIME ZONE time_zone)::date AS today FROM workspace WHERE id = $1) d
  LEFT JOIN account a ON a.id = i.owner_id`;

const page = statement<ItemRow>(
  'library_page',
  `SELECT ${columns} ${source} WHERE i.workspace_id = $1 AND ($2::text IS NULL OR i.kind = $2)
     AND (i.retired_at IS NOT NULL) = ($3::text IS NOT DISTINCT FROM 'retired')
     AND ($3::text IS DISTINCT FROM 'stale' OR ${stale})
     AND ($3::text IS DISTINCT FROM 'public' OR i.is_public)
     AND ($3::text IS DISTINCT FROM 'unlicensed'
       OR i.copyright_owner = '' OR (i.licence = '' AND i.permission = ''))
     AND ($4::text IS NULL OR position(lower($4) IN lower(i.title)) > 0)
     AND ($5::text IS NULL OR (lower(i.title), i.id) > ($5, $6::uuid))
   ORDER BY lower(i.title), i.id LIMIT $7`,
);

export interface Narrow {
  kind?: ItemKind | undefined;
  only?: string | undefined;
  words?: string | undefined;
}

/** A page of the library by title; `place` is the title and id after which it begins. */
export function itemPage(ctx: QueryContext, narrow: Narrow, place: readonly string[], limit: number) {
  const { kind = null, only = null, words = null } = narrow;
  const [title = null, id = null] = place;
  return ctx.tx.rows(page, [ctx.workspaceId, kind, only, words || null, title, id, limit]);
}

const ofKinds = statement<ItemRow>(
  'library_of_kinds',
  `SELECT ${columns} ${source} WHERE i.workspace_id = $1 AND i.kind = ANY($2::text[]) ORDER BY lower(i.title), i.id
   LIMIT 5000`,
);

/** Every item of these kinds, those that no longer hold too, so that old links can be shown. */
export function itemsOfKinds(ctx: QueryContext, kinds: readonly ItemKind[]): Promise<ItemRow[]> {
  return ctx.tx.rows(ofKinds, [ctx.workspaceId, kinds]);
}

const one = statement<ItemRow & { text: string }>(
  'library_one',
  `SELECT ${columns}, i.text ${source} WHERE i.workspace_id = $1 AND i.id = $2`,
);
const locked = statement<ItemRow & { text: string }>(
  'library_lock',
  `SELECT ${columns}, i.text ${source} WHERE i.workspace_id = $1 AND i.id = $2 FOR UPDATE OF i`,
);

const named = statement<ItemRow & { text: string }>(
  'library_named',
  `SELECT ${columns}, i.text ${source} WHERE i.workspace_id = $1 AND i.id = ANY ($2::uuid[]) ORDER BY i.id`,
);

/** These items with their text, those that no longer hold too; unknown ones are left out. */
export async function itemsNamed(ctx: QueryContext, ids: readonly Id[]): Promise<(ItemRow & { text: string })[]> {
  return ids.length > 0 ? ctx.tx.rows(named, [ctx.workspaceId, ids]) : [];
}

/** An item, locked where it is to change. Policy is the caller's. @throws Problem record.not_found */
export async function loadItem(ctx: QueryContext, id: Id, how: { lock?: boolean } = {}) {
  return (await ctx.tx.first(how.lock ? locked : one, [ctx.workspaceId, id])) ?? notFound('item');
}

/** @throws Problem library.retired */
export function demandInUse(item: ItemRow): void {
  if (item.retired_at) refuse('library.retired', `“${item.title}” is retired. Add a new item instead.`);
}

const linesOne = statement<OfflineLine>(
  'library_lines',
  `SELECT topic, value, unit, text FROM library_line WHERE workspace_id = $1 AND item_id = $2 ORDER BY place`,
);

export function linesOf(ctx: QueryContext, itemId: Id): Promise<OfflineLine[]> {
  return ctx.tx.rows(linesOne, [ctx.workspaceId, itemId]);
}
