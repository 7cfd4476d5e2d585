import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chatSend } from '#contact/channels-chat/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import { Client } from '#kernel/test/client.ts';
import { isKept } from './lib/checker.ts';
import { createChooser, fixedChooser } from './lib/chooser.ts';
import { countsOf, report } from './lib/describe.ts';
import { startLoad } from './lib/load.ts';
import { type Product, startProduct } from './lib/product.ts';
import { type Shop, setUpShop } from './lib/shop.ts';
import { chooseSeed, randomFrom } from './lib/timing.ts';
import { addressOf, beginVisit, shopOrigin } from './lib/visitor.ts';

describe('three processes on one database', () => {
  let product: Product;
  let shop: Shop;

  beforeAll(async () => {
    product = await startProduct({ count: 3 });
    shop = await setUpShop(product, 2);
  }, 120_000);
  afterAll(() => product?.stop(), 60_000);

  test('T-01: one is killed during 200 sends; nothing is lost, doubled or out of order', async (context) => {
    const seed = chooseSeed();
    const random = randomFrom(seed);
    const chooser = createChooser(product.urls);
    const load = await startLoad({ product, shop, chooser, seed, visitors: 20, perVisitor: 8, replies: 2 });
    await load.reached(0.2 + random() * 0.4);
    const victim = product.processes[Math.floor(random() * 3)];
    await victim?.end('SIGKILL');
    await load.finished;
    const { verdict, pauseMs } = await load.decide();
    load.stop();
    chooser.stop();
    report(context, {
      id: 'T-01',
      what: `kill -9 of one of three processes during ${load.total} sends, seed ${seed}`,
      counts: countsOf(load.history, verdict),
      figures: `longest pause ${pauseMs} ms; ${isKept(verdict) ? 'kept' : 'BROKEN'}`,
    });
    expect(load.history.count('ack')).toBe(200);
    expect(verdict).toEqual(Object.fromEntries(Object.keys(verdict).map((name) => [name, 0])));
    await victim?.start();
  }, 120_000);

  test('the same write at all processes at once is done once, and everybody gets its answer', async () => {
    for (let i = 0; i < 10; i++) {
      const token = await beginVisit(fixedChooser(product.urls[0] ?? ''), shop.widgetKey, 1_000 + i);
      const key = newId();
      const answers = await Promise.all(
        [...product.urls, ...product.urls, ...product.urls].map((url) => {
          const client = new Client(url);
          client.headers = {
            Authorization: `Bearer ${token}`,
            'X-Heed-Key': shop.widgetKey,
            Origin: shopOrigin,
            'X-Forwarded-For': addressOf(1_000 + i),
          };
          return client.call(chatSend, { text: 'Where is my kettle?' }, { key });
        }),
      );
      expect(
        new Set(answers.map((answer) => `${answer.conversationId} ${answer.messageId} ${answer.number}`)).size,
      ).toBe(1);
    }
  }, 60_000);
});
