import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConversation } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { openBrowser, openPage, type WatchedPage } from '../lib/browser.ts';
import { type Journey, signInAt, startJourney } from '../lib/journey.ts';

let journey: Journey;
let browser: Browser;
let page: WatchedPage;
let reference = '';
/** Lines of the log that say this; the kinds to choose from say the same words. */
const line = (words: string) => page.getByRole('listitem').filter({ hasText: words });

beforeAll(async () => {
  journey = await startJourney();
  const { owner } = journey;
  const { customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor' });
  ({ reference } = await owner.call(startConversation, { customerId, text: 'Where is my parcel?' }));
  browser = await openBrowser();
  page = await openPage(browser, { viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  await signInAt(page, journey.heed.url, 'olive@heed.example');
});
afterAll(async () => {
  await browser?.close();
  await journey?.stop();
});

describe('an owner looks up what happened', () => {
  it('finds the audit log in the settings, with who did what to what', async () => {
    await page.getByRole('link', { name: 'Settings' }).first().click();
    await page.getByRole('link', { name: 'Audit log' }).click();
    await page.getByRole('heading', { name: 'Audit log', level: 1 }).waitFor();
    const today = page.getByRole('list', { name: 'What happened: Today' });
    const started = today.getByRole('listitem').filter({ hasText: 'started a conversation by' });
    await started.getByText('Olive Owner').waitFor();
    await started.getByRole('link', { name: reference }).waitFor();
    await page.getByText(/Sealed up to|Not sealed yet/).waitFor();
  });

  it('narrows it to one record and one kind, by keyboard', async () => {
    await page.getByLabel('About', { exact: true }).fill('h-999999');
    await page.getByText('Nothing here is called H-999999.').waitFor();
    await page.getByLabel('About', { exact: true }).fill(reference);
    await line('created the customer').waitFor({ state: 'detached' });
    await line('started a conversation by').waitFor();
    await page.getByRole('button', { name: 'Show everything' }).press('Enter');
    await page.getByLabel('What', { exact: true }).selectOption({ label: 'Customers: Created the customer' });
    await line('started a conversation by').waitFor({ state: 'detached' });
    await line('created the customer').waitFor();
  });

  it('opens one and goes on to what else happened to the same thing', async () => {
    await page
      .getByRole('button', { name: /^Details/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog', { name: /created the customer/ });
    await dialog.getByText('customer.created').waitFor();
    await dialog.getByRole('button', { name: 'What else happened to it' }).click();
    await dialog.waitFor({ state: 'detached' });
    await line('started a conversation by').waitFor();
    await page.getByRole('button', { name: 'Show everything' }).click();
  });

  it('takes it away as a file, which is in the log from then on', async () => {
    const started = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('menuitem', { name: 'CSV, for a spreadsheet' }).click();
    const text = await readFile(await (await started).path(), 'utf8');
    expect(text).toContain('started a conversation by');
    await line('exported the audit log (csv)').waitFor();
    const heads = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Signed heads' }).click();
    expect((await heads).suggestedFilename()).toBe('heed-heads.jsonl');
  });

  it('reads it on a phone, and breaks no content policy', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('heading', { name: 'Audit log', level: 1 }).waitFor();
    const [shown, wide] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
    expect(wide).toBeLessThanOrEqual(shown ?? 0);
    expect(page.complaints).toEqual([]);
  });
});
