import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listConversations } from '#contact/conversations/contract.ts';
import { listTargets, promisesOn, setTarget } from '#foundation/promises/contract.ts';
import { openBrowser, openPage, type WatchedPage } from '../lib/browser.ts';
import { type Journey, openWidget, say, signInAt, startJourney } from '../lib/journey.ts';

const question = 'Does the 24 cm pan work on induction?';
const minutes = 4;
/** Of four minutes: it warns after 24 seconds. */
const warnPercent = 10;

let journey: Journey;
let browsers: Browser[];
let shop: WatchedPage;
let desk: WatchedPage;
let manager: WatchedPage;
let row: Locator;
let card: Locator;

beforeAll(async () => {
  journey = await startJourney();
  await journey.owner.call(setTarget, {
    ...{ measure: 'first_response', channel: 'chat', minutes, warnPercent },
    calendarId: null,
  });
  const member = await journey.heed.member('manager');
  browsers = [await openBrowser(), await openBrowser()];
  const [customers, staff] = browsers as [Browser, Browser];
  shop = await openPage(customers);
  desk = await openPage(staff, { viewport: { width: 1440, height: 900 } });
  await signInAt(desk, journey.heed.url, 'olive@heed.example');
  manager = await openPage(staff, { viewport: { width: 1280, height: 900 } });
  await signInAt(manager, journey.heed.url, member.email ?? '');
  row = desk.getByRole('listitem').filter({ hasText: question });
  card = desk.getByRole('region', { name: 'What we owe' });
});
afterAll(async () => {
  await Promise.all((browsers ?? []).map((browser) => browser.close()));
  await journey?.stop();
});

async function firstResponse() {
  const { conversations } = await journey.owner.call(listConversations, { view: 'all' });
  const subjectId = conversations[0]?.id ?? '';
  const { promises } = await journey.owner.call(promisesOn, { subjectId });
  return promises.find((one) => one.measure === 'first_response');
}

describe('the clock of a first response', () => {
  it('part of CEG006-1.2: starts with the question and stands in the row and beside the conversation', async () => {
    await desk.getByRole('link', { name: /unassigned/i }).click();
    await openWidget(shop, journey.shopUrl);
    await say(shop, question);
    await row.getByText(/min left · by/).waitFor({ timeout: 10_000 });
    await row.getByRole('link').click();
    await card.getByText('First response').waitFor();
    await card
      .getByText(/min left · by/)
      .first()
      .waitFor();
  });

  it('part of CEG006-1.2: says at its warning, in shape and word, that time is running out', async () => {
    await desk.locator('li.row.warn').filter({ hasText: question }).waitFor({ timeout: 40_000 });
    await row.getByText(/at risk/i).waitFor({ state: 'attached' });
    await expect.poll(async () => (await firstResponse())?.warnedAt, { timeout: 10_000 }).not.toBeNull();
  });

  it('stays as it is when a manager changes the target', async () => {
    const before = await firstResponse();
    await manager.goto(`${journey.heed.url}/desk/settings/targets`);
    await manager.getByRole('button', { name: 'Change First response, Chat' }).click();
    await manager.getByRole('menuitem', { name: 'Change' }).click();
    await manager.getByRole('textbox', { name: /^within/i }).fill('30');
    await manager.getByText('Reply to chats first within 30 minutes round the clock; warn after 3 minutes.').waitFor();
    await manager.getByRole('button', { name: 'Set the target' }).click();
    await manager.getByText('In force from now on').waitFor();
    const { targets } = await journey.owner.call(listTargets, {});
    const inForce = targets.filter(
      (one) => one.measure === 'first_response' && one.channel === 'chat' && one.isInForce,
    );
    expect(inForce.map((one) => one.minutes)).toEqual([30]);
    const after = await firstResponse();
    expect(after).toMatchObject({ dueAt: before?.dueAt, targetId: before?.targetId, minutes, state: 'running' });
  });

  it('is kept by the answer, and says so', async () => {
    await desk.getByRole('textbox', { name: /reply/i }).fill('Yes, all our pans do.');
    await desk.getByRole('button', { name: /^send/i }).first().click();
    await card.getByText(/over$/).click();
    await card.getByText('Kept', { exact: true }).waitFor({ timeout: 10_000 });
    expect(await firstResponse()).toMatchObject({ state: 'kept', brokenAt: null });
  });
});

describe('a promise made by hand', () => {
  it('is taken on beside the conversation, stands in the list, and is done there', async () => {
    await card.getByRole('button', { name: 'Promise something' }).click();
    await desk.getByLabel('What is promised').fill('Ask the warehouse about the lid');
    await desk.getByRole('button', { name: 'Promise', exact: true }).click();
    await card.getByText('Ask the warehouse about the lid', { exact: true }).waitFor();
    await desk.getByRole('link', { name: /^promises/i }).click();
    const line = desk.locator('li.owed').filter({ hasText: 'Ask the warehouse about the lid' });
    await line.getByText(/left · by/).waitFor();
    await line.getByRole('button', { name: /^done/i }).click();
    await line.waitFor({ state: 'detached', timeout: 10_000 });
  });

  it('and no page broke its content policy or raised an error', () => {
    expect([...shop.complaints, ...desk.complaints, ...manager.complaints]).toEqual([]);
  });
});
