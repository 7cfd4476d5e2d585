import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../lib/browser.ts';
import { type Journey, startJourney } from '../lib/journey.ts';
import { fillScreens, type Screen } from '../lib/screens.ts';
import { wordProblems } from '../lib/strange.ts';

let journey: Journey;
let browser: Browser;
let screens: Screen[];

beforeAll(async () => {
  journey = await startJourney();
  browser = await openBrowser();
  screens = await fillScreens(journey);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await journey?.stop();
});

it('in a language that nobody speaks every word of every screen is translated, and none is cut off', async (context) => {
  const problems = await wordProblems(browser, journey, screens);
  await context.annotate(`${screens.length} screens at 1280 and 390 px, ${problems.length} findings`);
  expect(problems).toEqual([]);
}, 600_000);
