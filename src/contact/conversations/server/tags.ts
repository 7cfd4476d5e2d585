import type { Id } from '#kernel/contract/ids.ts';
import { answer, type CommandContext, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { addTag, listTags, mostTags, renameTag, retireTag, tagChanged } from '../contract.ts';
import { demandVersion } from './access.ts';
import { conversationPolicy } from './policy.ts';

interface TagRow {
  id: Id;
  name: string;
  is_retired: boolean;
  version: number;
}

const all = statement<TagRow>(
  'tag_list',
  `SELECT id, name, retired_at IS NOT NULL AS is_retired, version FROM tag WHERE workspace_id = $1
   ORDER BY is_retired, lower(name), id`,
);
const lock = statement<TagRow>(
  'tag_lock',
  `SELECT id, name, retired_at IS NOT NULL AS is_retired, version FROM tag WHERE workspace_id = $1 AND id = $2
   FOR UPDATE`,
);
const inUse = statement<{ count: number }>(
  'tag_count',
  'SELECT count(*)::int AS count FROM tag WHERE workspace_id = $1 AND retired_at IS NULL',
);
const sameName = statement<{ id: Id }>(
  'tag_same_name',
  `SELECT id FROM tag WHERE workspace_id = $1 AND lower(name) = lower($2) AND retired_at IS NULL AND id <> $3`,
);
// Of two who add the same name at once, the second waits for the first and finds it taken.
const insert = statement<{ version: number }>(
  'tag_insert',
  `INSERT INTO tag (workspace_id, id, name) VALUES ($1, $2, $3)
   ON CONFLICT (workspace_id, lower(name)) WHERE retired_at IS NULL DO NOTHING RETURNING version`,
);
const rename = statement<{ version: number }>(
  'tag_rename',
  'UPDATE tag SET name = $3, version = version + 1 WHERE workspace_id = $1 AND id = $2 RETURNING version',
);
const retire = statement<{ version: number }>(
  'tag_retire',
  `UPDATE tag SET retired_at = CASE WHEN $3 THEN heed_now() END, version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);
// Whoever adds or brings back at the same time waits, so that neither the limit nor a name is passed by two at once.
const oneByOne = statement('tag_one_by_one', `SELECT pg_advisory_xact_lock(hashtext('tag ' || $1))`);

/** The tags of the workspace; those off the list come last. */
export const tagList = answer(listTags, async (ctx) => {
  demand(ctx, conversationPolicy, 'list');
  const rows = await ctx.tx.rows(all, [ctx.workspaceId]);
  return { tags: rows.map((row) => ({ id: row.id, name: row.name, isRetired: row.is_retired, version: row.version })) };
});

/** Adds a tag to the list. */
export const addNewTag = handle(addTag, async (ctx, { name }) => {
  demand(ctx, conversationPolicy, 'keep_tags');
  await demandRoom(ctx);
  const row = await ctx.tx.first(insert, [ctx.workspaceId, ctx.key, name]);
  if (!row) nameTaken(name);
  ctx.emit(tagChanged, { tagId: ctx.key, what: 'added' });
  return { tagId: ctx.key, version: row.version };
});

/** Calls a tag something else; conversations and views name it by its id. */
export const renameOneTag = handle(renameTag, async (ctx, { tagId, version, name }) => {
  const tag = await accessTag(ctx, tagId, version);
  if (tag.name === name) return { tagId, version };
  if (!tag.is_retired) await demandFreeName(ctx, name, tagId);
  const saved = await ctx.tx.first(rename, [ctx.workspaceId, tagId, name]);
  ctx.emit(tagChanged, { tagId, what: 'renamed' });
  return { tagId, version: saved?.version ?? version + 1 };
});

/** Takes a tag off the list or brings it back. Conversations keep it either way. */
export const retireOneTag = handle(retireTag, async (ctx, { tagId, version, retired }) => {
  const tag = await accessTag(ctx, tagId, version);
  if (tag.is_retired === retired) return { tagId, version };
  if (!retired) {
    await demandRoom(ctx);
    await demandFreeName(ctx, tag.name, tagId);
  }
  const saved = await ctx.tx.first(retire, [ctx.workspaceId, tagId, retired]);
  ctx.emit(tagChanged, { tagId, what: retired ? 'retired' : 'brought_back' });
  return { tagId, version: saved?.version ?? version + 1 };
});

async function accessTag(ctx: CommandContext, tagId: Id, version: number): Promise<TagRow> {
  demand(ctx, conversationPolicy, 'keep_tags');
  await ctx.tx.rows(oneByOne, [ctx.workspaceId]);
  const row = await ctx.tx.first(lock, [ctx.workspaceId, tagId]);
  if (!row) notFound('tag');
  demandVersion(row, version);
  return row;
}

async function demandRoom(ctx: CommandContext): Promise<void> {
  await ctx.tx.rows(oneByOne, [ctx.workspaceId]);
  const row = await ctx.tx.first(inUse, [ctx.workspaceId]);
  if ((row?.count ?? 0) < mostTags) return;
  refuse('conversation.too_many_tags', `The list holds ${mostTags} tags, which is the most. Take one off first.`);
}

async function demandFreeName(ctx: CommandContext, name: string, tagId: Id): Promise<void> {
  if (await ctx.tx.first(sameName, [ctx.workspaceId, name, tagId])) nameTaken(name);
}

function nameTaken(name: string): never {
  return refuse('conversation.tag_taken', `There is already a tag “${name}”.`);
}
