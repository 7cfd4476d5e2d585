import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConversation } from '#contact/conversations/contract.ts';
import { addNote, createCustomer, getCustomer } from '#contact/customers/contract.ts';
import { openBrowser, openPage, type WatchedPage } from '../lib/browser.ts';
import { type Journey, signInAt, startJourney } from '../lib/journey.ts';

let journey: Journey;
let browser: Browser;
let desk: WatchedPage;
let ines: string;
let other: string;

beforeAll(async () => {
  journey = await startJourney();
  const { owner } = journey;
  const make = async (name: string, value: string) => {
    const addresses = [{ kind: 'email' as const, value }];
    const { customerId } = await owner.call(createCustomer, { name, addresses });
    await owner.call(addNote, { customerId, text: `About ${name}` });
    await owner.call(startConversation, { customerId, text: `${name} asks about the kettle.` });
    return customerId;
  };
  ines = await make('Ines Kaldor', 'ines.kaldor@gmail.com');
  other = await make('I. Kaldor', 'ineskaldor+shop@gmail.com');
  browser = await openBrowser();
  desk = await openPage(browser, { viewport: { width: 1440, height: 900 } });
  await signInAt(desk, journey.heed.url, 'olive@heed.example');
});
afterAll(async () => {
  await browser?.close();
  await journey?.stop();
});

describe('two records of one customer', () => {
  it('are told apart at a glance, with the reason one key away', async () => {
    await desk.goto(`${journey.heed.url}/desk/customers/${other}`);
    const badge = desk.getByRole('button', { name: 'Probably returning · first contact' });
    await badge.waitFor();
    await desk.keyboard.press('y');
    await desk.getByText('Maybe Ines Kaldor (P-1001), who had one contact').waitFor();
    await desk.keyboard.press('Escape');
  });

  it('are found with the evidence and merged with a choice of values', async () => {
    await desk.getByRole('link', { name: 'Customers' }).first().click();
    await desk.getByRole('link', { name: 'Possible duplicates' }).click();
    await desk.getByText('E-mail to both reaches the same mailbox', { exact: false }).waitFor();
    await desk.getByRole('link', { name: /^Compare and merge/ }).click();
    await desk.getByText('Nothing is lost.').waitFor();
    await desk.getByRole('radio', { name: 'Ines Kaldor' }).check();
    await desk.getByRole('button', { name: /^Merge into P-/ }).click();
    await desk.getByRole('heading', { name: 'Ines Kaldor', level: 1 }).waitFor();
    await desk.getByRole('button', { name: 'Returning · 2nd contact' }).waitFor();
    for (const text of ['About Ines Kaldor', 'About I. Kaldor']) await desk.getByText(text).waitFor();
    const [one, two] = await Promise.all(
      [ines, other].map((customerId) => journey.owner.call(getCustomer, { customerId })),
    );
    expect(one?.id).toBe(two?.id);
  });

  it('are two again when that is undone', async () => {
    await desk.getByRole('button', { name: /^Undo the merge with/ }).click();
    await desk.getByRole('button', { name: 'Undo the merge', exact: true }).click();
    await desk.getByText('stands for itself again', { exact: false }).waitFor();
    const [one, two] = await Promise.all(
      [ines, other].map((customerId) => journey.owner.call(getCustomer, { customerId })),
    );
    expect([one?.name, two?.name]).toEqual(['Ines Kaldor', 'I. Kaldor']);
  });

  it('and no page broke its content policy or raised an error', () => {
    expect(desk.complaints).toEqual([]);
  });
});
