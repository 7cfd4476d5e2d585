import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage, type WatchedPage } from './lib/browser.ts';
import { type Journey, openWidget, say, signInAt, startJourney } from './lib/journey.ts';
import { axeFindings, fillScreens, looks, openScreen, type Screen, sidewaysScroll } from './lib/screens.ts';

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

async function problemsOf(page: WatchedPage, screen: Screen, look: string): Promise<string[]> {
  await openScreen(page, journey.heed.url, screen);
  // Dark differs from light in colours alone.
  const findings = await axeFindings(page, look === 'dark' ? 'colours' : 'all');
  const sideways = await sidewaysScroll(page);
  if (sideways > 0) findings.push(`scrolls sideways by ${sideways} px`);
  return [...findings, ...page.complaints.splice(0)].map((finding) => `${screen.name}: ${finding}`);
}

describe.each(Object.entries(looks))('every screen of the desk, %s', (name, look) => {
  it('has no accessibility violation, no sideways scroll, no breach of the content policy', async () => {
    const problems: string[] = [];
    const outside = await openPage(browser, look);
    for (const screen of screens.filter((one) => one.isDoor))
      problems.push(...(await problemsOf(outside, screen, name)));
    await outside.context().close();
    const page = await openPage(browser, look);
    await signInAt(page, journey.heed.url, 'olive@heed.example');
    for (const screen of screens.filter((one) => !one.isDoor)) problems.push(...(await problemsOf(page, screen, name)));
    await page.context().close();
    expect(problems).toEqual([]);
  }, 240_000);

  it('and the widget on a shop’s page neither', async () => {
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
