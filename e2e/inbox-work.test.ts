import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTag, getConversation, listConversations, startConversation } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { openBrowser, openPage, type WatchedPage } from './lib/browser.ts';
import { type Journey, signInAt, startJourney } from './lib/journey.ts';

let journey: Journey;
let browser: Browser;
let desk: WatchedPage;
const ids: string[] = [];

beforeAll(async () => {
  journey = await startJourney();
  const { owner } = journey;
  await owner.call(addTag, { name: 'Damaged' });
  for (const name of ['Ada Mills', 'Ben Ortiz', 'Cleo Park', 'Dan Quist']) {
    const { customerId } = await owner.call(createCustomer, { name });
    const { conversationId } = await owner.call(startConversation, { customerId, text: `${name} asks for help.` });
    ids.push(conversationId);
  }
  browser = await openBrowser();
  desk = await openPage(browser, { viewport: { width: 1440, height: 900 } });
  await signInAt(desk, journey.heed.url, 'olive@heed.example');
  await desk.getByRole('link', { name: /^unassigned/i }).click();
});
afterAll(async () => {
  await browser?.close();
  await journey?.stop();
});

const row = (name: string) => desk.getByRole('listitem').filter({ hasText: `${name} asks` });
const get = (index: number) => journey.owner.call(getConversation, { conversationId: ids[index] ?? '' });

describe('work in the inbox', () => {
  it('files a conversation by single keys: priority, tag, snooze; and takes the snooze back', async () => {
    await row('Ada Mills').getByRole('link').click();
    await desk.getByRole('heading', { name: 'Filed under' }).waitFor();
    await desk.keyboard.press('h');
    await desk.getByRole('dialog', { name: /^Priority of/ }).waitFor();
    // Held down: the first one picks, the others do nothing.
    for (let i = 0; i < 3; i++) await desk.keyboard.down('1');
    await desk.keyboard.up('1');
    await row('Ada Mills').getByText('Urgent').waitFor();
    await desk.keyboard.press('t');
    await desk.getByRole('checkbox', { name: 'Damaged' }).check();
    await desk.getByRole('button', { name: 'Save tags' }).click();
    await row('Ada Mills').getByText('Damaged').waitFor();
    await desk.keyboard.press('s');
    await desk.getByRole('button', { name: /^Tomorrow morning/ }).click();
    await desk.getByText(/is snoozed until/).waitFor();
    await row('Ada Mills').waitFor({ state: 'detached' });
    await desk.keyboard.press('z');
    await row('Ada Mills').waitFor();
    expect(await get(0)).toMatchObject({ priority: 'urgent', snoozedUntil: null });
  });

  it('keeps a view under a name with its count, and restores it after it was deleted', async () => {
    await desk.getByRole('button', { name: 'Choose a view' }).click();
    await desk.getByRole('menuitem', { name: 'New view' }).click();
    const dialog = desk.getByRole('dialog', { name: 'New view' });
    await dialog.getByLabel('Name').fill('Damaged goods');
    await dialog.getByLabel('About').selectOption('tag');
    await dialog.getByLabel('Choose').selectOption({ label: 'Damaged' });
    await dialog.getByRole('button', { name: 'Save view' }).dblclick();
    await desk.getByRole('link', { name: 'Damaged goods 1' }).waitFor();
    await row('Ada Mills').waitFor();
    await row('Ben Ortiz').waitFor({ state: 'detached' });
    await desk.getByRole('button', { name: 'Choose a view' }).click();
    await desk.getByRole('menuitem', { name: /^Delete/ }).click();
    await desk.getByRole('link', { name: /^Damaged goods/ }).waitFor({ state: 'detached' });
    await desk.keyboard.press('z');
    await desk.getByRole('link', { name: 'Damaged goods 1' }).waitFor();
  });

  it('fetches the conversation at which somebody stays, so that opening it waits for nothing', async () => {
    await desk.getByRole('link', { name: /^unassigned/i }).click();
    // The pointer may have stood at it before.
    await desk.mouse.move(1_000, 500);
    await desk.reload();
    await row('Cleo Park').waitFor();
    const asked: string[] = [];
    desk.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const ofIt = `/api/v1/conversations/${ids[2]}/messages`;
    const arrived = desk.waitForResponse((response) => response.url().includes(ofIt));
    await row('Cleo Park').hover();
    await arrived;
    await row('Cleo Park').getByRole('link').click();
    await desk.getByLabel('Messages').getByText('Cleo Park asks for help.').first().waitFor();
    expect(asked.filter((path) => path === ofIt)).toHaveLength(1);
  });

  it('opens what is due next by n, one after the other', async () => {
    await desk.getByRole('link', { name: /^unassigned/i }).click();
    const opened: string[] = [];
    for (let i = 0; i < 3; i++) {
      const before = desk.url();
      await desk.keyboard.press('n');
      await desk.waitForURL((url) => url.toString() !== before);
      opened.push(desk.url().split('/').at(-1) ?? '');
    }
    expect(new Set(opened).size).toBe(3);
    const { conversations } = await journey.owner.call(listConversations, { view: 'unassigned', sort: 'due' });
    expect(opened).toEqual(conversations.slice(0, 3).map((one) => one.id));
  });

  it('does the same to several at once, lists what it could not do, and takes the rest back', async () => {
    await desk.keyboard.press('Escape');
    await row('Dan Quist').getByRole('link').focus();
    await desk.keyboard.press('x');
    await row('Ben Ortiz').getByRole('link').focus();
    await desk.keyboard.press('X');
    await desk.getByText('3 selected').waitFor();
    await desk.keyboard.press('A');
    await desk.getByRole('button', { name: /^Me, Olive/ }).click();
    await desk.getByText('3 given to Olive Owner').waitFor();
    await row('Ben Ortiz').waitFor({ state: 'detached' });
    expect((await Promise.all([1, 2, 3].map(get))).map((one) => one.assigneeId)).toEqual(
      [1, 2, 3].map(() => journey.owner.personId),
    );
    await desk.getByRole('button', { name: 'Undo all' }).click();
    await desk.getByText('3 taken back').waitFor();
    await row('Ben Ortiz').waitFor();
    expect(desk.complaints).toEqual([]);
  });
});
