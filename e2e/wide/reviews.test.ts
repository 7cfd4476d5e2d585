import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  dayMs,
  keepSessions,
  publishStarter,
  type Shop,
  serveWeeks,
  settled,
} from '#improvement/reviews/test/quarter.ts';
import { openBrowser, openPage, picture, type WatchedPage } from '../lib/browser.ts';
import { type Journey, signInAt, startJourney } from '../lib/journey.ts';

const wide = { viewport: { width: 1440, height: 900 } };
/** The Monday fourteen weeks ago, ten o'clock in Melbourne or an hour beside it. */
const begin = Date.now() - 14 * 7 * dayMs;
const monday = begin - ((new Date(begin).getUTCDay() + 6) % 7) * dayMs - (begin % dayMs);

let at = monday - dayMs;
let isOver = false;
let journey: Journey;
let browser: Browser;
let manager: WatchedPage;

beforeAll(async () => {
  journey = await startJourney({ now: () => (isOver ? new Date() : new Date(at)) });
  const { heed, owner } = journey;
  heed.running.kernel.holdsDeadlines = true;
  const [member, adviser] = [await heed.member('manager'), await heed.member('adviser')];
  await keepSessions(heed);
  const shop: Shop = { heed, owner, manager: member, adviser, at: (ms) => (at = ms) };
  await publishStarter(shop, new Date(monday).toISOString().slice(0, 10));
  await serveWeeks(shop, monday, 13);
  isOver = true;
  await settled(shop);
  heed.running.kernel.holdsDeadlines = false;
  browser = await openBrowser();
  manager = await openPage(browser, wide);
  await signInAt(manager, heed.url, member.email);
});
afterAll(async () => {
  await browser?.close();
  await journey?.stop();
});

/** In light, in dark and on a phone, for whoever wants to look at them. */
async function pictures(name: string): Promise<void> {
  await picture(manager, name);
  await manager.emulateMedia({ colorScheme: 'dark' });
  await picture(manager, `${name}-dark`);
  await manager.setViewportSize({ width: 390, height: 844 });
  await picture(manager, `${name}-phone`);
  await manager.setViewportSize(wide.viewport);
  await manager.emulateMedia({ colorScheme: 'light' });
}

const dialog = () => manager.locator('dialog[open]');

describe('a review of three months', () => {
  it('assembles its pack from what happened, and says what is lacking', async () => {
    await manager.getByRole('link', { name: 'Reviews', exact: true }).click();
    await manager
      .getByText('Manager 1 reviews it by')
      .or(manager.getByText(/reviews it by/))
      .first()
      .waitFor();
    await manager.getByRole('button', { name: 'Begin a review' }).first().click();
    await dialog().getByRole('button', { name: 'Begin' }).click();
    await manager.getByRole('heading', { name: 'Promised and kept' }).waitFor();
    await manager.getByText('First response, chat', { exact: true }).waitFor();
    // 36 of 48; 35 of 47 where midnight has passed in the workspace and the period begins a day later.
    await manager
      .getByText(/^7(5\.0|4\.5) %$/)
      .first()
      .waitFor();
    await manager.getByText('I waited for ever.').first().waitFor();
    expect(await manager.getByRole('button', { name: 'Sign' }).isDisabled()).toBe(true);
    await pictures('review');
  });

  it('is evaluated, discussed and decided on', async () => {
    const open = manager.getByRole('button', { name: /^Evaluate / });
    for (let left = await open.count(); left > 0; left--) {
      await open.first().click();
      await dialog().getByLabel('Evaluation').fill('As we hoped; Thursdays are too thin.');
      await dialog().getByRole('button', { name: 'Save' }).click();
      await dialog().waitFor({ state: 'detached' });
      await expect.poll(() => open.count()).toBe(left - 1);
    }
    await manager.getByRole('button', { name: 'Add a finding' }).click();
    await dialog().getByLabel('What was found').fill('A quarter of an hour is too short on Thursdays');
    await dialog().getByLabel('Decision').selectOption('change');
    await dialog().getByLabel('Clause').selectOption({ label: '5.1 First reply' });
    await dialog().getByRole('button', { name: 'Save' }).click();
    await manager.getByText('Not changed yet').waitFor();
    await manager.getByRole('button', { name: 'Note a meeting' }).click();
    await dialog().getByLabel('Olive Owner').first().check();
    await dialog().getByLabel('What was discussed').fill('One in four waits too long on Thursdays');
    await dialog().getByLabel('Action').fill('Plan a second adviser');
    await dialog().getByRole('combobox', { name: /^Who/ }).selectOption({ label: 'Adviser 2' });
    await dialog()
      .getByLabel('By when')
      .fill(new Date(Date.now() + 7 * dayMs).toISOString().slice(0, 10));
    await pictures('review-meeting');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await manager.getByRole('link', { name: 'Plan a second adviser' }).waitFor();
  });

  it('tries an hour out over what happened', async () => {
    await manager.getByRole('link', { name: 'Try another target' }).click();
    await manager.getByLabel('Channel').selectOption('chat');
    await manager.getByLabel('Calendar').selectOption({ index: 1 });
    await manager.getByLabel('Within, in minutes').fill('60');
    await manager.getByRole('button', { name: 'Look back' }).click();
    await manager.getByText('reaches 90 %').waitFor();
    await manager.getByText('below 90 %').waitFor();
    await pictures('what-if');
    await manager.goBack();
    await manager.goBack();
  });

  it('becomes the next version, where the finding waits as the reason, and is signed when the clause is changed', async () => {
    await manager.getByRole('button', { name: 'Adjust' }).click();
    await dialog().getByRole('button', { name: 'Begin the next version' }).click();
    await manager.getByText('Benchmark 1.1').waitFor();
    await pictures('review-draft');
    await manager.getByRole('button', { name: 'Time: 15 minutes' }).first().click();
    await dialog().getByLabel('Within, in minutes').first().fill('45');
    expect(await dialog().getByLabel(/^Why/).inputValue()).toBe('A quarter of an hour is too short on Thursdays');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await manager.getByRole('button', { name: 'Time: 45 minutes' }).waitFor();
    await manager.getByRole('link', { name: 'Reviews', exact: true }).click();
    await manager.getByRole('listitem').filter({ hasText: 'Being reviewed' }).getByRole('link').click();
    await manager.getByText('Changed in the draft').waitFor();
    await manager.getByRole('button', { name: 'Sign' }).click();
    await manager.getByText(/^Signed by Manager 1/).waitFor();
    await pictures('review-signed');
    expect(manager.complaints).toEqual([]);
  });
});
