import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listConversations, startConversation } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { openBrowser, openPage, type WatchedPage } from '../lib/browser.ts';
import { type Journey, signInAt, startJourney } from '../lib/journey.ts';

let journey: Journey;
let browser: Browser;
let owner: WatchedPage;
let jun: WatchedPage;
let conversationId: string;
let otherId: string;

beforeAll(async () => {
  journey = await startJourney({ undoSeconds: 5 });
  const { owner: client, heed } = journey;
  const { customerId } = await client.call(createCustomer, { name: 'Marisol Adeyemi' });
  ({ conversationId } = await client.call(startConversation, { customerId, text: 'The lid is cracked.' }));
  ({ conversationId: otherId } = await client.call(startConversation, { customerId, text: 'Photos of the lid.' }));
  const adviser = await heed.member('adviser');
  browser = await openBrowser();
  owner = await openPage(browser, { viewport: { width: 1440, height: 900 } });
  jun = await openPage(browser, { viewport: { width: 1440, height: 900 } });
  await signInAt(owner, heed.url, 'olive@heed.example');
  await signInAt(jun, heed.url, adviser.email);
});
afterAll(async () => {
  await browser?.close();
  await journey?.stop();
});

const openAt = (page: WatchedPage, id: string) => page.goto(`${journey.heed.url}/desk/inbox/all/${id}`);
const log = (page: WatchedPage) => page.getByRole('log', { name: 'Messages' });

describe('two people on one conversation', () => {
  it('see each other, in the conversation and in the list', async () => {
    await Promise.all([openAt(owner, conversationId), openAt(jun, conversationId)]);
    await owner.getByText('Adviser 1 is looking at this conversation').waitFor();
    await owner.getByRole('listitem').getByText('Adviser 1 is looking at it').waitFor({ state: 'attached' });
    await jun.getByRole('textbox', { name: 'Reply' }).pressSequentially('I am', { delay: 20 });
    await owner.getByText('Adviser 1 is writing a reply').waitFor();
  });

  it('find their own draft on another page, marked in the list, and not each other’s', async () => {
    await jun.getByText(/Draft saved \d+:\d\d/).waitFor();
    await jun.reload();
    await expect.poll(() => jun.getByRole('textbox', { name: 'Reply' }).inputValue()).toBe('I am');
    await jun.getByTitle('You began a reply').waitFor();
    expect(await owner.getByRole('textbox', { name: 'Reply' }).inputValue()).toBe('');
    expect(await owner.getByTitle('You began a reply').count()).toBe(0);
  });

  it('take a reply back in time, with its text where it was', async () => {
    await owner.getByRole('textbox', { name: 'Reply' }).fill('Dear Marisa,');
    await owner.keyboard.press('Control+Enter');
    await log(owner).getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => owner.getByRole('textbox', { name: 'Reply' }).inputValue()).toBe('Dear Marisa,');
    await owner.getByRole('textbox', { name: 'Reply' }).fill('Dear Marisol, a new lid comes.');
    await owner.keyboard.press('Control+Enter');
    await log(jun).getByText('a new lid comes').waitFor({ timeout: 12_000 });
    expect(await log(jun).getByText('Dear Marisa,').count()).toBe(0);
  });

  it('are asked before they answer twice, and lose nothing', async () => {
    await jun.getByRole('textbox', { name: 'Reply' }).press('Control+Enter');
    const dialog = jun.getByRole('dialog', { name: 'Olive Owner answered while you were writing' });
    await dialog.getByText('a new lid comes').waitFor();
    await dialog.getByRole('button', { name: 'Keep writing' }).click();
    expect(await jun.getByRole('textbox', { name: 'Reply' }).inputValue()).toBe('I am');
  });
});

describe('colleagues', () => {
  it('are named in a note from a list, by keyboard, and find it under Mentions', async () => {
    await owner.getByRole('button', { name: 'Note', exact: true }).click();
    await owner.getByRole('textbox', { name: 'Note' }).pressSequentially('Ask @advi');
    await owner.getByRole('option', { name: 'Adviser 1' }).waitFor();
    await owner.keyboard.press('Enter');
    await owner.keyboard.press('Control+Enter');
    await log(owner).getByText('@Adviser 1').waitFor();
    await jun.getByRole('link', { name: /mentions/i }).click();
    await jun.getByRole('listitem').filter({ hasText: 'Marisol Adeyemi' }).first().waitFor();
  });
});

describe('two conversations that are one', () => {
  it('are merged, and the old address leads on; undone, both are there again', async () => {
    await openAt(owner, otherId);
    await owner.getByRole('button', { name: 'More actions' }).click();
    await owner.getByRole('menuitem', { name: 'Merge into another…' }).click();
    await owner.getByRole('dialog').getByRole('radio').first().check();
    await owner
      .getByRole('dialog')
      .getByRole('button', { name: /^Merge into H-/ })
      .click();
    await log(owner).getByText('Photos of the lid.').waitFor();
    await openAt(owner, otherId);
    await owner.waitForURL(`**/${conversationId}`);
    await owner.getByRole('button', { name: 'Undo merge' }).click();
    await owner.waitForURL(`**/${otherId}`);
    await log(owner).getByText('Photos of the lid.').waitFor();
    const { conversations } = await journey.owner.call(listConversations, { view: 'all' });
    expect(conversations).toHaveLength(2);
  });

  it('breaks no content policy and raises no error', () => {
    expect([...owner.complaints, ...jun.complaints]).toEqual([]);
  });
});
