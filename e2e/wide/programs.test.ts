import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listCustomers } from '#contact/customers/contract.ts';
import { type Receiver, startReceiver } from '#platform/webhooks/test/receiver.ts';
import { openBrowser, openPage, type WatchedPage } from '../lib/browser.ts';
import { type Journey, signInAt, startJourney } from '../lib/journey.ts';

let journey: Journey;
let browser: Browser;
let page: WatchedPage;
let shop: Receiver;
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

beforeAll(async () => {
  shop = await startReceiver();
  journey = await startJourney({ environment: { HEED_EGRESS_ALLOW: '127.0.0.2' } });
  browser = await openBrowser();
  page = await openPage(browser, { viewport: { width: 1440, height: 900 } });
  await signInAt(page, journey.heed.url, 'olive@heed.example');
});
afterAll(async () => {
  await browser?.close();
  await journey?.stop();
  await shop?.stop();
});

describe('an owner lets programs in', () => {
  it('makes a key, with which a program reads customers until it is revoked', async () => {
    await page.goto(`${journey.heed.url}/desk/settings/api-keys`);
    await button('Make a key').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Stock system');
    await dialog.getByLabel('Read customers').check();
    await dialog.getByRole('button', { name: 'Make the key' }).click();
    const key = await dialog.getByLabel('Key', { exact: true }).inputValue();
    const program = Object.assign(journey.heed.anonymous(), { headers: { Authorization: `Bearer ${key}` } });
    await program.call(listCustomers, {});
    await dialog.getByRole('button', { name: 'Done' }).click();
    const row = page.getByRole('row', { name: /Stock system/ });
    await row.getByText('customers:read').waitFor();
    await row.getByRole('button', { name: /^Revoke/ }).click();
    await row.getByText('Revoked').waitFor();
    await expect(program.call(listCustomers, {})).rejects.toMatchObject({ code: 'access.key_refused' });
  });

  it('adds an endpoint, sends a test and sees what came of it', async () => {
    await page.goto(`${journey.heed.url}/desk/settings/webhooks`);
    await button('Add an endpoint').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Address').fill('https://127.0.0.1/');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByRole('alert').filter({ hasText: 'Heed does not call itself' }).waitFor();
    await dialog.getByLabel('Address').fill(shop.url);
    await dialog.getByLabel('These kinds').check();
    await dialog.getByLabel('Find a kind of event').fill('team.');
    await dialog.getByLabel('team.changed').check();
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    expect(await dialog.getByLabel('Secret').inputValue()).toMatch(/^whsec_/);
    await dialog.getByRole('button', { name: 'Done' }).click();
    shop.answer = (response) => response.writeHead(200).end('thank you');
    await page.getByRole('link', { name: shop.url }).click();
    await button('Send a test').click();
    const row = page.getByRole('row', { name: /webhook\.test/ });
    await row.getByText('Delivered').waitFor();
    await row.getByRole('button', { name: 'webhook.test' }).click();
    await dialog.getByText('thank you').waitFor();
    await dialog.getByRole('button', { name: 'Send again' }).click();
    await dialog.getByRole('listitem').nth(1).waitFor();
    expect(new Set(shop.arrived.map((one) => one.headers['webhook-id'])).size).toBe(1);
  });
});
