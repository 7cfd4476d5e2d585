import type { Browser, Page } from 'playwright-core';
import { openPage } from './browser.ts';
import { type Journey, signInAt } from './journey.ts';
import { type Screen, sidewaysScroll } from './screens.ts';
import { clipped, collectData, untranslated } from './words.ts';

const wide = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
/** Parts are for developers; the log's sentences are the server's, with their dates rewritten. */
const notWalked = ['/parts', '/settings/audit'];

/** From here on this browser's desk speaks the language. */
export const speak = (page: Page, tag: string) =>
  page.evaluate((one) => localStorage.setItem('heed.language', one), tag);

/** Opens a screen whose words are not English, so that it cannot be waited for by them. */
async function openStrange(page: Page, url: string, screen: Screen): Promise<void> {
  await page.goto(`${url}/desk${screen.path}`);
  await page.locator('main, form, .door').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('.skeleton, [aria-busy="true"]'), undefined, {
    timeout: 15_000,
  });
  await page.waitForTimeout(100);
}

/** Walks screens in a language that nobody speaks: words that stay English, and words that are cut off. */
export async function wordProblems(
  browser: Browser,
  { heed }: Journey,
  screens: readonly Screen[],
): Promise<readonly string[]> {
  const page = await openPage(browser, { viewport: wide });
  const data = collectData(page);
  const problems: string[] = [];
  const look = async (screen: Screen) => {
    await page.setViewportSize(wide);
    await openStrange(page, heed.url, screen);
    const words = (await untranslated(page, data)).map((text) => `untranslated: ${text}`);
    const cut = (await clipped(page)).map((text) => `cut at 1280 px: ${text}`);
    await page.setViewportSize(phone);
    const cutSmall = (await clipped(page)).map((text) => `cut at 390 px: ${text}`);
    const sideways = (await sidewaysScroll(page)) > 0 ? ['scrolls sideways at 390 px'] : [];
    problems.push(...[...words, ...cut, ...cutSmall, ...sideways].map((found) => `${screen.name}: ${found}`));
  };
  const walked = screens.filter((screen) => !notWalked.includes(screen.path));
  await page.goto(`${heed.url}/desk/`);
  await speak(page, 'qps');
  for (const screen of walked.filter((one) => one.isDoor)) await look(screen);
  await speak(page, 'en-AU');
  await page.setViewportSize(wide);
  await signInAt(page, heed.url, 'olive@heed.example');
  await speak(page, 'qps');
  for (const screen of walked.filter((one) => !one.isDoor)) await look(screen);
  problems.push(...page.complaints);
  await page.context().close();
  return problems;
}
