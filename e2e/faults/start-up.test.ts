import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { livePath, liveProtocol } from '#kernel/contract/live.ts';
import { notedAddress } from '#kernel/server/address.ts';
import { deskPolicy } from '#kernel/server/http/files.ts';
import { databasePids } from './lib/database.ts';
import { report } from './lib/describe.ts';
import { ask } from './lib/http.ts';
import { fetchNode } from './lib/node.ts';
import { builtRoot, type Product, startProduct } from './lib/product.ts';
import { setUpShop } from './lib/shop.ts';

/** A client that connects and then neither reads nor answers, as a sleeping laptop does. */
async function deafSocket(url: string): Promise<void> {
  const socket = new WebSocket(url.replace('http', 'ws') + livePath, liveProtocol);
  socket.on('error', () => {});
  socket.on('upgrade', (message) => message.socket.pause());
  await new Promise((resolve) => socket.once('open', resolve));
}

/** A second one on the same port ends at once, with a word on why, and takes nothing of the first one with it. */
async function demandFreePort(product: Product, url: string): Promise<void> {
  const { port } = new URL(url);
  const env = { ...process.env, NODE_ENV: 'production', HEED_DATA: product.dataDir, PORT: port };
  const late = promisify(execFile)(process.execPath, [join(builtRoot, 'dist', 'cli.js'), 'start'], {
    env,
    timeout: 30_000,
  });
  await expect(late).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(`Port ${port} is taken`) });
  expect(await ask(`${url}/readyz`)).toMatchObject({ status: 200 });
  expect(await notedAddress(product.dataDir)).toBe(url);
}

/** Everything that a fresh start must offer. Returns milliseconds of the stop and of the second start. */
async function smoke(product: Product) {
  const [one] = product.processes;
  if (!one) throw new Error('no process');
  const get = (path: string) => ask(one.url + path);
  expect(await get('/healthz')).toMatchObject({ status: 200, text: 'ok' });
  expect(await get('/readyz')).toMatchObject({ status: 200, text: 'ready' });
  const link = new URL(product.setUpLink());
  expect(link.origin).toBe(one.url);
  const page = await get(link.pathname);
  expect(page).toMatchObject({ status: 200, headers: { 'content-security-policy': deskPolicy } });
  const script = /src="(\/desk\/assets\/[^"]+\.js)"/.exec(page.text)?.[1] ?? '';
  expect((await get(script)).status).toBe(200);
  const loader = await get('/heed.js');
  expect(loader).toMatchObject({ status: 200, headers: { 'access-control-allow-origin': '*' } });
  expect(loader.headers['content-type']).toContain('javascript');
  await setUpShop(product);
  await deafSocket(one.url);
  await demandFreePort(product, one.url);

  const stopped = await one.end('SIGTERM');
  expect(stopped).toMatchObject({ code: 0, signal: null });
  expect(stopped.ms).toBeLessThan(5_000);
  expect(await databasePids(product.dataDir)).toEqual([]);

  const secondStart = await one.start();
  expect(secondStart).toBeLessThan(8_000);
  expect((await get('/api/v1/set-up')).text).toContain('true');
  expect(one.output().match(/Open this link/g)).toHaveLength(1);
  return { stopMs: Math.round(stopped.ms), secondStartMs: Math.round(secondStart) };
}

describe('the built product', () => {
  test('starts, serves, stops and starts again', async (context) => {
    const product = await startProduct();
    try {
      const { stopMs, secondStartMs } = await smoke(product);
      report(context, {
        id: 'start',
        what: `start, stop and second start under Node ${process.version}`,
        counts: 'health, set-up link, desk, widget, exit 0, data kept',
        figures: `second start to the first answer ${secondStartMs} ms, stop after SIGTERM ${stopMs} ms`,
      });
    } finally {
      await product.stop();
    }
  }, 120_000);

  test('does the same under Node 24', async (context) => {
    const folder = await mkdtemp(join(tmpdir(), 'heed-node-'));
    let product: Product | undefined;
    try {
      const node = await fetchNode(24, folder);
      if ('why' in node) {
        console.log(`skipped: start-up under Node 24 (${node.why})`);
        return context.skip(node.why);
      }
      product = await startProduct({ node: node.path });
      const { secondStartMs } = await smoke(product);
      report(context, {
        id: 'start',
        what: 'start, stop and second start under Node 24',
        counts: 'health, set-up link, desk, widget, exit 0, data kept',
        figures: `second start to the first answer ${secondStartMs} ms`,
      });
    } finally {
      await product?.stop();
      await rm(folder, { recursive: true, force: true });
    }
  }, 240_000);
});
