import { createReadStream } from 'node:fs';
import { type FileHandle, link, open, rm, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';

/**
 * An archive is a tar file (ustar, POSIX.1-1988) inside gzip: `tar -tzf` lists it and `tar -xzf` takes it apart. Long
 * contents are cut into parts, because a tar entry says its size before it begins.
 */

const tarBlock = 512;
/** No entry of ours is larger; anything else is not an archive of Heed. */
const mostBytes = 64 << 20;

export interface ArchiveWriter {
  add(name: string, content: Buffer): Promise<void>;
  /** Ends the archive and gives the file its name. Resolves with its size. */
  finish(): Promise<number>;
  /** Takes away what was written so far. */
  abandon(): Promise<void>;
}

/** Begins an archive beside `path`; it bears that name only once it is whole. @throws Error when there is such a file */
export async function createArchive(path: string): Promise<ArchiveWriter> {
  if (await stat(path).catch(() => undefined)) {
    throw new Error(`${path} is there already. Name another file: nothing is written over.`);
  }
  const unfinished = `${path}.${process.pid}.part`;
  const file = await open(unfinished, 'wx', 0o600);
  const gzip = createGzip({ level: 4 });
  const writing = drain(gzip, file);
  // It is awaited at the end; a full disk in between must not count as unheard.
  writing.catch(() => {});
  const put = (bytes: Buffer) =>
    new Promise<void>((resolve, reject) => {
      writing.catch(reject);
      if (gzip.write(bytes)) resolve();
      else gzip.once('drain', resolve);
    });
  return {
    add: async (name, content) => {
      await put(tarHeader(name, content.length));
      await put(content);
      await put(Buffer.alloc((tarBlock - (content.length % tarBlock)) % tarBlock));
    },
    finish: async () => {
      gzip.end(Buffer.alloc(2 * tarBlock));
      await writing;
      await file.sync();
      const { size } = await file.stat();
      await file.close();
      // A link, unlike a new name, never takes the place of another file.
      await link(unfinished, path);
      await rm(unfinished);
      return size;
    },
    abandon: async () => {
      gzip.destroy();
      await writing.catch(() => {});
      await file.close().catch(() => {});
      await rm(unfinished, { force: true });
    },
  };
}

async function drain(gzip: Readable, file: FileHandle): Promise<void> {
  for await (const bytes of gzip) await file.write(bytes as Buffer);
}

function tarHeader(name: string, size: number): Buffer {
  const header = Buffer.alloc(tarBlock);
  const { prefix, rest } = inTwo(name);
  const octal = (value: number, at: number, width: number) =>
    header.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at, 'ascii');
  header.write(rest, 0, 'ascii');
  header.write(prefix, 345, 'ascii');
  octal(0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(Math.floor(Date.now() / 1_000), 136, 12);
  header.write('        0', 148, 'ascii');
  header.write('ustar\x0000', 257, 'ascii');
  octal(checksum(header), 148, 7);
  return header;
}

/** A long name is kept in two fields, cut at a slash. */
function inTwo(name: string): { prefix: string; rest: string } {
  const at = name.length <= 100 ? -1 : name.lastIndexOf('/', 154);
  const parts = { prefix: name.slice(0, Math.max(0, at)), rest: name.slice(at + 1) };
  if (parts.rest.length > 100) throw new Error(`${name} is too long a name for the archive`);
  return parts;
}

const checksum = (header: Buffer) => header.reduce((sum, byte) => sum + byte, 0);

export interface ArchiveEntry {
  name: string;
  content: Buffer;
  /** Bytes of the file that were read so far. */
  at: number;
}

/** The entries of an archive in their order, one in memory at a time. @throws Error in plain words */
export async function* readArchive(path: string): AsyncGenerator<ArchiveEntry> {
  const source = createReadStream(path);
  const unzipped = createGunzip();
  // A file that cannot be read ends what is made of it; the words come from where that is noticed.
  source.once('error', (error) => unzipped.destroy(error));
  const reader = createByteReader(source.pipe(unzipped), path);
  try {
    for (;;) {
      const header = await reader.read(tarBlock);
      if (header.every((byte) => byte === 0)) return;
      const { name, size } = readHeader(header, path);
      const content = await reader.read(size);
      await reader.read((tarBlock - (size % tarBlock)) % tarBlock);
      yield { name, content, at: source.bytesRead };
    }
  } finally {
    source.destroy();
    unzipped.destroy();
  }
}

function readHeader(header: Buffer, path: string): { name: string; size: number } {
  const size = Number.parseInt(header.toString('ascii', 124, 135), 8);
  const sum = Number.parseInt(header.toString('ascii', 148, 154), 8);
  const blank = Buffer.from(header);
  blank.fill(' ', 148, 156);
  if (sum !== checksum(blank) || !(size >= 0 && size <= mostBytes)) throw broken(path);
  const text = (from: number, to: number) => header.toString('ascii', from, to).replace(/\0[\s\S]*$/, '');
  return { name: [text(345, 500), text(0, 100)].filter(Boolean).join('/'), size };
}

const broken = (path: string) => new Error(`${path} is no whole archive of heed backup: it was cut off or changed.`);

function createByteReader(source: Readable, path: string): { read(bytes: number): Promise<Buffer> } {
  const chunks = source[Symbol.asyncIterator]();
  let held: Buffer[] = [];
  let length = 0;
  return {
    read: async (bytes) => {
      while (length < bytes) {
        const next = await chunks.next().catch(() => {
          throw broken(path);
        });
        if (next.done) throw broken(path);
        held.push(next.value as Buffer);
        length += (next.value as Buffer).length;
      }
      const all = Buffer.concat(held);
      held = [all.subarray(bytes)];
      length = all.length - bytes;
      return all.subarray(0, bytes);
    },
  };
}
