import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright-core';
import { changeWidget, getWidget } from '#contact/channels-chat/contract.ts';
import { startShop } from '#platform/demo/shop/shopServer.ts';
import { ensureProgram } from '../scripts/programs.mjs';
import { callerAt } from './lib/api.ts';
import type { Bench } from './lib/bench.ts';
import { makeDataFolder } from './lib/data-folder.ts';
import { spread } from './lib/numbers.ts';
import { setUpByLink } from './lib/people.ts';
import { type Product, root, startProduct } from './lib/product.ts';
import { atEnd } from './lib/undo.ts';
import { showWhole } from './lib/window.ts';

/** How much slower than this machine the customer's phone is. */
const slowdown = 4;
const viewport = { width: 390, height: 844 };

export const widgetBrowser: Bench = {
  name: 'widget-browser',
  about: 'what a customer feels of the widget in Chromium, its processor slowed down four times',
  run: async ({ quick }) => {
    const product = await startProduct(await makeDataFolder());
    const shopUrl = await openShop(product);
    const browser = await launch();
    const opened: number[] = [];
    const interactions: number[] = [];
    const shifts: number[] = [];
    for (let visit = 0; visit < (quick ? 2 : 10); visit++) {
      const seen = await oneVisit(browser, shopUrl, `Visit ${visit}.`);
      opened.push(seen.openMs);
      interactions.push(...seen.interactions);
      shifts.push(seen.shift);
    }
    await browser.close();
    await product.stop();
    const taken = spread(interactions);
    const open = spread(opened);
    return {
      figures: {
        open_ms: open.median,
        interaction_p95_ms: taken.p95,
        layout_shift: Math.max(...shifts),
        panel_gz: zipped('panel.js'),
      },
      series: [
        { name: 'click to open', unit: 'ms', spread: open },
        { name: 'interaction', unit: 'ms', spread: taken },
      ],
      notes: [
        'Each visit is a browser context of its own: nothing is in its cache, and the panel is fetched on the click.',
        'Interactions are those of the Event Timing API: keys, clicks and touches until the next picture, 16 ms and over.',
        'The window holds all of the page: below its edge no picture is shown, and none would end what was typed there.',
      ],
    };
  },
};

/** A shop of another origin that bears the widget. */
async function openShop(product: Product): Promise<string> {
  const caller = callerAt(product.url, { headers: await setUpByLink(product) });
  const { key, version } = await caller.call(getWidget, {});
  const shop = await startShop({ heedOrigin: product.url, widgetKey: key });
  atEnd(shop.stop);
  await caller.call(changeWidget, { version, allowedOrigins: [new URL(shop.url).origin] });
  caller.wire.close();
  return shop.url;
}

async function launch(): Promise<Browser> {
  const executablePath = await ensureProgram('chromium');
  if (!executablePath) throw new Error('There is no Chromium on this machine.');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  atEnd(() => browser.close());
  return browser;
}

interface Seen {
  openMs: number;
  interactions: number[];
  shift: number;
}

interface Watched extends Window {
  bench: { interactions: number[]; shift: number };
}

async function oneVisit(browser: Browser, shopUrl: string, text: string): Promise<Seen> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  await page.addInitScript(watch);
  const devtools = await context.newCDPSession(page);
  await showWhole(devtools, viewport);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.goto(shopUrl);
  await page.locator('.launch').waitFor();
  const openMs = await clickToOpen(page);
  const box = page.locator('#heed-text');
  for (let message = 0; message < 3; message++) {
    await box.pressSequentially(`${text} Where is my kettle?`, { delay: 30 });
    await box.press('Enter');
    await page.locator('.m.me small').nth(message).waitFor();
  }
  await page.locator('.ph .btn').first().click();
  await page.locator('.ph .btn').last().click();
  await page.locator('.launch').click();
  await page.waitForTimeout(500);
  const seen = await page.evaluate(() => (window as unknown as Watched).bench);
  await context.close();
  return { openMs, ...seen };
}

/** Collects, from the first moment of the page, what the browser itself measures. */
function watch(): void {
  const bench = { interactions: [] as number[], shift: 0 };
  (window as unknown as Watched).bench = bench;
  const observe = (type: string, take: (entry: never) => void, more: object = {}) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry as never);
    }).observe({ type, buffered: true, ...more } as PerformanceObserverInit);
  observe(
    'event',
    (entry: { interactionId: number; duration: number }) => {
      if (entry.interactionId) bench.interactions.push(entry.duration);
    },
    { durationThreshold: 16 },
  );
  observe('layout-shift', (entry: { value: number; hadRecentInput: boolean }) => {
    if (!entry.hadRecentInput) bench.shift += entry.value;
  });
}

/** From the click, without a pointer that announces it, to the picture in which the text box has the focus. */
function clickToOpen(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const root = [...document.body.children].map((one) => one.shadowRoot).find(Boolean);
    const startedAt = performance.now();
    root?.querySelector<HTMLButtonElement>('.launch')?.click();
    await new Promise<void>((resolve) => {
      const look = () => (root?.activeElement?.id === 'heed-text' ? resolve() : requestAnimationFrame(look));
      look();
    });
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - startedAt;
  });
}

function zipped(name: string): number {
  return gzipSync(readFileSync(join(root, 'dist', 'widget', name)), { level: 9 }).length;
}
