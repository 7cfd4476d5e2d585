import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listConversations, startConversation } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { openBrowser, openPage, type WatchedPage } from './lib/browser.ts';
import { type Journey, openWidget, say, signInAt, startJourney } from './lib/journey.ts';

let journey: Journey;
let customers: Browser;
let advisers: Browser;
let shop: WatchedPage;
let desk: WatchedPage;

beforeAll(async () => {
  journey = await startJourney();
  [customers, advisers] = await Promise.all([openBrowser(), openBrowser()]);
  shop = await openPage(customers);
  desk = await openPage(advisers, { viewport: { width: 1440, height: 900 } });
  await signInAt(desk, journey.heed.url, 'olive@heed.example');
});
afterAll(async () => {
  await Promise.all([customers?.close(), advisers?.close()]);
  await journey?.stop();
});

describe('a customer asks in the widget and an adviser answers in the desk', () => {
  it('shows the question in the desk at once, without a reload', async () => {
    await desk.getByRole('link', { name: /unassigned/i }).click();
    await openWidget(shop, journey.shopUrl);
    await say(shop, 'Does the 24 cm pan work on induction?');
    const row = desk.getByRole('listitem').filter({ hasText: 'Does the 24 cm pan work on induction?' });
    await row.waitFor({ timeout: 5_000 });
    await row.getByRole('link').click();
    await desk.getByLabel('Messages').getByText('Does the 24 cm pan work on induction?').waitFor();
  });

  it('brings the answer to the customer, with the first name of whoever answered', async () => {
    await desk.getByRole('textbox', { name: /reply/i }).fill('Yes, it does.\nAll our pans do.');
    await desk.getByRole('button', { name: /^send/i }).first().click();
    const log = shop.getByRole('log');
    await log.getByText('Yes, it does.').waitFor({ timeout: 5_000 });
    await log.getByText('Olive', { exact: true }).waitFor();
  });

  it('moves nothing of what the customer reads when one more answer comes', async () => {
    const first = shop.getByRole('log').getByText('Does the 24 cm pan work on induction?');
    const before = await first.boundingBox();
    await desk.getByRole('textbox', { name: /reply/i }).fill('Only the copper one does not.');
    await desk.keyboard.press('Control+Enter');
    await shop.getByRole('log').getByText('Only the copper one does not.').waitFor({ timeout: 10_000 });
    expect(await first.boundingBox()).toEqual(before);
  });

  it('goes on live in both directions, with typing and seen', async () => {
    await shop.getByLabel('Your message').pressSequentially('And the kettle', { delay: 20 });
    await desk.getByText(/is typing/i).waitFor({ timeout: 5_000 });
    await shop.getByLabel('Your message').press('Enter');
    await desk.getByLabel('Messages').getByText('And the kettle').waitFor({ timeout: 5_000 });
    await shop.getByText(/seen/).first().waitFor({ timeout: 5_000 });
    await desk.getByRole('textbox', { name: /reply/i }).pressSequentially('It whistles', { delay: 20 });
    await shop.getByText('Olive is typing').waitFor({ timeout: 5_000 });
    await desk.keyboard.press('Control+Enter');
    await shop.getByRole('log').getByText('It whistles').waitFor({ timeout: 5_000 });
  });

  it('never shows the customer a note for colleagues', async () => {
    await desk.getByRole('button', { name: 'Note', exact: true }).click();
    await desk.getByRole('textbox', { name: /note/i }).fill('She bought the other pan last week.');
    await desk.keyboard.press('Control+Enter');
    await desk.getByLabel('Messages').getByText('She bought the other pan last week.').waitFor();
    // Left open, it opens by itself on the next page.
    await shop.reload();
    await shop.getByRole('log').getByText('It whistles').waitFor();
    expect(await shop.getByText('She bought the other pan last week.').count()).toBe(0);
  });

  it('breaks no content policy and raises no error, on either page', () => {
    expect(shop.complaints).toEqual([]);
    expect(desk.complaints).toEqual([]);
  });
});

describe('resolving', () => {
  it('part of CEG006-1.8: is refused without a wrap-up reason, and done with one', async () => {
    await desk.getByRole('button', { name: /^resolve/i }).click();
    await desk.keyboard.press('Escape');
    expect((await journey.owner.call(listConversations, { view: 'all' })).conversations[0]?.status).not.toBe(
      'resolved',
    );
    await desk.getByRole('button', { name: /^resolve/i }).click();
    await desk
      .getByRole('menuitem', { name: /question answered/i })
      .or(desk.getByRole('button', { name: /question answered/i }))
      .first()
      .click();
    await expect
      .poll(async () => (await journey.owner.call(listConversations, { view: 'all' })).conversations[0]?.status)
      .toBe('resolved');
  });
});

describe('digital tools', () => {
  it('MEM16003-R-liaison-digital-tools: a chat and a contact by API become the same kind of record', async () => {
    const { customerId } = await journey.owner.call(createCustomer, { name: 'Ines Kaldor' });
    await journey.owner.call(startConversation, {
      customerId,
      channel: 'api',
      text: 'Ordered by our own shop system.',
    });
    const { conversations } = await journey.owner.call(listConversations, { view: 'all' });
    expect(new Set(conversations.map((one) => one.channel))).toEqual(new Set(['chat', 'api']));
    expect(new Set(conversations.map((one) => Object.keys(one).sort().join()))).toHaveProperty('size', 1);
  });
});
