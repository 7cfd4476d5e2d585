import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTag, getConversation, reply, saveView, startConversation } from '#contact/conversations/contract.ts';
import { createCustomer, createOrganisation } from '#contact/customers/contract.ts';
import { testPassphrase } from '#kernel/test/heed.ts';
import { openBrowser, openPage, type WatchedPage } from '../lib/browser.ts';
import { type Journey, startJourney } from '../lib/journey.ts';

let journey: Journey;
let browser: Browser;
let desk: WatchedPage;
const ids: string[] = [];
let tagId: string;

beforeAll(async () => {
  journey = await startJourney();
  const { owner } = journey;
  ({ tagId } = await owner.call(addTag, { name: 'Damaged' }));
  await owner.call(saveView, {
    name: 'Broken lids',
    rule: { match: 'all', conditions: [{ on: 'tag', is: 'any', of: [tagId] }] },
    shared: 'nobody',
  });
  await owner.call(createOrganisation, { name: 'Adeyemi Interiors', domains: ['adeyemi.example'] });
  await journey.heed.member('adviser');
  for (const name of ['Ada Mills', 'Ben Ortiz', 'Cleo Park', 'Dan Quist']) {
    const { customerId } = await owner.call(createCustomer, { name });
    const text = `${name} asks: where is the porcelain teapot?`;
    ids.push((await owner.call(startConversation, { customerId, text })).conversationId);
  }
  // So many that what was written first is not loaded at once.
  const conversationId = ids[2] ?? '';
  for (let n = 1; n <= 60; n++) await owner.call(reply, { conversationId, text: `Step ${n} of a long story.` });
  browser = await openBrowser();
  desk = await openPage(browser, { viewport: { width: 1440, height: 900 } });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await journey?.stop();
});

const get = (index: number) => journey.owner.call(getConversation, { conversationId: ids[index] ?? '' });
const press = (...keys: string[]) =>
  keys.reduce((before, key) => before.then(() => desk.keyboard.press(key)), Promise.resolve());
const type = (text: string) => desk.keyboard.type(text);

/** Goes on with Tab until what has the focus is called so. */
async function tabTo(name: RegExp, most = 60): Promise<void> {
  for (let n = 0; n < most; n++) {
    const words = await desk.evaluate(() => {
      const active = document.activeElement;
      const label = active instanceof HTMLInputElement ? active.labels?.[0]?.innerText : undefined;
      return active?.getAttribute('aria-label') ?? label ?? (active instanceof HTMLElement ? active.innerText : '');
    });
    if (name.test(words.trim())) return;
    await press('Tab');
  }
  throw new Error(`Tab does not lead to ${name}`);
}

/** Types into the palette and takes what it finds first, once it is of this name. */
async function palette(text: string, first: RegExp): Promise<void> {
  await press('Control+k');
  await desk.getByRole('combobox', { name: 'Find or do' }).waitFor();
  await type(text);
  await desk.getByRole('option', { name: first, selected: true }).waitFor();
  await press('Enter');
}

