import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import type pg from 'pg';
import { contentsLock } from '#contact/conversations/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { type Contents, contentsIn } from '#kernel/files/contents.ts';
import type { ArchiveWriter } from './archive.ts';
import { contentName, partBytes, type StoredContent } from './format.ts';

const listed = (hasMail: boolean) => `DECLARE contents NO SCROLL CURSOR FOR
  SELECT workspace_id AS "workspaceId", sha256 FROM file
  UNION SELECT workspace_id, thumb_sha256 FROM file WHERE thumb_sha256 IS NOT NULL
  ${hasMail ? 'UNION SELECT workspace_id, sha256 FROM mail' : ''} ORDER BY 1, 2`;

/** What the files and raw mails of every workspace hold, each content once. Inside a transaction. */
export async function* contentsOf(client: pg.ClientBase): AsyncGenerator<{ workspaceId: Id; sha256: Buffer }> {
  const { rows } = await client.query(
    "SELECT to_regclass('public.file') AS files, to_regclass('public.mail') AS mails",
  );
  // A database of an older Heed knows no files, or no mails.
  if (!rows[0]?.files) return;
  await client.query(listed(Boolean(rows[0]?.mails)));
  for (;;) {
    const page = (await client.query('FETCH 500 FROM contents')).rows as { workspaceId: Id; sha256: Buffer }[];
    if (page.length === 0) break;
    yield* page;
  }
  await client.query('CLOSE contents');
}

/** Nothing is swept away while this connection lives: what the rows of the backup's moment name stays until it is read. */
export async function holdContents(client: pg.ClientBase): Promise<void> {
  await client.query(`SELECT pg_advisory_lock_shared(${contentsLock})`);
}

/** Writes every content in parts. What is not on the disk is counted and no reason to stop. */
export async function writeFiles(
  client: pg.ClientBase,
  archive: ArchiveWriter,
  dataDir: string,
): Promise<{ count: number; missing: number }> {
  const contents = contentsIn(dataDir);
  let count = 0;
  let missing = 0;
  for await (const { workspaceId, sha256 } of contentsOf(client)) {
    const handle = await open(contents.pathOf(workspaceId, sha256), 'r').catch(() => undefined);
    if (!handle) {
      missing++;
      continue;
    }
    await writeParts(archive, handle, { workspaceId, sha256 }).finally(() => handle.close());
    count++;
  }
  return { count, missing };
}

async function writeParts(archive: ArchiveWriter, handle: FileHandle, of: StoredContent): Promise<void> {
  for (let part = 1; ; part++) {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(partBytes), 0, partBytes, (part - 1) * partBytes);
    if (bytesRead === 0) return;
    await archive.add(contentName(of, part), buffer.subarray(0, bytesRead));
  }
}

interface Arriving {
  of: StoredContent;
  path: string;
  handle: FileHandle;
  hash: Hash;
}

export type FileReader = ReturnType<typeof createFileReader>;

/** Brings contents back, part after part. Each is kept only when it is what its name says. */
export function createFileReader(dataDir: string) {
  const contents: Contents = contentsIn(dataDir);
  let count = 0;
  let now: Arriving | undefined;
  const begin = async (of: StoredContent): Promise<Arriving> => {
    const path = await contents.arriving();
    return { of, path, handle: await open(path, 'wx', 0o600), hash: createHash('sha256') };
  };
  const end = async () => {
    if (!now) return;
    const { of, path, handle, hash } = now;
    now = undefined;
    await handle.sync().finally(() => handle.close());
    if (!hash.digest().equals(of.sha256)) {
      await rm(path, { force: true });
      throw new Error('The archive was changed or damaged: a file in it is not what its name says. Nothing was kept.');
    }
    await contents.keep(of.workspaceId, path, of.sha256);
    count++;
  };
  return {
    take: async (of: StoredContent, part: Buffer) => {
      if (now && !(now.of.sha256.equals(of.sha256) && now.of.workspaceId === of.workspaceId)) await end();
      now ??= await begin(of);
      now.hash.update(part);
      await now.handle.writeFile(part);
    },
    /** Resolves with how many came back. */
    finish: async () => {
      await end();
      return count;
    },
    /** Forgets the one that has not come whole, if there is one. */
    abandon: async () => {
      await now?.handle.close().catch(() => {});
      if (now) await rm(now.path, { force: true });
    },
  };
}

/** How many contents there are and how many of them are not on the disk, of at most so many. */
export async function lookForFiles(
  client: pg.ClientBase,
  dataDir: string,
  most: number,
): Promise<{ count: number; missing: number }> {
  const contents = contentsIn(dataDir);
  let count = 0;
  let missing = 0;
  await client.query('BEGIN READ ONLY');
  for await (const { workspaceId, sha256 } of contentsOf(client)) {
    if (count++ >= most) break;
    if (!(await stat(contents.pathOf(workspaceId, sha256)).catch(() => undefined))) missing++;
  }
  await client.query('ROLLBACK');
  return { count: Math.min(count, most), missing };
}
