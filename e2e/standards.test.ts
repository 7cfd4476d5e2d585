import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addItem, importLines } from '#foundation/library/contract.ts';
import { openBrowser, openPage, picture, type WatchedPage } from './lib/browser.ts';
import { type Journey, openWidget, say, signInAt, startJourney } from './lib/journey.ts';

const question = 'Does the 24 cm pan work on induction?';
const wide = { viewport: { width: 1440, height: 900 } };

let journey: Journey;
let browser: Browser;
let owner: WatchedPage;
let manager: WatchedPage;

beforeAll(async () => {
  journey = await startJourney();
  const member = await journey.heed.member('manager');
  browser = await openBrowser();
  owner = await openPage(browser, wide);
  await signInAt(owner, journey.heed.url, 'olive@heed.example');
  manager = await openPage(browser, wide);
  await signInAt(manager, journey.heed.url, member.email ?? '');
});
afterAll(async () => {
  await browser?.close();
  await journey?.stop();
});

/** In light, in dark and on a phone, for whoever wants to look at them. */
async function pictures(name: string): Promise<void> {
  await manager.emulateMedia({ colorScheme: 'light' });
  await picture(manager, name);
  await manager.emulateMedia({ colorScheme: 'dark' });
  await picture(manager, `${name}-dark`);
  await manager.setViewportSize({ width: 390, height: 844 });
  await picture(manager, `${name}-phone`);
  await manager.setViewportSize(wide.viewport);
  await manager.emulateMedia({ colorScheme: 'light' });
}

const dialog = (page: WatchedPage) => page.locator('dialog[open]');

