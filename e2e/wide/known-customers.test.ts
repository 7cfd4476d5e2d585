import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeService, serviceSettings } from '#contact/channels-chat/contract.ts';
import { type ShopKey, shopKey, tokenOf } from '#contact/channels-chat/test/tokens.ts';
import {
  getConversation,
  listConversations,
  listWrapUpReasons,
  reply,
  resolve,
} from '#contact/conversations/contract.ts';
import { changeSettings } from '#contact/feedback/contract.ts';
import { createCalendar } from '#foundation/promises/contract.ts';
import { openBrowser, openPage, type WatchedPage } from '../lib/browser.ts';
import { type Journey, openWidget, say, signInAt, startJourney } from '../lib/journey.ts';
import { axeFindings } from '../lib/screens.ts';

let journey: Journey;
let browser: Browser;
let key: ShopKey;
let desk: WatchedPage;

beforeAll(async () => {
  journey = await startJourney();
  browser = await openBrowser();
  key = await shopKey(journey.owner, journey.widgetKey);
  await journey.owner.call(changeSettings, { version: 0, isOn: true });
  desk = await openPage(browser, { viewport: { width: 1440, height: 900 } });
  await signInAt(desk, journey.heed.url, 'olive@heed.example');
});
afterAll(async () => {
  await browser?.close();
  await journey?.stop();
});

/** A device on which somebody is signed in at the shop, which says so as its page loads. */
async function signedIn(sub: string, viewport = { width: 1280, height: 900 }): Promise<WatchedPage> {
  const page = await openPage(browser, { viewport });
  await page.exposeFunction('shopToken', () => tokenOf(key, { sub, name: 'Ines Kaldor' }));
  await page.addInitScript(() => {
    const waiting = (...call: unknown[]) => void (waiting.q as unknown[]).push(call);
    waiting.q = [['identify', () => (window as unknown as { shopToken(): Promise<string> }).shopToken()]] as unknown[];
    window.heed = waiting as unknown as NonNullable<typeof window.heed>;
  });
  return page;
}

/** What axe finds in the widget; the shop's page around it is not ours. */
const widgetFindings = async (page: WatchedPage) =>
  (await axeFindings(page)).filter((finding) => finding.includes('heed') || finding.includes('#'));

const newest = async () => {
  const { conversations } = await journey.owner.call(listConversations, { view: 'all' });
  return conversations[0]?.id ?? '';
};

describe('somebody whom the shop knows', () => {
  let laptop: WatchedPage;
  let phone: WatchedPage;

  it('begins on one device and goes on with the same conversation on another', async () => {
    laptop = await signedIn('cust_7');
    await openWidget(laptop, journey.shopUrl);
    await say(laptop, 'Where is my kettle?');
    await laptop.getByText('sent').first().waitFor();
    phone = await signedIn('cust_7', { width: 390, height: 780 });
    await openWidget(phone, journey.shopUrl);
    await phone.getByRole('log').getByText('Where is my kettle?').waitFor();
    await journey.owner.call(reply, { conversationId: await newest(), text: 'It comes on Friday.' });
    await Promise.all([laptop, phone].map((page) => page.getByRole('log').getByText('It comes on Friday.').waitFor()));
  });

  it('is shown as verified to advisers', async () => {
    await desk.goto(`${journey.heed.url}/desk/inbox/all/${await newest()}`);
    const card = desk.getByRole('region', { name: 'From the chat' });
    await card.getByText('Verified').waitFor();
    await card.getByText('cust_7').waitFor();
  });

  it('begins another conversation and finds the earlier one again', async () => {
    await phone.getByRole('button', { name: 'Your conversations' }).click();
    await phone.getByRole('button', { name: 'Begin a new conversation' }).click();
    await say(phone, 'And do you ship to Hobart?');
    await phone.getByText('sent').first().waitFor();
    expect(await phone.getByRole('log').getByText('Where is my kettle?').count()).toBe(0);
    await phone.getByRole('button', { name: 'Your conversations' }).click();
    await phone.getByText('Where is my kettle?').waitFor();
    expect(await widgetFindings(phone)).toEqual([]);
    await phone.getByRole('button', { name: /Where is my kettle/ }).click();
    await phone.getByRole('log').getByText('It comes on Friday.').waitFor();
  });

  it('is forgotten at log-out', async () => {
    await phone.evaluate(() => window.heed?.('identify', null));
    await phone.reload();
    const stored = await phone.evaluate(() => Object.keys(localStorage).filter((one) => one.startsWith('heed.')));
    expect(stored).toEqual([]);
    await phone.context().close();
    expect(laptop.complaints).toEqual([]);
  });
});

