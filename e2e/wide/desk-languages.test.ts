import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testPassphrase } from '#kernel/test/heed.ts';
import { openBrowser, openPage } from '../lib/browser.ts';
import { type Journey, signInAt, startJourney } from '../lib/journey.ts';
import { fillScreens, type Screen } from '../lib/screens.ts';
import { wordProblems } from '../lib/strange.ts';

let journey: Journey;
let browser: Browser;
let screens: Screen[];
beforeAll(async () => {
  journey = await startJourney();
  browser = await openBrowser();
  screens = await fillScreens(journey);
});
afterAll(async () => {
  await browser?.close();
  await journey?.stop();
});

/** Those that are seen most; the long suite walks every screen. */
const often = ['inbox', 'conversation', 'customer', 'search, nothing asked', 'settings, tags', 'approvals'];

describe('in a language that nobody speaks', () => {
  it('every word of the screens seen most is translated, and none is cut off at 1280 or 390 px', async () => {
    const walked = screens.filter((screen) => screen.isDoor || often.includes(screen.name));
    expect(walked.filter((screen) => !screen.isDoor)).toHaveLength(often.length);
    expect(await wordProblems(browser, journey, walked)).toEqual([]);
  }, 120_000);
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
