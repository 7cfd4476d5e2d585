import type { CDPSession, Page } from 'playwright-core';
import { openBrowser, openPage } from '../e2e/lib/browser.ts';
import type { Bench } from './lib/bench.ts';
import { makeDataFolder } from './lib/data-folder.ts';
import { datasetOf, makeDataset } from './lib/dataset.ts';
import { pause, type Spread, shown, spread } from './lib/numbers.ts';
import { demoOwner, type Session } from './lib/people.ts';
import { startProduct } from './lib/product.ts';
import { demandDurable } from './lib/sql.ts';
import { showWhole } from './lib/window.ts';

/** How many rows the list must hold before it is scrolled. */
const rowsWanted = 10_000;
const slowDown = 4;
const viewport = { width: 1440, height: 900 };

export const deskBrowser: Bench = {
  name: 'desk-browser',
  about: 'the desk in Chromium: what a key takes at a fourth of the speed, switching conversations, a long list',
  run: async ({ quick }) => {
    const dataDir = await makeDataFolder();
    await makeDataset(dataDir, datasetOf(quick));
    const product = await startProduct(dataDir);
    await demandDurable(product.ownerUrl);
    const browser = await openBrowser('whole');
    const page = await openPage(browser, { viewport });
    await page.addInitScript(noteKeys);
    await signedIn(page, product.url, await demoOwner(product));
    const cdp = await page.context().newCDPSession(page);
    await showWhole(cdp, viewport);

    await page.goto(`${product.url}/desk/inbox/open`);
    await page.locator('[data-index="0"] > a').waitFor();
    await pause(4_000);
    const switches = await timeSwitches(page, quick ? 20 : 60);
    const keys = await slowly(cdp, () => timeKeys(page, quick ? 5 : 25));
    await page.goto(`${product.url}/desk/inbox/all`);
    const scrolled = await scrollList(page, quick ? 1_000 : rowsWanted);
    const version = browser.version();
    await browser.close();
    await product.stop();
    return {
      figures: { key_p95_ms: keys.p95, switch_ms: switches.median, frame_max_ms: scrolled.slowest },
      series: [
        { name: `a key to the frame that shows it, ${slowDown}× slower`, unit: 'ms', spread: keys },
        { name: 'Enter on a row to its messages', unit: 'ms', spread: switches },
        { name: 'frames while scrolling', unit: 'ms', spread: scrolled.frames },
      ],
      notes: [
        `Chromium ${version} on the same two cores, drawing without a graphics card.`,
        `The list held ${shown(scrolled.rows)} rows. Frames over 50 ms: ${scrolled.over}.`,
        'Keys by the browser’s own Event Timing, which says in steps of 8 ms when the next frame was shown; the window holds all of the page.',
      ],
    };
  },
};

interface KeyTimes {
  heedKeys: number[];
}

/** Runs in the page: from each key press to the frame that shows its effect. */
function noteKeys(): void {
  const store = window as unknown as KeyTimes;
  store.heedKeys = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === 'keydown') store.heedKeys.push(entry.duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
}

async function signedIn(page: Page, url: string, session: Session): Promise<void> {
  const [name = '', value = ''] = session
    .replace(/^Cookie: /, '')
    .trim()
    .split('=', 2);
  // Chromium takes a __Host- cookie from the own machine, but only as what it is.
  await page.context().addCookies([{ url: url.replace('http:', 'https:'), name, value, secure: true, httpOnly: true }]);
}

async function slowly<T>(cdp: CDPSession, work: () => Promise<T>): Promise<T> {
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
  const done = await work();
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return done;
}

/** Walks down the list with `j`, opens with Enter; from Enter until the messages of that conversation are drawn. */
async function timeSwitches(page: Page, times: number): Promise<Spread> {
  const taken: number[] = [];
  for (let n = 0; n < times; n++) {
    await page.keyboard.press('j');
    await pause(150);
    taken.push(await page.evaluate(openFocused));
    await pause(250);
  }
  return spread(taken);
}

