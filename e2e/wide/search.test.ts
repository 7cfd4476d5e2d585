import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConversation, writeNote } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { openBrowser, openPage, type WatchedPage } from '../lib/browser.ts';
import { type Journey, signInAt, startJourney } from '../lib/journey.ts';

let journey: Journey;
let browser: Browser;
let desk: WatchedPage;

beforeAll(async () => {
  journey = await startJourney();
  const { owner } = journey;
  const { customerId } = await owner.call(createCustomer, {
    name: 'Marisol Adeyemi',
    addresses: [{ kind: 'email', value: 'marisol@adeyemi.example' }],
  });
  const text = 'The lid of my stovetop kettle came cracked.';
  const { conversationId } = await owner.call(startConversation, { customerId, channel: 'chat', text });
  await owner.call(writeNote, { conversationId, text: 'Three lids left in the warehouse.' });
  browser = await openBrowser();
  desk = await openPage(browser, { viewport: { width: 1280, height: 900 } });
  await signInAt(desk, journey.heed.url, 'olive@heed.example');
});
afterAll(async () => {
  await browser?.close();
  await journey?.stop();
});

const palette = () => desk.getByRole('combobox', { name: 'Find or do' });

describe('the palette', () => {
  it('finds a customer while the name is being typed, and opens them', async () => {
    await desk.keyboard.press('Control+k');
    await palette().pressSequentially('maris', { delay: 20 });
    await desk.getByRole('option', { name: /Marisol Adeyemi marisol@adeyemi.example/ }).waitFor();
    await desk.getByRole('option', { name: /stovetop kettle/ }).waitFor();
    await palette().press('Enter');
    await desk.getByRole('heading', { name: 'Marisol Adeyemi' }).waitFor();
  });

  it('begins what belongs to another page, and remembers it', async () => {
    await desk.keyboard.press('Control+k');
    await palette().fill('new task');
    await palette().press('Enter');
    await desk.getByRole('dialog').getByLabel(/what/i).first().waitFor();
    await desk.keyboard.press('Escape');
    await desk.keyboard.press('Control+k');
    const used = desk.getByRole('group', { name: 'Used last' });
    await used.getByRole('option', { name: /New task/ }).waitFor();
    await desk.keyboard.press('Escape');
  });
});

describe('the search page', () => {
  it('finds by key, marks what was found, and is steered by the arrow keys', async () => {
    await desk.keyboard.press('/');
    await desk.getByText('Words that narrow it').waitFor();
    await desk.keyboard.type('lid crack');
    const hit = desk.getByRole('region', { name: /^Messages/ }).getByRole('link');
    await hit.filter({ hasText: 'came cracked' }).waitFor();
    expect(await hit.locator('mark').allInnerTexts()).toEqual(['lid', 'cracked']);
    expect(new URL(desk.url()).search).toContain('lid');
    await desk.keyboard.press('ArrowDown');
    await desk.keyboard.press('Enter');
    await desk.getByRole('region', { name: 'Conversation with Marisol Adeyemi' }).waitFor();
    await desk.goBack();
    await desk.getByRole('region', { name: /^Messages/ }).waitFor();
  });

  it('says what a filter means, takes it away, and guesses at a misspelt name', async () => {
    const box = desk.getByRole('searchbox', { name: /^Search people/ });
    await box.fill('lid status:resolved');
    await desk.getByText(/^Nothing found/).waitFor();
    await desk.getByRole('button', { name: 'Take away: in resolved conversations' }).click();
    await desk.getByRole('region', { name: /^Messages/ }).waitFor();
    await box.fill('Marisl Adeyimi');
    await desk.getByText('Nobody is called exactly that.').waitFor();
    await desk.getByRole('link', { name: /Marisol Adeyemi P-/ }).waitFor();
  });

  it('and no page broke its content policy or raised an error', () => {
    expect(desk.complaints).toEqual([]);
  });
});
