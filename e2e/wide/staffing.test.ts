import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage, picture, type WatchedPage } from '../lib/browser.ts';
import { type Journey, signInAt, startJourney } from '../lib/journey.ts';

const wide = { viewport: { width: 1440, height: 900 } };

let journey: Journey;
let browser: Browser;
let page: WatchedPage;

beforeAll(async () => {
  journey = await startJourney();
  browser = await openBrowser();
  page = await openPage(browser, wide);
  await signInAt(page, journey.heed.url, 'olive@heed.example');
});
afterAll(async () => {
  await browser?.close();
  await journey?.stop();
});

/** In light, in dark and on a phone, for whoever wants to look at them. */
async function pictures(name: string): Promise<void> {
  await picture(page, name);
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, `${name}-dark`);
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, `${name}-phone`);
  await page.setViewportSize(wide.viewport);
  await page.emulateMedia({ colorScheme: 'light' });
}

const dialog = () => page.locator('dialog[open]');

describe('resources of a standard', () => {
  it('a touchpoint is decided on and set live, and flagged because nothing shows the widget yet', async () => {
    await page.goto(`${journey.heed.url}/desk/settings/touchpoints`);
    await page.getByRole('button', { name: 'Change Chat' }).click();
    await dialog().getByLabel('Owner').selectOption({ label: 'Olive Owner' });
    await dialog().getByLabel('People at once, by its licence').fill('10');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Set live Chat' }).click();
    const chat = page.getByRole('region', { name: 'Chat', exact: true });
    await chat.getByText('Live', { exact: true }).waitFor();
    await chat.getByText('No page has shown the widget yet').waitFor();
    await chat.getByText('What speaks for it, limits, cost').click();
    await chat.getByText(/Messages up to 10,000 characters/).waitFor();
    await pictures('touchpoints');
  });

  it('100 chats in half an hour take 14 people, the roster has 15 for 20, and the gap is seen as chart and table', async () => {
    await page.goto(`${journey.heed.url}/desk/staffing`);
    await page.getByText('14 people').first().waitFor();
    await page.getByRole('link', { name: 'Orders', exact: true }).click();
    await page.getByRole('button', { name: 'Add a shift' }).click();
    await page.getByRole('spinbutton', { name: /^People/ }).fill('15');
    await page.getByRole('button', { name: 'Save the roster' }).click();
    await page.getByRole('table', { name: 'People by half hour' }).waitFor();

    await page.goto(`${journey.heed.url}/desk/staffing`);
    await page.getByRole('button', { name: 'New plan' }).first().click();
    await dialog().getByLabel('Name').fill('Chat on workdays');
    await dialog().getByLabel('Touchpoint').selectOption({ label: 'Chat' });
    await dialog().getByLabel('How much comes').selectOption({ label: 'Typed in' });
    await dialog().getByLabel('Contacts each half hour').fill('100');
    await dialog().getByLabel('Seconds for each contact').fill('180');
    await dialog().getByLabel('Within, in seconds').fill('20');
    await dialog().getByLabel('Busy at most, of a hundred').fill('100');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await page.getByText('in 80 half hours a week').waitFor();
    await page.getByText('4 too few at the busiest').waitFor();
    await page.getByRole('img', { name: /People on the roster and people needed on Monday/ }).waitFor();
    await pictures('staffing-plan');
    await page.getByRole('button', { name: 'Table' }).click();
    const nine = page.getByRole('row', { name: /^09:00/ });
    expect((await nine.innerText()).split(/\s+/).slice(0, 6)).toEqual(['09:00', '100', '14', '20', '15', '-5']);
    await pictures('staffing-table');
    await page.goto(`${journey.heed.url}/desk/staffing`);
    await page.getByText('Chat on workdays').waitFor();
    await pictures('staffing');
  });
});
