import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listConversations } from '#contact/conversations/contract.ts';
import { openBrowser, openPage } from './lib/browser.ts';
import { type Journey, signInAt, startJourney } from './lib/journey.ts';

let journey: Journey;
let browser: Browser;
let hostile: Server;
let hostileUrl: string;

beforeAll(async () => {
  journey = await startJourney();
  browser = await openBrowser();
  hostile = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html');
    const isFrame = request.url === '/frame';
    response.end(
      isFrame
        ? `<h1>Win a kettle</h1><iframe id="desk" src="${journey.heed.url}/desk/" width="900" height="600"></iframe>`
        : `<h1>Win a kettle</h1><script src="${journey.heed.url}/heed.js" data-key="${journey.widgetKey}" async></script>`,
    );
  });
  await new Promise<void>((resolve) => hostile.listen(0, '127.0.0.1', resolve));
  hostileUrl = `http://localhost:${(hostile.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await browser?.close();
  hostile?.close();
  await journey?.stop();
});

describe('T-59: a hostile page', () => {
  it('cannot frame the desk', async () => {
    const page = await openPage(browser);
    await signInAt(page, journey.heed.url, 'olive@heed.example');
    await page.goto(`${hostileUrl}/frame`);
    await page.waitForTimeout(1_000);
    const frame = page.frames().find((one) => one !== page.mainFrame());
    expect(await frame?.locator('#root, .desk').count()).toBe(0);
    await page.context().close();
  });

  it('gets no widget, because it is not on the list', async () => {
    const page = await openPage(browser);
    await page.goto(hostileUrl);
    await page.waitForTimeout(2_000);
    expect(await page.getByRole('button', { name: 'Help', exact: true }).count()).toBe(0);
    await page.context().close();
  });

  it('moves nothing by posting every kind of message at the desk and the shop', async () => {
    const context = await browser.newContext();
    const desk = await openPage(context);
    await signInAt(desk, journey.heed.url, 'olive@heed.example');
    const page = await openPage(context);
    await page.goto(`${hostileUrl}/`);
    await page.evaluate((url) => {
      const opened = window.open(`${url}/desk/`);
      const kinds = ['hello', 'watch', 'open', 'close', 'shutdown', 'identify', 'message', 'data', 'bye'];
      for (const t of kinds) opened?.postMessage({ t, type: t, heed: [t], key: 'pk_x', text: 'x' }, '*');
    }, journey.heed.url);
    await page.waitForTimeout(1_000);
    const { conversations } = await journey.owner.call(listConversations, { view: 'all' });
    expect(conversations).toEqual([]);
    expect(desk.complaints).toEqual([]);
    await context.close();
  });
});

describe('T-58: a page of another site', () => {
  it('cannot act with the cookie of a signed-in adviser, by form, by fetch or by socket', async () => {
    const context = await browser.newContext();
    const desk = await openPage(context);
    await signInAt(desk, journey.heed.url, 'olive@heed.example');
    const page = await openPage(context);
    await page.goto(hostileUrl);
    const outcome = await page.evaluate(async (url) => {
      const post = (type: string) =>
        fetch(`${url}/api/v1/teams`, {
          method: 'POST',
          credentials: 'include',
          mode: type === 'application/json' ? 'cors' : 'no-cors',
          headers: { 'Content-Type': type },
          body: JSON.stringify({ name: 'Intruders', memberIds: [] }),
        }).then(
          (answer) => answer.type,
          () => 'refused',
        );
      const socket = await new Promise<string>((resolve) => {
        const ws = new WebSocket(`${url.replace('http', 'ws')}/api/v1/live`, 'heed.v1');
        ws.onopen = () => ws.send(JSON.stringify({ t: 'hello', as: 'staff' }));
        ws.onmessage = (event) => resolve(JSON.parse(event.data).t);
        ws.onerror = () => resolve('refused');
      });
      return { plain: await post('text/plain'), json: await post('application/json'), socket };
    }, journey.heed.url);
    expect(outcome).toMatchObject({ json: 'refused', socket: 'bye' });
    const { teams } = (await (await journey.owner.raw('GET', '/api/v1/teams')).json()) as { teams: { name: string }[] };
    expect(teams.map((team) => team.name)).toEqual(['Orders']);
    await context.close();
  });
});
