import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileLimits } from '#kernel/contract/files.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { setStage } from '#kernel/test/stage.ts';
import { sendUp, smallPdf, uploaded } from '#kernel/test/upload.ts';

/** What is uploaded, and what of it is ever shown: part of T-45 and T-46. */
let heed: TestHeed;
let owner: Client;
let visitor: Client;
let dataDir: string;

beforeAll(async () => {
  heed = await startTestHeed();
  dataDir = heed.running.kernel.config.dataDir;
  const { cast } = await setStage(heed, []);
  owner = cast.owner;
  visitor = cast.concerned;
});
afterAll(() => heed.stop());

const plain = (width = 60, height = 40) =>
  sharp({ create: { width, height, channels: 3, background: { r: 130, g: 46, b: 97 } } });
const get = (by: Client, id: string, form = '', headers: Record<string, string> = {}) =>
  by.raw('GET', `/api/v1/files/${id}${form}`, { headers });
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;
/** Names of everything that lies in the data folder. */
const stored = async () =>
  (await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile())
    .map((one) => one.name);
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('an upload', () => {
  it('is kept by its content, whatever its name says, and answers with what messages show', async () => {
    const file = await uploaded(owner, smallPdf, 'holiday.png');
    expect(file).toMatchObject({
      name: 'holiday.png.pdf',
      type: 'application/pdf',
      size: smallPdf.length,
      width: null,
    });
    const response = await get(owner, file.id);
    expect(await response.text()).toBe(smallPdf);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="holiday\.png\.pdf"/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
  });

  it('sent again under its id is the same file; another content under that id is refused', async () => {
    const { id } = await uploaded(owner, 'Order 10443', 'order.txt');
    const [again, twice] = await Promise.all([
      uploaded(owner, 'Order 10443', 'order.txt', id),
      sendUp(owner, 'Order 10443', 'order.txt', id),
    ]);
    expect([again.id, twice.response.status]).toEqual([id, 200]);
    const other = await sendUp(owner, 'Order 10444', 'order.txt', id);
    expect([other.response.status, await codeOf(other.response)]).toEqual([409, 'input.key_reused']);
    expect(await (await get(owner, id)).text()).toBe('Order 10443');
  });

  it('of a picture is encoded anew: upright, without place and camera, in full and small', async () => {
    const photo = await plain(1_200, 800)
      .jpeg()
      .withExif({
        IFD0: { Make: 'Spy', Orientation: '6' },
        IFD3: { GPSLatitude: '37/1 48/1 0/1', GPSLatitudeRef: 'S' },
      })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect((await sharp(photo).metadata()).exif).toBeDefined();
    const file = await uploaded(visitor, photo, 'IMG_1.JPG');
    expect(file).toMatchObject({ name: 'IMG_1.jpg', type: 'image/jpeg', width: 800, height: 1_200 });
    const full = await get(visitor, file.id, '/view');
    expect(full.headers.get('content-type')).toBe('image/jpeg');
    const seen = await sharp(await bytesOf(full)).metadata();
    expect([seen.width, seen.height, seen.exif, seen.orientation]).toEqual([800, 1_200, undefined, undefined]);
    const small = await sharp(await bytesOf(await get(visitor, file.id, '/thumbnail'))).metadata();
    expect([small.format, small.width, small.height]).toEqual(['webp', 320, 480]);
  });

  it('over the limit, empty, or cut off is refused in words and leaves nothing', async () => {
    const before = await stored();
    const big = Buffer.alloc(fileLimits.customer + 1, 'a');
    const tooBig = await sendUp(visitor, big, 'big.txt');
    expect([tooBig.response.status, await tooBig.response.json()]).toMatchObject([
      413,
      { code: 'file.too_large', detail: 'It may hold 10 MB.', facts: { limit: 10_000_000 } },
    ]);
    const empty = await sendUp(owner, '', 'empty.txt');
    expect(await codeOf(empty.response)).toBe('file.empty');
    await cutOff(newId());
    expect(await stored()).toEqual(before);
  });

  it('of 50 MB from staff is kept as it came, without being held in memory', async () => {
    const content = Buffer.alloc(fileLimits.staff, 'heed ');
    const before = process.memoryUsage.rss();
    const file = await uploaded(owner, content, 'log.txt');
    expect(file.size).toBe(fileLimits.staff);
    const piece = await get(owner, file.id, '', { Range: 'bytes=49999990-' });
    expect([piece.status, piece.headers.get('content-range'), await piece.text()]).toEqual([
      206,
      'bytes 49999990-49999999/50000000',
      'heed heed ',
    ]);
    // Sender and server are one process here: what the sender holds is counted too.
    expect(process.memoryUsage.rss() - before).toBeLessThan(3 * fileLimits.staff);
    expect((await get(owner, file.id, '', { Range: 'bytes=60000000-' })).status).toBe(416);
  });

  /** Says that a hundred bytes come, sends ten and goes. */
  function cutOff(id: string): Promise<void> {
    return new Promise((resolve) => {
      const { hostname, port } = new URL(heed.url);
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          `PUT /api/v1/files/${id} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nCookie: ${owner.cookie}\r\nContent-Length: 100\r\n\r\n0123456789`,
        );
        setTimeout(() => socket.destroy(), 100);
      });
      socket.on('close', () => setTimeout(resolve, 300));
    });
  }
});

