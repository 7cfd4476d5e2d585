import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addItem } from '#foundation/library/contract.ts';
import { publishFirst, publishNext } from '#improvement/assessments/test/standard.ts';
import { openBrowser, openPage, picture, type WatchedPage } from '../lib/browser.ts';
import { type Journey, signInAt, startJourney } from '../lib/journey.ts';
import { axeFindings, sidewaysScroll } from '../lib/screens.ts';

const wide = { viewport: { width: 1440, height: 900 } };

let journey: Journey;
let browser: Browser;
let page: WatchedPage;

beforeAll(async () => {
  journey = await startJourney();
  await journey.heed.member('learner');
  browser = await openBrowser();
  page = await openPage(browser, wide);
  await signInAt(page, journey.heed.url, 'olive@heed.example');
});
afterAll(async () => {
  await browser?.close();
  await journey?.stop();
});

/** In light, in dark and on a phone, for whoever wants to look at them; each can be used by everybody. */
async function pictures(name: string): Promise<void> {
  await picture(page, name);
  expect(await axeFindings(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, `${name}-dark`);
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, `${name}-phone`);
  expect(await sidewaysScroll(page)).toBe(0);
  await page.setViewportSize(wide.viewport);
  await page.emulateMedia({ colorScheme: 'light' });
}

const dialog = () => page.locator('dialog[open]');
const condition = (name: string) => page.getByRole('region', { name, exact: true });

async function plan(title: string): Promise<void> {
  await page.goto(`${journey.heed.url}/desk/assessments`);
  await page.getByRole('button', { name: 'Plan an assessment' }).first().click();
  await dialog().getByLabel('Code of the unit').fill('CEG006');
  await dialog().getByLabel('What it is against').fill(title);
  await dialog().getByLabel('Learner').selectOption({ label: 'Learner 1' });
  await dialog().getByRole('button', { name: 'Plan it' }).click();
  await page.getByRole('heading', { name: `CEG006 ${title}` }).waitFor();
}

describe('an assessment and the standards it rests on', () => {
  it('says what is lacking, links what is published by itself, and moves to a newer version with one click', async () => {
    await page.goto(`${journey.heed.url}/desk/assessments`);
    await page.getByText('No assessment yet').waitFor();
    await plan('Before there was a standard');
    await condition('Complaints')
      .getByText(/No standard in force says how complaints are resolved/)
      .waitFor();
    await page.getByText('0 of 5 met').waitFor();

    const { owner, heed } = journey;
    const house = { owner, manager: await heed.member('manager') };
    const { standardId } = await publishFirst(house);
    await owner.call(addItem, {
      kind: 'code',
      title: 'Code of practice for service by chat',
      text: 'Help whoever asks.',
    });
    await condition('Complaints').getByRole('button', { name: 'Link When somebody is unhappy' }).click();
    await condition('Complaints').getByText('Within reach').waitFor();

    await plan('Serve customers online');
    await page.getByText('5 of 5 met').waitFor();
    await condition('Response times').getByText('People forgive a wait that was named and kept.').waitFor();
    await condition('Response times').getByRole('link', { name: 'Customer service standard 1.0' }).first().waitFor();
    await condition('Professional service standards').getByText('Help whoever asks.').waitFor();
    await page.getByRole('button', { name: 'Open it' }).click();
    await page.getByText('Open', { exact: true }).waitFor();
    await pictures('assessment');

    const change = { title: 'First reply', text: 'A greeting by machine is none.', without: 'When it is difficult' };
    await publishNext(house, standardId, change);
    const changed = condition('Response times').getByRole('listitem').filter({ hasText: 'First reply' });
    await changed.getByText('A newer version exists: 1.1. It says something else here.').waitFor();
    await changed.getByText('People forgive a wait that was named and kept.').waitFor();
    await pictures('assessment-newer');
    await changed.getByRole('button', { name: 'Link 1.1 of First reply' }).click();
    await changed.getByText('A greeting by machine is none.').waitFor();
    await condition('Communication styles')
      .getByText(/It no longer has this clause/)
      .waitFor();
    await page.goto(`${journey.heed.url}/desk/assessments`);
    await page.getByText('5 of 5 conditions met').waitFor();
    await pictures('assessments');
  });
});
