import { open, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { type Id, newId } from '#kernel/contract/ids.ts';
import { type Arrived, type Contents, digestOf, take } from '#kernel/files/contents.ts';
import { type FileKind, pictureTypes } from '#kernel/files/kinds.ts';
import { tidyName } from '#kernel/files/names.ts';
import { encodeAnew } from '#kernel/files/pictures.ts';
import { recognise } from '#kernel/files/recognise.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Carried } from './attach.ts';
import { shareContents } from './contents-lock.ts';

/** What is kept of something that arrived: the file itself or the picture made of it, and the small picture. */
export interface Kept {
  type: string;
  full: Arrived & { path: string };
  thumb?: Arrived & { path: string };
  width?: number;
  height?: number;
}

/** Pictures are encoded anew; everything else is kept as it came. */
export async function keptOf(type: string, came: Kept['full'], place: () => Promise<string>): Promise<Kept> {
  if (!pictureTypes.includes(type)) return { type, full: came };
  const into = { full: await place(), thumb: await place() };
  const { width, height, ...made } = await encodeAnew(came.path, type, into);
  const [full, thumb] = await Promise.all([digestOf(into.full), digestOf(into.thumb)]);
  return {
    ...{ type: made.type, width, height },
    full: { ...full, path: into.full },
    thumb: { ...thumb, path: into.thumb },
  };
}

const webp = { type: 'image/webp', endings: ['webp'] };

/** The name under which it is shown: its ending tells what became of it. */
export function nameFor(given: string, kind: FileKind, kept: Kept): string {
  return tidyName(given, kind.type === kept.type ? kind : webp);
}

const insert = statement(
  'file_insert',
  `INSERT INTO file (workspace_id, id, account_id, customer_id, name, type, size, sha256, thumb_sha256, width, height)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
);

/** Keeps a file that nobody has sent yet, for the person or the customer whose it is. */
export async function keepRow(
  ctx: CommandContext,
  contents: Contents,
  row: { id: Id; name: string; accountId: Id | null; customerId: Id | null },
  kept: Kept,
): Promise<void> {
  await bringIn(ctx, contents, kept);
  const { type, full, thumb, width = null, height = null } = kept;
  const content = [row.name, type, full.size, full.sha256, thumb?.sha256 ?? null, width, height];
  await ctx.tx.rows(insert, [ctx.workspaceId, row.id, row.accountId, row.customerId, ...content]);
}

/** Contents get their names under the lock that holds the sweep off, so that none goes between name and row. */
async function bringIn(ctx: CommandContext, contents: Contents, { full, thumb }: Kept): Promise<void> {
  await shareContents(ctx.tx);
  for (const one of thumb ? [full, thumb] : [full]) await contents.keep(ctx.workspaceId, one.path, one.sha256);
}

/** A file that came with something else, such as a mail, ready to be kept. */
export interface Prepared {
  id: Id;
  name: string;
  kept: Kept;
}

/**
 * Makes a file of bytes that came with something else: recognised by content, pictures encoded anew, as with an upload.
 * `places` hears of every file that this makes on the disk; whoever asks removes them in the end.
 * @throws Problem file.kind_refused, file.picture_refused, file.empty, file.too_large, file.no_room
 */
export async function prepareFile(
  contents: Contents,
  given: { name: string; content: Uint8Array },
  places: string[],
  limit: number,
): Promise<Prepared> {
  const place = async () => {
    const path = await contents.arriving();
    places.push(path);
    return path;
  };
  const path = await place();
  const into = await open(path, 'wx', 0o600);
  const came = await take(Readable.from([given.content]), into, limit).finally(() => into.close());
  const kind = await recognise(path);
  const kept = await keptOf(kind.type, { ...came, path }, place);
  return { id: newId(), name: nameFor(given.name, kind, kept), kept };
}

/** Keeps what was prepared as a customer's, to go with a message of theirs. */
export async function keepPrepared(
  ctx: CommandContext,
  contents: Contents,
  customerId: Id,
  prepared: readonly Prepared[],
): Promise<Carried> {
  for (const { id, name, kept } of prepared) {
    await keepRow(ctx, contents, { id, name, accountId: null, customerId }, kept);
  }
  return {
    ids: prepared.map((one) => one.id),
    pictures: prepared.filter((one) => one.kept.thumb).length,
    names: prepared.map((one) => one.name).join(', '),
  };
}

/** Removes what was prepared and not kept. */
export async function forgetPlaces(places: readonly string[]): Promise<void> {
  for (const path of places) await rm(path, { force: true });
}
