import type { Id } from '#kernel/contract/ids.ts';
import { answer, type CommandContext, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { addTag, changeTag, customerTagged, listTags, setTags, tagChanged } from '../contract-tags.ts';
import { accessCustomer } from './access.ts';
import { touch } from './change.ts';
import { customerPolicy } from './policy.ts';

// Counting stops at 1,000, so that the list stays quick at a million customers.
const all = statement<{ id: Id; name: string; is_retired: boolean; customers: number }>(
  'customer_tags',
  `SELECT t.id, t.name, t.retired_at IS NOT NULL AS is_retired, (SELECT count(*)::int FROM (SELECT FROM customer_tagged g
       WHERE g.workspace_id = t.workspace_id AND g.tag_id = t.id LIMIT 1000) counted) AS customers
   FROM customer_tag t WHERE t.workspace_id = $1 ORDER BY t.retired_at IS NOT NULL, lower(t.name), t.id`,
);
const insert = statement<{ id: Id }>(
  'customer_tag_insert',
  `INSERT INTO customer_tag (workspace_id, id, name) VALUES ($1, $2, $3)
   ON CONFLICT (workspace_id, lower(name)) WHERE retired_at IS NULL DO NOTHING RETURNING id`,
);
const lock = statement<{ name: string; retired_at: Date | null }>(
  'customer_tag_lock',
  'SELECT name, retired_at FROM customer_tag WHERE workspace_id = $1 AND id = $2 FOR UPDATE',
);
const namesake = statement<{ id: Id }>(
  'customer_tag_namesake',
  `SELECT id FROM customer_tag WHERE workspace_id = $1 AND lower(name) = lower($3) AND retired_at IS NULL AND id <> $2`,
);
const save = statement(
  'customer_tag_save',
  `UPDATE customer_tag SET name = $3, retired_at = CASE WHEN $4 THEN coalesce(retired_at, heed_now()) END
   WHERE workspace_id = $1 AND id = $2`,
);

export const tags = answer(listTags, async (ctx) => {
  demand(ctx, customerPolicy, 'list');
  const rows = await ctx.tx.rows(all, [ctx.workspaceId]);
  return {
    tags: rows.map((row) => ({ id: row.id, name: row.name, isRetired: row.is_retired, customers: row.customers })),
  };
});

const taken = (name: string): never => refuse('customer.tag_taken', `There is already a tag “${name}”.`);

export const add = handle(addTag, async (ctx, { name }) => {
  demand(ctx, customerPolicy, 'keep_tags');
  const row = await ctx.tx.first(insert, [ctx.workspaceId, ctx.key, name]);
  if (!row) return taken(name);
  ctx.emit(tagChanged, { tagId: row.id, what: 'added' });
  return { tagId: row.id };
});

/** Renames a tag, takes it off the list or brings it back. Who bears it keeps it. */
export const changeOne = handle(changeTag, async (ctx, { tagId, name, retired }) => {
  demand(ctx, customerPolicy, 'keep_tags');
  const before = await ctx.tx.first(lock, [ctx.workspaceId, tagId]);
  if (!before) return notFound('tag');
  const next = { name: name ?? before.name, retired: retired ?? before.retired_at !== null };
  if (!next.retired && (await ctx.tx.first(namesake, [ctx.workspaceId, tagId, next.name]))) taken(next.name);
  await ctx.tx.rows(save, [ctx.workspaceId, tagId, next.name, next.retired]);
  const wasRetired = before.retired_at !== null;
  const what = wasRetired === next.retired ? 'renamed' : next.retired ? 'retired' : 'brought_back';
  ctx.emit(tagChanged, { tagId, what });
  return { tagId };
});

const usable = statement<{ id: Id }>(
  'customer_tags_usable',
  `SELECT t.id FROM customer_tag t WHERE t.workspace_id = $1 AND t.id = ANY ($2::uuid[]) AND (t.retired_at IS NULL
     OR EXISTS (SELECT FROM customer_tagged g WHERE g.workspace_id = $1 AND g.customer_id = $3 AND g.tag_id = t.id))`,
);
const take = statement<{ tag_id: Id }>(
  'customer_tagged_take',
  `DELETE FROM customer_tagged WHERE workspace_id = $1 AND customer_id = $2 AND tag_id <> ALL ($3::uuid[])
   RETURNING tag_id`,
);
const give = statement<{ tag_id: Id }>(
  'customer_tagged_give',
  `INSERT INTO customer_tagged (workspace_id, customer_id, tag_id) SELECT $1, $2, id FROM unnest($3::uuid[]) AS id
   ON CONFLICT DO NOTHING RETURNING tag_id`,
);

async function demandKnown(ctx: CommandContext, customerId: Id, tagIds: readonly Id[]): Promise<void> {
  const known = await ctx.tx.rows(usable, [ctx.workspaceId, tagIds, customerId]);
  if (known.length === tagIds.length) return;
  refuse(
    'customer.unknown_tag',
    'One of these tags is not on the list of this workspace. Choose others, or add it first.',
  );
}

/** Sets the tags of a customer as a whole; what was there and is not named goes. */
export const setTagsOf = handle(setTags, async (ctx, { customerId: asked, tagIds }) => {
  const customer = await accessCustomer(ctx, asked, { for: 'change', lock: true });
  const wanted = [...new Set(tagIds)];
  await demandKnown(ctx, customer.id, wanted);
  const removed = (await ctx.tx.rows(take, [ctx.workspaceId, customer.id, wanted])).map((row) => row.tag_id);
  const added = (await ctx.tx.rows(give, [ctx.workspaceId, customer.id, wanted])).map((row) => row.tag_id);
  if (added.length + removed.length === 0) return { customerId: customer.id, version: customer.version };
  const version = await touch(ctx, customer.id);
  ctx.emit(customerTagged, { customerId: customer.id, added, removed });
  return { customerId: customer.id, version };
});
