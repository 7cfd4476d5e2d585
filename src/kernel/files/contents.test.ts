import { existsSync } from 'node:fs';
import { mkdtemp, open, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#kernel/contract/ids.ts';
import { contentsIn, take } from './contents.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-contents-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('what arrives', () => {
  it.skipIf(!existsSync('/dev/full'))('part of T-12: at a full disk is refused in words', async () => {
    const full = await open('/dev/full', 'w');
    await expect(take(Readable.from([Buffer.from('Hello')]), full, 100)).rejects.toMatchObject({
      code: 'file.no_room',
    });
    await full.close();
  });

  it('and never does is forgotten; what has arrived bears its hash and nothing else', async () => {
    const contents = contentsIn(folder);
    const workspaceId = newId();
    const arrived = await contents.arriving();
    const handle = await open(arrived, 'wx');
    const { sha256, size } = await take(Readable.from([Buffer.from('He'), Buffer.from('ed')]), handle, 100);
    await handle.close();
    await contents.keep(workspaceId, arrived, sha256);
    const left = await contents.arriving();
    await writeFile(left, 'half');
    await utimes(left, new Date(0), new Date(0));
    await contents.forgetArriving(new Date());
    expect([size, await readdir(join(folder, 'files', 'arriving'))]).toEqual([4, []]);
    const found = [];
    for await (const some of contents.olderThan(workspaceId, new Date(Date.now() + 60_000))) found.push(...some);
    expect(found).toEqual([sha256]);
    await contents.remove(workspaceId, [sha256, sha256]);
    expect(existsSync(contents.pathOf(workspaceId, sha256))).toBe(false);
  });
});