describe('a standard', () => {
  it('is written and consulted on: the manager promises chats an answer within two minutes and answers the comment', async () => {
    await manager.getByRole('link', { name: 'Standards' }).click();
    await manager.getByRole('link', { name: 'Customer service standard' }).click();
    await manager.getByRole('button', { name: 'Time: 15 minutes' }).first().click();
    await dialog(manager).getByLabel('Within, in minutes').first().fill('2');
    await dialog(manager).getByRole('button', { name: 'Save' }).click();
    await manager.getByRole('button', { name: 'Time: 2 minutes' }).waitFor();
    await manager.getByRole('button', { name: 'Gather needs' }).click();
    await manager.getByRole('button', { name: 'Add a finding' }).click();
    await dialog(manager).getByLabel('What customers need').fill('Customers need to know soon that somebody is there.');
    await dialog(manager).getByLabel('What you learnt').fill('Whoever waits for five minutes leaves.');
    await dialog(manager).getByLabel('Title').fill('Twelve interviews');
    await dialog(manager).getByLabel('Address').fill('https://research.example/waiting');
    await dialog(manager).getByRole('button', { name: 'Save' }).click();
    await manager.getByText('Whoever waits for five minutes leaves.').waitFor();
    await pictures('standard-needs');
    await manager.getByRole('button', { name: 'Compare with others' }).click();
    await manager.getByRole('table', { name: 'Benchmarks' }).waitFor();
    await pictures('standard-benchmark');
    await manager.getByRole('button', { name: 'Ask for comments' }).click();
    await dialog(manager).getByLabel('Olive Owner').check();
    await dialog(manager).getByRole('button', { name: 'Ask them' }).click();
    await manager.getByText('Still asked: Olive Owner').waitFor();

    await owner.goto(`${journey.heed.url}/desk/standards`);
    await owner.getByRole('link', { name: 'Customer service standard' }).click();
    await owner.getByLabel('Comment on').selectOption({ label: '5.1 First reply' });
    await owner.getByLabel('Your comment').fill('Two minutes need three of us.');
    await owner.getByRole('button', { name: 'Comment', exact: true }).click();

    await manager.getByText('Two minutes need three of us.').waitFor();
    await pictures('standard');
    await manager.getByRole('button', { name: 'Answer' }).click();
    await dialog(manager).getByRole('button', { name: 'Answer' }).click();
    await manager.getByText('Taken in', { exact: true }).waitFor();
    await manager.getByRole('button', { name: 'Close consultation' }).click();
  });

  it('part of CEG007-1.4, CEG007-1.7 and CEG007-1.8: is brought in line with policy, brand, law and the shop', async () => {
    await manager.getByRole('heading', { name: 'Legal checklist' }).waitFor();
    const shop = await journey.owner.call(addItem, { kind: 'offline', title: 'Shop handbook' });
    await journey.owner.call(importLines, { ...shop, rows: 'Refunds and change of mind,14,days,At the counter' });
    await manager.getByRole('button', { name: 'Brand value of 5.1 First reply' }).click();
    await dialog(manager).getByLabel('Plain and warm').check();
    await dialog(manager).getByRole('button', { name: 'Save' }).click();
    await manager.getByRole('button', { name: 'Ask for approval' }).click();
    await manager.getByText(/Refunds and change of mind, “Shop handbook” .*14 days \/ 30 days/).waitFor();
    await manager.getByRole('button', { name: 'Answer Refunds and change of mind' }).click();
    await dialog(manager).getByLabel('Why it differs').fill('Parcels take two weeks longer');
    await dialog(manager).getByRole('button', { name: 'Save' }).click();
    await manager.getByText('Different, with reason').waitFor();
    await pictures('standard-alignment');
    await manager.getByRole('button', { name: 'Ask for approval' }).click();
    await manager.getByText('Waits for approval 1.0').waitFor();
  });

  it('is approved by somebody else, published and signed', async () => {
    await owner.getByRole('button', { name: 'Approve' }).click();
    await owner.getByText(/sign in with a second step: it is not so/).waitFor();
    await manager.getByRole('link', { name: 'Alignment' }).click();
    await manager.getByRole('button', { name: /^Answer Owners and managers sign in/ }).click();
    await dialog(manager).getByLabel('Why it is not so').fill('Bought for next month');
    await dialog(manager).getByRole('button', { name: 'Save' }).click();
    await manager.getByText('Bought for next month').waitFor();
    await owner.getByRole('button', { name: 'Approve' }).click();
    await owner.getByRole('button', { name: 'Publish' }).click();
    await dialog(owner).getByRole('button', { name: 'Publish' }).click();
    await owner.getByText('In force 1.0').waitFor();
    await owner.getByRole('button', { name: 'I have read it' }).click();
    await owner.getByText(/You read and signed this version/).waitFor();
    const times = owner.getByRole('table', { name: 'Response times at a glance' });
    await times.getByRole('row', { name: /^First reply chat 2 minutes/ }).waitFor();
  });

  it('part of CEG007-2.1: asks whoever has read it, says what was right and where it stands, and shows who has passed', async () => {
    await owner.getByRole('button', { name: 'Answer 12 questions about it' }).click();
    await dialog(owner).getByText('12 are without an answer.').waitFor();
    const first = dialog(owner).getByRole('group', { name: '1. First reply, chat: within what time?' });
    await first.getByLabel('2 minutes', { exact: true }).check();
    await dialog(owner).getByRole('button', { name: 'Answer', exact: true }).click();
    await dialog(owner).getByText('1 of 12 right: not passed yet').waitFor();
    await dialog(owner).getByRole('link', { name: '5.1 First reply' }).first().click();
    await owner.getByText('1 of 12 questions right: not passed yet').waitFor();
    await owner.getByRole('button', { name: 'More about this standard' }).click();
    await owner.getByRole('menuitem', { name: 'Who has signed' }).click();
    await dialog(owner)
      .getByText(/1 of 2 have signed, 50 %.* 0 of 2 have passed/)
      .waitFor();
    await dialog(owner).getByText('1 of 12 right: not passed yet').waitFor();
    await dialog(owner).getByRole('button', { name: 'Close' }).click();
  });

  it('CEG006-1.1 and part of CEG006-1.2: a chat’s clock shows the clause, and its procedure is a checklist whose ticks stay', async () => {
    const shop = await openPage(browser);
    await openWidget(shop, journey.shopUrl);
    await say(shop, question);
    await manager.goto(`${journey.heed.url}/desk/`);
    await manager.getByRole('link', { name: /unassigned/i }).click();
    await manager.getByRole('listitem').filter({ hasText: question }).getByRole('link').click();
    const card = manager.getByRole('region', { name: 'What the standard says' });
    await card.getByText('First reply', { exact: true }).waitFor();
    await card.getByRole('link', { name: 'Customer service standard 1.0, 5.1' }).waitFor();
    await card.getByText('A chat from hello to done', { exact: true }).click();
    await card.getByRole('link', { name: 'Customer service standard 1.0, 1.1' }).waitFor();
    await card.getByLabel('Greet by name and say who you are').check();
    await card.getByText(/^Manager 1, /).waitFor();
    await pictures('standard-at-work');
    await card.getByRole('button', { name: 'Suggest a change of First reply' }).click();
    await dialog(manager).getByLabel('What would be better, and why').fill('Say when the chat opens again.');
    await dialog(manager).getByRole('button', { name: 'Suggest', exact: true }).click();
    await owner.getByRole('tab', { name: 'Suggestions' }).click();
    await owner.getByText('Say when the chat opens again.').waitFor();
    await manager.reload();
    await card.getByText('1 of 5').waitFor();
    expect([...owner.complaints, ...manager.complaints]).toEqual([]);
  });
});
