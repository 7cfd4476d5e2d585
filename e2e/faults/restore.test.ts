import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { newId } from '#kernel/contract/ids.ts';
import { livePath, liveProtocol, type ServerFrame } from '#kernel/contract/live.ts';
import { fixedChooser } from './lib/chooser.ts';
import { rowsOf } from './lib/database.ts';
import { ask } from './lib/http.ts';
import { metricsToken, type Product, startProduct } from './lib/product.ts';
import { type Shop, setUpShop } from './lib/shop.ts';
import { beginVisit, shopOrigin } from './lib/visitor.ts';

let product: Product;
let shop: Shop;

beforeAll(async () => {
  product = await startProduct();
  shop = await setUpShop(product);
}, 120_000);
afterAll(() => product?.stop(), 60_000);

/** The first frame that a desk hears when it comes with this cursor. */
function helloWith(cursor?: string): Promise<ServerFrame> {
  const url = (product.urls[0] ?? '').replace('http', 'ws') + livePath;
  const socket = new WebSocket(url, liveProtocol, { headers: { cookie: shop.cookies[0] ?? '' } });
  return new Promise((resolve, reject) => {
    socket.on('open', () => socket.send(JSON.stringify({ t: 'hello', as: 'staff', ...(cursor ? { cursor } : {}) })));
    socket.on('error', reject);
    socket.on('message', (data) => {
      resolve(JSON.parse(String(data)) as ServerFrame);
      socket.close();
    });
  });
}

/** Takes the database back to where the conversation had `kept` messages, as a restore of an old copy does. */
async function goBack(conversationId: string, kept: number): Promise<void> {
  const sql = (text: string, values: unknown[]) => rowsOf<{ seq: number }>(product.database, text, values);
  const [last] = await sql("SELECT seq FROM event WHERE data->>'conversationId' = $1 AND (data->>'number')::int = $2", [
    conversationId,
    kept,
  ]);
  await sql('DELETE FROM finished_write WHERE key IN (SELECT id FROM message WHERE number > $1)', [kept]);
  await sql('DELETE FROM message WHERE number > $1', [kept]);
  await sql('UPDATE conversation SET last_number = $1 WHERE id = $2', [kept, conversationId]);
  await sql('DELETE FROM event WHERE workspace_id = $1 AND seq > $2', [shop.workspaceId, last?.seq]);
  await sql('UPDATE workspace_stream SET head = $2 WHERE workspace_id = $1', [shop.workspaceId, last?.seq]);
}

test('a database that went back is noticed, and what clients offer again is there once and in order', async () => {
  const url = product.urls[0] ?? '';
  const token = await beginVisit(fixedChooser(url), shop.widgetKey, 1);
  const messages = ['My kettle leaks.', 'It is two weeks old.', 'Can you help?'].map((text) => ({
    text,
    key: newId(),
  }));
  const offer = async ({ text, key }: { text: string; key: string }) => {
    const headers = { authorization: `Bearer ${token}`, 'x-heed-key': shop.widgetKey, origin: shopOrigin };
    const sent = { method: 'POST', headers: { ...headers, 'idempotency-key': key }, body: { text } };
    const answer = await ask(`${url}/api/v1/chat/messages`, sent);
    return JSON.parse(answer.text) as { conversationId: string; number: number };
  };
  const offerAll = async () => {
    const numbers: number[] = [];
    let conversationId = '';
    for (const message of messages) {
      const written = await offer(message);
      numbers.push(written.number);
      conversationId = written.conversationId;
    }
    return { numbers, conversationId };
  };
  const { conversationId } = await offerAll();
  const before = await helloWith();
  const cursor = 'cursor' in before ? before.cursor : '';
  expect(await helloWith(cursor)).toMatchObject({ t: 'welcome', resumed: true });

  await goBack(conversationId, 1);
  expect(await helloWith(cursor)).toMatchObject({ t: 'regressed' });
  const headers = { authorization: `Bearer ${metricsToken}` };
  expect((await ask(`${url}/metrics`, { headers })).text).toMatch(/^heed_history_regression_total 1$/m);

  expect(await offerAll()).toEqual({ conversationId, numbers: [1, 2, 3] });
  expect(await offerAll()).toEqual({ conversationId, numbers: [1, 2, 3] });
  const stored = await rowsOf<{ text: string }>(product.database, 'SELECT text FROM message ORDER BY number');
  expect(stored.map((row) => row.text)).toEqual(messages.map((message) => message.text));
}, 60_000);