describe('a day at the desk without a mouse', () => {
  it('begins with signing in and taking what is due next', async () => {
    await desk.goto(`${journey.heed.url}/desk/`);
    await desk.getByLabel('E-mail address').waitFor();
    await type('olive@heed.example');
    await press('Tab');
    await type(testPassphrase);
    await press('Enter');
    await desk.getByRole('heading', { name: 'Inbox', includeHidden: true }).first().waitFor({ state: 'attached' });
    await palette('view unassigned', /View Unassigned/);
    await desk.getByText('Ada Mills asks').waitFor();
    // What was asked first is due first.
    await press('n');
    await desk.getByRole('region', { name: 'Conversation with Ada Mills' }).waitFor();
    await press('a');
    await desk.getByText(/is yours/).waitFor();
  });

  it('goes on with an answer, a note, a tag, a colleague and a pause', async () => {
    await press('r');
    await type('It left today.');
    await press('Control+Enter');
    await desk.getByRole('log').getByText('It left today.').waitFor();
    await press('Escape', 'i');
    await type('Parcel number is in the shop.');
    await press('Control+Enter');
    await desk.getByRole('log').getByText('Parcel number is in the shop.').waitFor();
    await press('Escape', 't');
    await desk.getByRole('dialog', { name: /^Tags/ }).waitFor();
    await tabTo(/^Damaged/);
    await press('Space');
    await tabTo(/^Save tags/);
    await press('Enter');
    await desk.getByText(/^Tags of .* changed/).waitFor();
    await palette('assign to adviser', /Assign to Adviser 1/);
    await desk.getByText(/is with Adviser 1/).waitFor();
    await press('s');
    await desk.getByRole('dialog', { name: /^Snooze/ }).waitFor();
    await press('1');
    await desk.getByText(/is snoozed until/).waitFor();
    await press('z');
    await expect.poll(async () => (await get(0)).snoozedUntil).toBeNull();
    // What the desk shows is what it resolves next.
    await desk
      .getByText(/^Snoozed until/)
      .first()
      .waitFor({ state: 'detached' });
    expect(await get(0)).toMatchObject({
      tagIds: [tagId],
      assigneeId: expect.not.stringMatching(journey.owner.personId),
    });
  });

  it('resolves with a reason, and finds by words what was written long ago', async () => {
    await press('e');
    await desk.getByRole('group', { name: 'What was it about?' }).waitFor();
    await press('1');
    await expect.poll(async () => (await get(0)).status).toBe('resolved');
    await desk.getByRole('group', { name: 'What was it about?' }).waitFor({ state: 'detached' });
    await press('/');
    await desk.getByText('Words that narrow it').waitFor();
    await type('cleo porcelain');
    const hit = desk
      .getByRole('region', { name: /^Messages/ })
      .getByRole('link')
      .filter({ hasText: 'porcelain' });
    await hit.waitFor();
    await hit.focus();
    await press('Enter');
    await desk.getByRole('region', { name: 'Conversation with Cleo Park' }).waitFor();
    const found = desk.locator('#message-1');
    await found.waitFor();
    await expect.poll(() => found.evaluate((one) => one === document.activeElement)).toBe(true);
    await expect
      .poll(() =>
        found.evaluate(
          (one) => one.getBoundingClientRect().top > 0 && one.getBoundingClientRect().bottom < innerHeight,
        ),
      )
      .toBe(true);
  });

  it('reaches every kind of record from the palette', async () => {
    await palette('broken li', /Broken lids/);
    await desk.getByRole('heading', { name: 'Broken lids' }).waitFor();
    await palette('damag', /^Damaged/);
    await desk.waitForURL(`**/inbox/tag-${tagId}`);
    await palette('adeyemi int', /Adeyemi Interiors/);
    await desk.getByRole('heading', { name: 'Adeyemi Interiors' }).waitFor();
    await palette('adviser 1', /Adviser 1/);
    await desk.getByRole('heading', { name: 'People', exact: true }).waitFor();
    const { reference } = await get(1);
    await palette(reference, new RegExp(reference));
    await desk.getByRole('region', { name: 'Conversation with Ben Ortiz' }).waitFor();
  });

  it('does the same to several, changes a setting and signs out', async () => {
    await palette('view unassigned', /View Unassigned/);
    await desk.getByText('Ben Ortiz asks').waitFor();
    await press('j', 'x', 'j', 'X');
    await desk.getByText('2 selected').waitFor();
    await press('A');
    await desk.getByRole('dialog').waitFor();
    await press('1');
    await desk.getByText('2 given to Olive Owner').waitFor();
    await palette('settings you', /Settings: You/);
    await desk.getByRole('heading', { name: 'Appearance' }).waitFor();
    await tabTo(/^High contrast/, 90);
    await press('Space');
    await expect
      .poll(() =>
        desk.evaluate(() => document.activeElement instanceof HTMLInputElement && document.activeElement.checked),
      )
      .toBe(true);
    await palette('sign out', /Sign out/);
    await desk.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(desk.complaints).toEqual([]);
  });
});
