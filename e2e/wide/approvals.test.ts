import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCustomer } from '#contact/customers/contract.ts';
import { openBrowser, openPage, type WatchedPage } from '../lib/browser.ts';
import { type Journey, signInAt, startJourney } from '../lib/journey.ts';

let journey: Journey;
let browsers: Browser[] = [];
let lead: WatchedPage;
let phone: WatchedPage;

beforeAll(async () => {
  journey = await startJourney();
  await journey.owner.call(createCustomer, { name: 'Ines Kaldor' });
  await journey.owner.call(createCustomer, { name: 'Remy Fundall' });
  const { email } = await journey.heed.member('lead');
  browsers = await Promise.all([openBrowser(), openBrowser()]);
  const [one, other] = browsers;
  if (!one || !other) throw new Error('no browsers');
  lead = await openPage(one, { viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  phone = await openPage(other, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await signInAt(lead, journey.heed.url, email);
  await signInAt(phone, journey.heed.url, 'olive@heed.example');
});
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await journey?.stop();
});

const toApprovals = async (page: WatchedPage) => {
  await page.goto(`${journey.heed.url}/desk/approvals`);
  await page.getByRole('heading', { name: 'Approvals', level: 1 }).waitFor();
};

describe('a lead asks for the list of customers and an owner approves on a phone', () => {
  it('is told on the spot that it needs an approval, and asks with a reason', async () => {
    await lead.getByRole('link', { name: 'Customers' }).first().click();
    await lead.getByRole('button', { name: 'Ask to export' }).click();
    const dialog = lead.getByRole('dialog');
    await dialog.getByText('Ask for the approval of an owner.').waitFor();
    await dialog.getByRole('button', { name: 'Ask for approval' }).click();
    await dialog.getByLabel('Why it is needed').fill('The yearly letter to everybody');
    await dialog.getByRole('button', { name: 'Ask for approval' }).click();
    await dialog.waitFor({ state: 'detached' });
    await toApprovals(lead);
    await lead.getByRole('tab', { name: 'Your requests' }).click();
    await lead
      .getByRole('article', { name: 'Export 2 customers as a file' })
      .getByText('Waiting')
      .or(lead.getByRole('article', { name: 'Export 2 customers as a file' }).getByText(/days left|Tomorrow/))
      .first()
      .waitFor();
    expect(await lead.getByRole('button', { name: 'Approve' }).count()).toBe(0);
  });

  it('reaches the owner, whose thumb finds big buttons and no page wider than the phone', async () => {
    await toApprovals(phone);
    const request = phone.getByRole('article', { name: 'Export 2 customers as a file' });
    await request.getByText('The yearly letter to everybody').waitFor();
    const yes = request.getByRole('button', { name: 'Approve' });
    expect((await yes.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    const [shown, wide] = await phone.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
    expect(wide).toBeLessThanOrEqual(shown ?? 0);
    await yes.click();
    await phone.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await phone.getByText('Approved, and done.').waitFor();
    await phone.getByText('Nothing waits for you').waitFor();
  });

  it('gives the lead the file, live and without asking again', async () => {
    await lead.getByText('Approved and done').waitFor({ timeout: 5_000 });
    await lead.getByRole('link', { name: 'Customers' }).first().click();
    const started = lead.waitForEvent('download');
    await lead.getByRole('link', { name: 'Download the file' }).click();
    const download = await started;
    expect(download.suggestedFilename()).toMatch(/^customers-\d{4}-\d\d-\d\d\.csv$/);
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toContain('Ines Kaldor');
    expect(text.trim().split('\r\n')).toHaveLength(3);
  });

  it('lets an owner export at once', async () => {
    await phone.goto(`${journey.heed.url}/desk/customers`);
    const started = phone.waitForEvent('download');
    await phone.getByRole('button', { name: 'Export', exact: true }).click();
    expect((await started).suggestedFilename()).toMatch(/\.csv$/);
  });

  it('breaks no content policy and raises no error, on either page', () => {
    expect(lead.complaints).toEqual([]);
    expect(phone.complaints).toEqual([]);
  });
});

describe('the table of authority', () => {
  it('is changed with a sentence that says what it will mean', async () => {
    await phone.setViewportSize({ width: 1440, height: 900 });
    await phone.goto(`${journey.heed.url}/desk/settings/authority`);
    await phone.getByRole('button', { name: /Export customers, Leads: Asks/ }).click();
    const dialog = phone.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Decides' }).click();
    await dialog.getByLabel('At a time (customers)').fill('500');
    await dialog
      .getByText('leads decide “Export customers”, up to 500 customers at a time, and ask beyond that.')
      .waitFor();
    await dialog.getByRole('button', { name: 'Set it' }).click();
    await phone.getByRole('button', { name: /Export customers, Leads: Decides up to 500 customers/ }).waitFor();
  });
});
