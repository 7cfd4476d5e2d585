import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reply, startConversation } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { addBrand } from '#contact/portal/contract.ts';
import { caughtUp } from '#foundation/measures/test/caught-up.ts';
import { standardInForce } from '#improvement/monitoring/test/standard.ts';
import { openBrowser, openPage, picture, type WatchedPage } from '../lib/browser.ts';
import { type Journey, signInAt, startJourney } from '../lib/journey.ts';

const wide = { viewport: { width: 1440, height: 900 } };
let journey: Journey;
let browser: Browser;
let lead: WatchedPage;
let standardId: string;

beforeAll(async () => {
  journey = await startJourney();
  const { owner, heed } = journey;
  const manager = await heed.member('manager');
  const line = { measure: 'first_response', channel: 'chat', teamId: null, minutes: 2, calendarId: null };
  const promise = { does: 'promise' as const, lines: [{ ...line, warnPercent: 80, sharePercent: 90 }] };
  const metric = { does: 'metric' as const, lines: [{ measure: 'csat', is: 'at_least' as const, goal: 85 }] };
  ({ standardId } = await standardInForce(manager, owner, [
    { title: 'First reply', body: promise },
    { title: 'How we know that it works', body: metric },
  ]));
  const { customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor' });
  for (const text of ['Where is it?', 'And the lid?', 'In red?']) {
    const chat = { customerId, text, channel: 'chat' as const, from: 'customer' as const };
    const { conversationId } = await owner.call(startConversation, chat);
    await owner.call(reply, { conversationId, text: 'On its way.' });
  }
  await owner.call(addBrand, { key: 'fennick', name: 'Fennick & Rowe' });
  await caughtUp(heed);
  browser = await openBrowser();
  lead = await openPage(browser, wide);
  await signInAt(lead, heed.url, 'olive@heed.example');
});
afterAll(async () => {
  await browser?.close();
  await journey?.stop();
});

/** In light, in dark and on a phone, for whoever wants to look at them. */
async function pictures(name: string): Promise<void> {
  await picture(lead, name);
  await lead.emulateMedia({ colorScheme: 'dark' });
  await picture(lead, `${name}-dark`);
  await lead.setViewportSize({ width: 390, height: 844 });
  await picture(lead, `${name}-phone`);
  await lead.setViewportSize(wide.viewport);
  await lead.emulateMedia({ colorScheme: 'light' });
}
const dialog = () => lead.locator('dialog[open]');

describe('a standard in force', () => {
  it('has what was reached beneath each promise, and on a page of its own', async () => {
    await lead.goto(`${journey.heed.url}/desk/standards/${standardId}`);
    await lead.getByRole('link', { name: 'first reply, chat, within 2 min' }).waitFor();
    await pictures('monitoring-clause');
    await lead.getByRole('link', { name: 'Monitoring' }).first().click();
    await lead.getByText('n = 3').waitFor();
    await pictures('monitoring');
    await lead.getByRole('link', { name: '5.1 First reply' }).click();
    await lead.getByRole('button', { name: 'Rows behind' }).click();
    await lead.getByRole('heading', { name: /Rows behind/ }).waitFor();
    const rows = lead.getByRole('link', { name: /^H-\d+/ });
    await rows.nth(2).waitFor();
    expect(await rows.count()).toBe(3);
  });

  it('has a corrective action for what is missed, with the issue behind it', async () => {
    await lead.goto(`${journey.heed.url}/desk/monitoring/issues`);
    await lead.getByRole('button', { name: 'Log an issue' }).click();
    await dialog().getByLabel('What happened, in a line').fill('The chat was away for two hours');
    await dialog().getByLabel('Began').fill('2026-11-20T10:00');
    await dialog().getByLabel('Ended').fill('2026-11-20T12:00');
    await dialog().getByLabel('5.1 First reply').check();
    await dialog().getByRole('button', { name: 'Log it' }).click();
    await lead.getByText('The chat was away for two hours').waitFor();
    await pictures('monitoring-issues');
    await lead.getByRole('link', { name: 'Fix' }).click();
    await lead.getByRole('button', { name: 'Change', exact: true }).click();
    await dialog().getByLabel('What is done').fill('A second server');
    await dialog().getByLabel('In place since').fill(new Date().toISOString().slice(0, 10));
    await dialog().getByRole('button', { name: 'Save' }).click();
    await lead.getByText(/It can be closed from/).waitFor();
    expect(await lead.getByRole('button', { name: 'Close it' }).isDisabled()).toBe(true);
    await pictures('monitoring-action');
  });

  it('tells everybody what somebody chose, in the words that they wrote', async () => {
    await lead.goto(`${journey.heed.url}/desk/settings/charter`);
    await lead.getByRole('button', { name: 'Change Fennick & Rowe' }).click();
    await dialog().getByLabel('Everybody can read it').check();
    await dialog().getByLabel('5.1 First reply').check();
    await dialog().getByLabel('In words').fill('We answer your chat within two minutes');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await lead.getByRole('link', { name: /\/charter\/fennick/ }).waitFor();
    await pictures('monitoring-charter-settings');
    const reader = await openPage(browser, wide);
    await reader.goto(`${journey.heed.url}/charter/fennick`);
    await reader.getByRole('heading', { name: 'We answer your chat within two minutes' }).waitFor();
    await reader.getByText('Too few to say: 3 so far').waitFor();
    await picture(reader, 'charter');
  });

  it('shows in the reports how each brand does, once there are two', async () => {
    await lead.goto(`${journey.heed.url}/desk/reports`);
    await lead.getByRole('heading', { name: 'Compared' }).waitFor();
    expect(await lead.getByRole('button', { name: /^Brand/ }).count()).toBe(0);
    const { brandId } = await journey.owner.call(addBrand, { key: 'outlet', name: 'Rowe Outlet' });
    const { customerId } = await journey.owner.call(createCustomer, { name: 'Jun Petrak' });
    const chat = { customerId, text: 'And the outlet?', channel: 'chat' as const, from: 'customer' as const, brandId };
    const { conversationId } = await journey.owner.call(startConversation, chat);
    await journey.owner.call(reply, { conversationId, text: 'Open until six.' });
    await caughtUp(journey.heed);
    await lead.reload();
    await lead.getByRole('button', { name: 'Brand: All brands' }).waitFor();
    await lead.getByRole('button', { name: 'Brand', exact: true }).click();
    const compared = lead.getByRole('table', { name: 'Median first reply by brand' });
    await compared.getByRole('row', { name: /^Rowe Outlet .* 1$/ }).waitFor();
    await compared.getByRole('row', { name: /^No brand .* 3$/ }).waitFor();
    await pictures('reports-brand');
    await lead.getByRole('button', { name: 'Brand: All brands' }).click();
    await lead.getByRole('menuitemradio', { name: 'Rowe Outlet' }).click();
    await compared.getByRole('row', { name: /^No brand/ }).waitFor({ state: 'detached' });
  });
});
