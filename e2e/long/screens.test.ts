import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage, type WatchedPage } from '../lib/browser.ts';
import { type Journey, openWidget, say, signInAt, startJourney } from '../lib/journey.ts';
import { allLooks, axeFindings, fillScreens, openScreen, type Screen, sidewaysScroll } from '../lib/screens.ts';

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

async function findingsOn(page: WatchedPage, screen: Screen, isRightToLeft: boolean): Promise<string[]> {
  await openScreen(page, journey.heed.url, screen);
  if (isRightToLeft) {
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
  }
  const findings = await axeFindings(page);
  const sideways = await sidewaysScroll(page);
  if (sideways > 0) findings.push(`scrolls sideways by ${sideways} px`);
  return [...findings, ...page.complaints.splice(0)].map((finding) => `${screen.name}: ${finding}`);
}

const rightToLeft = { ...allLooks.light, locale: 'ar' };

describe.each([...Object.entries(allLooks), ['right to left', rightToLeft] as const])('screens, %s', (name, look) => {
  it(`every screen is accessible and fits (${name})`, async (context) => {
    const isRightToLeft = name === 'right to left';
    const findings: string[] = [];
    const outside = await openPage(browser, look);
    for (const screen of screens.filter((one) => one.isDoor)) {
      findings.push(...(await findingsOn(outside, screen, isRightToLeft)));
    }
    await outside.context().close();
    const page = await openPage(browser, look);
    await signInAt(page, journey.heed.url, 'olive@heed.example');
    for (const screen of screens.filter((one) => !one.isDoor)) {
      findings.push(...(await findingsOn(page, screen, isRightToLeft)));
    }
    await page.context().close();
    await context.annotate(`${screens.length} screens, ${findings.length} findings`);
    expect(findings).toEqual([]);
  });

  it(`the widget too (${name})`, async (context) => {
    const page = await openPage(browser, look);
    await openWidget(page, journey.shopUrl);
    await say(page, 'Does the 24 cm pan work on induction?');
    await page.getByText('sent').first().waitFor();
    const findings = (await axeFindings(page)).filter((finding) => finding.includes('heed'));
    await page.context().close();
    await context.annotate(`panel open, ${findings.length} findings`);
    expect(findings).toEqual([]);
  });
});

describe('the keyboard alone', () => {
  it('opens a conversation, answers it and resolves it', async () => {
    const page = await openPage(browser, allLooks.light ?? {});
    await signInAt(page, journey.heed.url, 'olive@heed.example');
    await page.goto(`${journey.heed.url}/desk/inbox/all`);
    await page.getByText('Marisol Adeyemi').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: /reply/i }).waitFor();
    await page.keyboard.press('r');
    await page.keyboard.type('All by keyboard.');
    await page.keyboard.press('Control+Enter');
    await page.getByLabel('Messages').getByText('All by keyboard.').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await page.keyboard.press('1');
    await page.getByRole('button', { name: /reopen/i }).waitFor();
    await page.context().close();
  });
});
