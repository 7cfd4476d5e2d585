import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Exchange, openExchange } from '#contact/channels-call/test/exchange.ts';
import { listConversations } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { smallPdf } from '#kernel/test/upload.ts';
import { openBrowser, openPage, picture, type WatchedPage } from '../lib/browser.ts';
import { type Journey, signInAt, startJourney } from '../lib/journey.ts';

let journey: Journey;
let browser: Browser;
let desk: WatchedPage;
let exchange: Exchange;
let customerId: string;

beforeAll(async () => {
  journey = await startJourney();
  exchange = await openExchange(journey.heed, journey.owner);
  const addresses = [{ kind: 'phone' as const, value: '+61 491 570 006' }];
  ({ customerId } = await journey.owner.call(createCustomer, { name: 'Ines Kaldor', addresses }));
  browser = await openBrowser();
  desk = await openPage(browser, { viewport: { width: 1440, height: 900 } });
  await signInAt(desk, journey.heed.url, 'olive@heed.example');
});
afterAll(async () => {
  await browser?.close();
  await journey?.stop();
});

const dialog = () => desk.getByRole('dialog', { name: 'Write down a call, visit or letter' });
const thread = () => desk.getByRole('log', { name: 'Messages' });

describe('calls on the desk', () => {
  it('are written down with one key: the number finds the customer, and what was promised is owed', async () => {
    await desk.keyboard.press('l');
    await dialog().getByLabel('Number or name').fill('0491 570');
    await dialog()
      .getByRole('button', { name: /Ines Kaldor/ })
      .waitFor();
    await desk.keyboard.press('Enter');
    await dialog().getByLabel('What was said').fill('Her kettle drips.');
    await dialog().getByLabel('Minutes').fill('4');
    await dialog().getByLabel('Call back').selectOption({ label: 'In an hour' });
    await picture(desk, 'calls-dialog');
    await dialog().getByRole('button', { name: 'Write down' }).click();
    await thread().getByText('Her kettle drips.').waitFor();
    await thread().getByText('They called').waitFor();
    await thread().getByText('+61 491 570 006').waitFor();
    await thread().getByText('4 min', { exact: true }).waitFor();
    await desk.getByText('Call back', { exact: true }).first().waitFor();
    await picture(desk, 'calls-conversation');
  });

  it('keep the call-back when we call', async () => {
    await desk.keyboard.press('l');
    await dialog().getByText('Ines Kaldor').waitFor();
    await dialog().getByLabel('Who came to whom').selectOption({ label: 'We called' });
    await dialog().getByLabel('What was said').fill('A new lid goes out today.');
    await dialog().getByRole('button', { name: 'Write down' }).click();
    await desk.getByText('Written down; the call-back you owed is kept').waitFor();
  });

  it('begin with a letter, and with its scan alone', async () => {
    await desk.goto(`${journey.heed.url}/desk/calls`);
    await desk.getByRole('button', { name: 'Write down' }).click();
    await dialog().getByLabel('Number or name').fill('Jo Kern');
    await dialog().getByRole('button', { name: 'New customer Jo Kern' }).click();
    await dialog().getByRole('button', { name: 'Letter' }).click();
    const file = { name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from(smallPdf) };
    await dialog().locator('input[type=file]').setInputFiles(file);
    await dialog().getByRole('button', { name: 'Write down' }).click();
    await thread().getByText('letter.pdf').first().waitFor();
    await thread().getByText('They wrote').waitFor();
  });

  it('open the caller when it rings, and are owed when nobody answers', async () => {
    await desk.goto(`${journey.heed.url}/desk/calls/pop?number=%2B61491570006&call=a-1`);
    await desk.getByRole('heading', { name: 'Ines Kaldor' }).waitFor();
    await exchange.tell({ event: 'missed', call: 'a-2', number: '0491 570 006' });
    await exchange.tell({ event: 'missed', call: 'a-3', number: '+49 30 901820' });
    await desk.goto(`${journey.heed.url}/desk/calls`);
    await desk
      .getByRole('cell', { name: /Missed/ })
      .first()
      .waitFor();
    await picture(desk, 'calls-list');
    await desk.goto(`${journey.heed.url}/desk/calls/pop?number=%2B4930901820`);
    await desk.getByText('No customer has this number').waitFor();
    await desk.goto(`${journey.heed.url}/desk/settings/telephony`);
    await desk.getByText(/last heard/).waitFor();
    await picture(desk, 'calls-settings');
    const { conversations } = await journey.owner.call(listConversations, { view: 'all', customerId });
    expect(conversations.map((one) => one.channel)).toEqual(['call', 'call']);
  });
});