/** Runs in the page: opens the row in focus and waits for its name over the thread, and for a message in it. */
function openFocused(): Promise<number> {
  const link = document.activeElement as HTMLAnchorElement | null;
  const id = link?.getAttribute('href')?.split('/').at(-1);
  if (!link || !id) throw new Error('No row has the focus.');
  const startedAt = performance.now();
  link.click();
  return new Promise((done, fail) => {
    const look = () => {
      const thread = document.querySelector('#conversation [aria-label="Messages"]');
      const isThere = location.pathname.endsWith(id) && thread?.querySelector('.msg');
      if (isThere) return done(performance.now() - startedAt);
      if (performance.now() - startedAt > 10_000) return fail(new Error('The conversation did not open.'));
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** Keys of a working day: down and up the list, selecting, opening, writing, the palette, the sheet of keys. */
async function timeKeys(page: Page, rounds: number): Promise<Spread> {
  const press = async (...keys: string[]) => {
    for (const key of keys) {
      await page.keyboard.press(key);
      await pause(120);
    }
  };
  await page.evaluate(() => {
    (window as unknown as KeyTimes).heedKeys.length = 0;
  });
  let pressed = 0;
  for (let n = 0; n < rounds; n++) {
    const keys = ['j', 'j', 'k', 'j', 'x', 'x', 'Enter', 'r', 'T', 'h', 'a', 'n', 'k', 's', 'Escape', '?', 'Escape'];
    await press(...keys, 'Control+k', 'c', 'u', 's', 'Escape');
    pressed += keys.length + 5;
    await page.evaluate(() => document.querySelector<HTMLElement>('[data-index]:nth-child(2) > a')?.focus());
  }
  await pause(500);
  const slow = await page.evaluate(() => (window as unknown as KeyTimes).heedKeys);
  // Faster than 16 ms is not told; it counts as that.
  const quickOnes = Array.from({ length: Math.max(0, pressed - slow.length) }, () => 16);
  return spread([...slow, ...quickOnes]);
}

interface Scrolled {
  rows: number;
  frames: Spread;
  slowest: number;
  over: number;
}

/** Scrolls until the list holds `wanted` rows, then through all of it, up and down, and times the frames. */
async function scrollList(page: Page, wanted: number): Promise<Scrolled> {
  await page.locator('[data-index="0"] > a').waitFor();
  const rows = await page.evaluate(fillList, wanted);
  await pause(1_500);
  const box = await page.locator('.list.virtual').boundingBox();
  if (!box) throw new Error('There is no list.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(noteFrames);
  for (let n = 0; n < 240; n++) {
    await page.mouse.wheel(0, n < 120 ? -900 : 700);
    await pause(25);
  }
  const frames = await page.evaluate(() => (window as unknown as FrameTimes).heedFrames);
  return {
    rows,
    frames: spread(frames),
    slowest: Math.max(...frames),
    over: frames.filter((ms) => ms > 50).length,
  };
}

interface FrameTimes {
  heedFrames: number[];
}

/** Runs in the page: the time between frames, from now on. */
function noteFrames(): void {
  const store = window as unknown as FrameTimes;
  store.heedFrames = [];
  let last = performance.now();
  const look = (now: number) => {
    store.heedFrames.push(now - last);
    last = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame((now) => {
    last = now;
    requestAnimationFrame(look);
  });
}

/** Runs in the page: goes to the end of the list until it is long enough. Gives the rows it holds. */
async function fillList(wanted: number): Promise<number> {
  const list = document.querySelector<HTMLElement>('.list.virtual');
  if (!list) throw new Error('There is no list.');
  const last = () =>
    Math.max(...[...list.querySelectorAll<HTMLElement>('[data-index]')].map((row) => Number(row.dataset.index)));
  const startedAt = performance.now();
  while (last() < wanted && performance.now() - startedAt < 240_000) {
    list.scrollTop = list.scrollHeight;
    await new Promise((done) => setTimeout(done, 50));
  }
  return last() + 1;
}