describe('T-46: hostile contents', () => {
  const png = (width: number, height: number) => {
    const bytes = Buffer.from(
      '89504e470d0a1a0a0000000d49484452000000000000000008060000000000000000000049444154789c63000100000500010d0a2db40000000049454e44ae426082',
      'hex',
    );
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
    return bytes;
  };
  const eicar = `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR'}-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`;

  it.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'logo.svg', 'file.kind_refused'],
    [
      'SVG behind a declaration',
      '<?xml version="1.0"?>\n<!-- x -->\n<svg xmlns="a"/>',
      'logo.png',
      'file.kind_refused',
    ],
    ['HTML as .png', '<!DOCTYPE html><script>alert(1)</script>', 'photo.png', 'file.kind_refused'],
    ['HTML in UTF-16', Buffer.from('\ufeff<html><script>1</script>', 'utf16le'), 'note.txt', 'file.kind_refused'],
    [
      'PDF that is also a page',
      `%PDF-1.4\n<html><script>alert(1)</script></html>\n${smallPdf}`,
      'a.pdf',
      'file.kind_refused',
    ],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200, 1)]), 'setup.pdf', 'file.kind_refused'],
    [
      'an ELF program',
      Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(200)]),
      'a.txt',
      'file.kind_refused',
    ],
    ['EICAR', eicar, 'a.txt', 'file.kind_refused'],
    ['what nobody knows', Buffer.from([0, 1, 2, 3, 4, 5, 250, 251]), 'a.jpg', 'file.kind_refused'],
    ['a picture of 50,000 by 50,000', png(50_000, 50_000), 'flood.png', 'file.picture_refused'],
    [
      'a picture that is none',
      Buffer.concat([png(10, 10).subarray(0, 40), Buffer.alloc(30)]),
      'broken.png',
      'file.picture_refused',
    ],
  ])('%s is refused', async (_, content, name, code) => {
    const before = await stored();
    const rss = process.memoryUsage.rss();
    for (const by of [owner, visitor]) {
      const { response } = await sendUp(by, content, name);
      const body = (await response.json()) as { code: string; detail: string };
      expect([response.status, body.code]).toEqual([422, code]);
      expect(body.detail).toMatch(/accepted|decoded/);
    }
    expect(await stored()).toEqual(before);
    expect(process.memoryUsage.rss() - rss).toBeLessThan(100_000_000);
  });

  it('a GIF with an archive behind its end comes out as a picture alone', async () => {
    const gif = await plain().gif().toBuffer();
    const jar = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.from('META-INF/MANIFEST.MF'), Buffer.alloc(50)]);
    const file = await uploaded(visitor, Buffer.concat([gif, jar]), 'dance.gif');
    const shown = await bytesOf(await get(visitor, file.id, '/view'));
    expect(shown.subarray(0, 6).toString()).toBe('GIF89a');
    expect(shown.includes('META-INF')).toBe(false);
    expect((await bytesOf(await get(visitor, file.id))).includes('PK\u0003\u0004')).toBe(false);
  });

  it('nothing but pictures made here and PDFs is ever shown rather than saved', async () => {
    const text = await uploaded(owner, 'name,order\nAnn,10443', 'orders.csv');
    const pdf = await uploaded(owner, smallPdf, 'terms.pdf');
    expect((await get(owner, text.id, '/view')).status).toBe(404);
    expect((await get(owner, pdf.id, '/thumbnail')).status).toBe(404);
    const shown = await get(owner, pdf.id, '/view');
    expect([shown.headers.get('content-type'), shown.headers.get('x-content-type-options')]).toEqual([
      'application/pdf',
      'nosniff',
    ]);
    expect(shown.headers.get('content-security-policy')).toMatch(/default-src 'none'.* sandbox allow-scripts/);
    const photo = await uploaded(owner, await plain().png().toBuffer(), 'a.png');
    expect((await get(owner, photo.id, '/view')).headers.get('content-security-policy')).toContain('sandbox');
  });
});

describe('T-45: file names', () => {
  it.each(
    [
      '../../../etc/cron.d/heed',
      '..\\..\\boot.ini',
      '%2e%2e%2fx.txt',
      'con.txt',
      'a\u0000.txt',
      'a\r\nContent-Type: text/html\r\n\r\n<script>.txt',
      '\u200b.htaccess',
      '\u202egnp.exe',
      `1,000 signs${'x'.repeat(1_000)}.txt`,
      'many marks on Z'.concat('\u0301'.repeat(2_000), '.txt'),
    ].map((name) => ({ name, shown: JSON.stringify(name.slice(0, 40)) })),
  )('$shown reaches neither the disk nor a header as it is', async ({ name }) => {
    const file = await uploaded(owner, `Content of a name with ${name.length} signs`, name);
    expect(file.name).not.toMatch(/[\p{Cc}\p{Cf}/\\<>]/u);
    expect(file.name.length).toBeLessThanOrEqual(150);
    expect(file.name.endsWith('.txt')).toBe(true);
    const response = await get(owner, file.id);
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="[ -~]*"; filename\*=UTF-8''[\w%.~-]+$/,
    );
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect((await stored()).every((one) => /^[0-9a-f]{64}$/.test(one))).toBe(true);
  });
});
