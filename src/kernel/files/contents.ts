import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Id } from '#kernel/contract/ids.ts';
import { Problem } from '#kernel/server/problem.ts';

/**
 * What files hold, on the local disk: each content once in its workspace, named by its SHA-256, so that no name given by
 * anybody ever reaches the disk. A content bears its name only when all of it has reached the disk.
 */
export interface Contents {
  /** A new file for something that is arriving. Whoever asks for it removes it. */
  arriving(): Promise<string>;
  /** Gives a file that has arrived whole its name; one of the same content is taken its place, which changes nothing. */
  keep(workspaceId: Id, arrived: string, sha256: Buffer): Promise<void>;
  pathOf(workspaceId: Id, sha256: Buffer): string;
  /** Removes contents; what is not there is no error. */
  remove(workspaceId: Id, sha256: readonly Buffer[]): Promise<void>;
  /** Contents of a workspace, a folder at a time, that nobody touched since `before`. */
  olderThan(workspaceId: Id, before: Date): AsyncGenerator<Buffer[]>;
  /** Removes what began to arrive before that time and never did. */
  forgetArriving(before: Date): Promise<void>;
}

const contentName = /^[0-9a-f]{64}$/;

/** The contents below `files/` in the data folder. */
export function contentsIn(dataDir: string): Contents {
  const root = join(dataDir, 'files');
  const waiting = join(root, 'arriving');
  const pathOf = (workspaceId: Id, sha256: Buffer) => {
    const name = sha256.toString('hex');
    return join(root, workspaceId, name.slice(0, 2), name);
  };
  return {
    pathOf,
    arriving: async () => {
      await mkdir(waiting, { recursive: true, mode: 0o700 });
      return join(waiting, randomUUID());
    },
    keep: async (workspaceId, arrived, sha256) => {
      const path = pathOf(workspaceId, sha256);
      // Nearly always the folder is there.
      await rename(arrived, path).catch(async () => {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await rename(arrived, path);
      });
      await syncFolder(dirname(path));
    },
    remove: async (workspaceId, all) => {
      for (const sha256 of all) await rm(pathOf(workspaceId, sha256), { force: true });
    },
    olderThan: async function* (workspaceId, before) {
      const folder = join(root, workspaceId);
      for (const part of await namesIn(folder)) {
        const names = (await namesIn(join(folder, part))).filter((name) => contentName.test(name));
        const old: Buffer[] = [];
        for (const name of names) {
          if (await isOlder(join(folder, part, name), before)) old.push(Buffer.from(name, 'hex'));
        }
        if (old.length > 0) yield old;
      }
    },
    forgetArriving: async (before) => {
      for (const name of await namesIn(waiting)) {
        const path = join(waiting, name);
        if (await isOlder(path, before)) await rm(path, { force: true });
      }
    },
  };
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

async function isOlder(path: string, before: Date): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && found.mtime < before;
}

/** A name is on the disk when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

export interface Arrived {
  size: number;
  sha256: Buffer;
}

/** Without a byte for this long, whoever sends has gone. */
const silenceMs = 30_000;
const tooLarge = (limit: number) =>
  new Problem('file.too_large', `It may hold ${limit / 1_000_000} MB.`, { facts: { limit } });

/**
 * Writes what arrives to an open file, a piece at a time, and waits until it has reached the disk.
 * @throws Problem file.too_large, file.empty, file.no_room, input.too_slow
 */
export async function take(source: Readable, into: FileHandle, limit: number): Promise<Arrived> {
  const hash = createHash('sha256');
  let size = 0;
  const giveUp = () => source.destroy(new Problem('input.too_slow', 'Nothing came for 30 s.'));
  const silence = setTimeout(giveUp, silenceMs);
  try {
    // A refusal half way is answered on this connection, so the rest must not be destroyed with it.
    for await (const piece of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      silence.refresh();
      size += piece.length;
      if (size > limit) throw tooLarge(limit);
      hash.update(piece);
      await into.writeFile(piece);
    }
    if (size === 0) throw new Problem('file.empty', 'Send the bytes of the file as the body of the request.');
    await into.sync();
    return { size, sha256: hash.digest() };
  } catch (error) {
    throw inPlainWords(error);
  } finally {
    clearTimeout(silence);
  }
}

/** Refuses by what the sender announces, before anything is read. @throws Problem file.too_large */
export function demandSize(announced: string | undefined, limit: number): void {
  if (Number(announced ?? 0) > limit) throw tooLarge(limit);
}

/** A full disk, and a sender who broke off, are no errors of ours. */
function inPlainWords(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return new Problem('file.no_room', 'Ask whoever runs this installation to make room, then upload it again.');
  }
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ABORT_ERR') {
    return new Problem('input.too_slow', 'The file did not arrive whole. Send it again with the same id.');
  }
  return error;
}

/** The SHA-256 of a file that is there, read a piece at a time. */
export async function digestOf(path: string): Promise<Arrived> {
  const handle = await open(path, 'r');
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const piece of handle.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>) {
      size += piece.length;
      hash.update(piece);
    }
    return { size, sha256: hash.digest() };
  } finally {
    await handle.close();
  }
}