describe('whoever writes while we are closed', () => {
  it('is told when we are back, and leaves a message with an address', async () => {
    // A calendar that is closed today, tomorrow and yesterday, wherever on earth this runs.
    const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
    const day = days[(new Date().getUTCDay() + 3) % 7] ?? 'mon';
    const rules = { timeZone: 'UTC', hours: { [day]: [['09:00', '17:00']] }, holidays: [] } as never;
    const { calendarId } = await journey.owner.call(createCalendar, { name: 'Rarely open', rules });
    const { version } = await journey.owner.call(serviceSettings, {});
    await journey.owner.call(changeService, {
      ...{ version, calendarId, consent: 'We keep this for a year.' },
      questions: [{ key: 'name', ask: 'name', label: 'Your name', isRequired: true }],
    });
    const page = await openPage(browser, { viewport: { width: 390, height: 780 } });
    await page.goto(journey.shopUrl);
    await page.getByRole('button', { name: 'Help', exact: true }).click();
    await page.getByText(/Closed now\. We are back on \w+day at/).waitFor();
    await page.getByLabel('Your message').fill('Please call me back.');
    await page.getByRole('button', { name: 'Send message' }).click();
    await page.getByText('Please fill this in.').waitFor();
    expect(await widgetFindings(page)).toEqual([]);
    await page.getByLabel('Your name').fill('Bruno');
    await page.getByLabel('Your e-mail address').fill('bruno@kaldor.example');
    await page.getByLabel('We keep this for a year.').check();
    await page.getByRole('button', { name: 'Send message' }).click();
    await page.getByRole('log').getByText('Please call me back.').waitFor();
    await page.getByText('sent').first().waitFor();
    await desk.goto(`${journey.heed.url}/desk/inbox/all/${await newest()}`);
    const card = desk.getByRole('region', { name: 'From the chat' });
    for (const text of ['Written while closed', 'Bruno', 'bruno@kaldor.example'])
      await card.getByText(text, { exact: true }).waitFor();
    expect(page.complaints).toEqual([]);
    await page.context().close();
    await journey.owner.call(changeService, { version: version + 1, calendarId: null, questions: [], consent: '' });
  });
});

describe('after a chat was resolved', () => {
  it('its customer rates it on a page without any script, and the desk shows it', async () => {
    const page = await openPage(browser);
    await openWidget(page, journey.shopUrl);
    await say(page, 'Does the pan work on induction?');
    await page.getByText('sent').first().waitFor();
    await page.getByText(/people wait before you|person waits before you/).waitFor();
    const conversationId = await newest();
    await journey.owner.call(reply, { conversationId, text: 'It does.' });
    const { version } = await journey.owner.call(getConversation, { conversationId });
    const { reasons } = await journey.owner.call(listWrapUpReasons, {});
    await journey.owner.call(resolve, { conversationId, version, wrapUpReasonId: reasons[0]?.id ?? '' });
    const link = page.getByRole('link', { name: /How did we do/ });
    await link.waitFor();
    const plain = await openPage(browser, { javaScriptEnabled: false, viewport: { width: 390, height: 780 } });
    await plain.goto((await link.getAttribute('href')) ?? '');
    await plain.getByRole('radio', { name: 'Good', exact: true }).check();
    await plain.getByLabel(/What went well/).fill('Quick and kind.');
    await plain.getByRole('button', { name: 'Send my rating' }).click();
    await plain.getByText('Your rating: 4 of 5, good.').waitFor();
    await plain.context().close();
    const read = await openPage(browser);
    await read.goto((await link.getAttribute('href')) ?? '');
    expect(await axeFindings(read)).toEqual([]);
    await read.context().close();
    await desk.goto(`${journey.heed.url}/desk/feedback`);
    const row = desk.getByRole('row').filter({ hasText: 'Quick and kind.' });
    await row.getByText('4 of 5').waitFor();
    await row.getByRole('link').click();
    await desk.getByRole('region', { name: 'Feedback' }).getByText('Quick and kind.').waitFor();
    expect([...page.complaints, ...desk.complaints]).toEqual([]);
  });
});
