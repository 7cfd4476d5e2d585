import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage, type WatchedPage } from './lib/browser.ts';
import { type Journey, openWidget, say, signInAt, startJourney } from './lib/journey.ts';
import {
  axeFindings,
  fillScreens,
  looks,
  openScreen,
  type Screen,
  sidewaysScroll,
  turnToScreen,
} from './lib/screens.ts';

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

const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/** With a finger targets are larger, so what it changes is looked at too. */
async function touch(page: WatchedPage, enabled: boolean): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setTouchEmulationEnabled', { enabled, maxTouchPoints: 5 });
  expect(await page.evaluate(() => matchMedia('(pointer: coarse)').matches)).toBe(enabled);
}

/**
 * One visit of a screen that changes its look meanwhile: light, dark (colours differ, nothing else), a phone (whether
 * it fits; all rules in every look are the long suite's).
 */
async function problemsOf(page: WatchedPage, screen: Screen): Promise<string[]> {
  if (screen.isDoor) await openScreen(page, journey.heed.url, screen);
  else await turnToScreen(page, screen);
  const found = async (look: string, rules: 'all' | 'colours' | 'none') => {
    const findings = rules === 'none' ? [] : await axeFindings(page, rules);
    const sideways = await sidewaysScroll(page);
    if (sideways > 0) findings.push(`scrolls sideways by ${sideways} px`);
    return findings.map((finding) => `${screen.name}, ${look}: ${finding}`);
  };
  const problems = await found('light', 'all');
  await page.emulateMedia({ colorScheme: 'dark' });
  problems.push(...(await found('dark', 'colours')));
  await page.emulateMedia({ colorScheme: 'light' });
  await touch(page, true);
  await page.setViewportSize(phone);
  problems.push(...(await found('phone', 'none')));
  await page.setViewportSize(wide);
  await touch(page, false);
  return [...problems, ...page.complaints.splice(0).map((complaint) => `${screen.name}: ${complaint}`)];
}

describe('every screen of the desk', () => {
  it.each([
    ['outside', true],
    ['inside', false],
  ])(
    '%s has no accessibility violation, no sideways scroll, no breach of the content policy: light, dark, phone',
    async (_, isDoor) => {
      // Without motion a look is there at once.
      const page = await openPage(browser, { ...looks.light, reducedMotion: 'reduce' });
      if (!isDoor) await signInAt(page, journey.heed.url, 'olive@heed.example');
      const problems: string[] = [];
      for (const screen of screens.filter((one) => (one.isDoor ?? false) === isDoor)) {
        problems.push(...(await problemsOf(page, screen)));
      }
      await page.context().close();
      expect(problems).toEqual([]);
    },
    900_000,
  );
});

describe.each(Object.entries(looks))('the widget on a shop’s page, %s', (_, look) => {
  it('has none either', async () => {
    const page = await openPage(browser, look);
    await openWidget(page, journey.shopUrl);
    await say(page, 'Does the 24 cm pan work on induction?');
    await page.getByText('sent').first().waitFor();
    const findings = await axeFindings(page);
    expect(findings.filter((finding) => finding.includes('heed') || finding.includes('#'))).toEqual([]);
    expect(page.complaints).toEqual([]);
    await page.context().close();
  });
});
