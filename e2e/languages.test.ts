import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testPassphrase } from '#kernel/test/heed.ts';
import { openBrowser, openPage } from './lib/browser.ts';
import { type Journey, signInAt, startJourney } from './lib/journey.ts';
import { fillScreens, type Screen, sidewaysScroll } from './lib/screens.ts';
import { clipped, collectData, untranslated } from './lib/words.ts';

let journey: Journey;
let browser: Browser;
let screens: Screen[];
/** Parts are for developers; the log's sentences are the server's, with their dates rewritten. */
const notWalked = ['/parts', '/settings/audit'];

beforeAll(async () => {
  journey = await startJourney();
  browser = await openBrowser();
  screens = (await fillScreens(journey)).filter((screen) => !notWalked.includes(screen.path));
});
afterAll(async () => {
  await browser?.close();
  await journey?.stop();
});

const speak = (page: Page, tag: string) => page.evaluate((one) => localStorage.setItem('heed.language', one), tag);

/** Opens a screen whose words are not English, so that it cannot be waited for by them. */
async function openStrange(page: Page, screen: Screen): Promise<void> {
  await page.goto(`${journey.heed.url}/desk${screen.path}`);
  await page.locator('main, form, .door').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('.skeleton, [aria-busy="true"]'), undefined, {
    timeout: 15_000,
  });
  await page.waitForTimeout(100);
}

describe('in a language that nobody speaks', () => {
  it('every word of every screen is translated, and none is cut off at 1280 or 390 px', async () => {
    const page = await openPage(browser, { viewport: { width: 1280, height: 800 } });
    const data = collectData(page);
    const problems: string[] = [];
    const look = async (screen: Screen) => {
      await page.setViewportSize({ width: 1280, height: 800 });
      await openStrange(page, screen);
      const words = (await untranslated(page, await data())).map((text) => `untranslated: ${text}`);
      const cut = (await clipped(page)).map((text) => `cut at 1280 px: ${text}`);
      await page.setViewportSize({ width: 390, height: 844 });
      const cutSmall = (await clipped(page)).map((text) => `cut at 390 px: ${text}`);
      const sideways = (await sidewaysScroll(page)) > 0 ? ['scrolls sideways at 390 px'] : [];
      problems.push(...[...words, ...cut, ...cutSmall, ...sideways].map((found) => `${screen.name}: ${found}`));
    };
    await page.goto(`${journey.heed.url}/desk/`);
    await speak(page, 'qps');
    for (const screen of screens.filter((one) => one.isDoor)) await look(screen);
    await speak(page, 'en-AU');
    await page.setViewportSize({ width: 1280, height: 800 });
    await signInAt(page, journey.heed.url, 'olive@heed.example');
    await speak(page, 'qps');
    for (const screen of screens.filter((one) => !one.isDoor)) await look(screen);
    expect(problems).toEqual([]);
    expect(page.complaints).toEqual([]);
    await page.context().close();
  }, 240_000);
});

describe('in German', () => {
  it('a person chooses it once, and every desk of theirs speaks it: words, dates and refusals', async () => {
    const page = await openPage(browser, { viewport: { width: 1280, height: 800 } });
    await signInAt(page, journey.heed.url, 'olive@heed.example');
    await page.goto(`${journey.heed.url}/desk/settings/me`);
    await page.getByLabel('Language of the desk').selectOption({ label: 'Deutsch' });
    await page.getByRole('heading', { name: 'Sprache', exact: true }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');

    await page.goto(`${journey.heed.url}/desk/settings/tags`);
    await page.getByLabel('Neues Schlagwort').fill('Damaged');
    await page.getByRole('button', { name: 'Hinzufügen' }).click();
    await page.getByText('Es gibt schon ein Schlagwort „Damaged“.').first().waitFor();
    await page.context().close();

    // Another browser, an English one: it learns the choice when she signs in.
    const other = await openPage(browser);
    await other.goto(`${journey.heed.url}/desk/`);
    await other.getByLabel('E-mail address').fill('olive@heed.example');
    await other.getByLabel('Passphrase').fill(testPassphrase);
    await other.getByRole('button', { name: 'Sign in' }).click();
    await other
      .getByRole('heading', { name: 'Posteingang', includeHidden: true })
      .first()
      .waitFor({ state: 'attached' });
    expect(await other.locator('html').getAttribute('lang')).toBe('de');
    expect(other.complaints).toEqual([]);
    await other.context().close();
  });

  it('a browser that prefers German is greeted in it before anybody signs in', async () => {
    const page = await openPage(browser, { locale: 'de-AT' });
    await page.goto(`${journey.heed.url}/desk/`);
    await page.getByRole('button', { name: 'Anmelden' }).waitFor();
    await page.context().close();
  });
});
