import type { Browser, CDPSession } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTag, getConversation, startConversation } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { type PushService, startPushService } from '#foundation/notices/test/push-service.ts';
import { openBrowser, openPage, type WatchedPage } from './lib/browser.ts';
import { type Journey, signInAt, startJourney } from './lib/journey.ts';
import { sidewaysScroll } from './lib/screens.ts';

let journey: Journey;
let service: PushService;
let browser: Browser;
let phone: WatchedPage;
let url: string;
let conversationId: string;

beforeAll(async () => {
  service = await startPushService();
  journey = await startJourney({ environment: { HEED_EGRESS_ALLOW: '127.0.0.2' } });
  ({ url } = journey.heed);
  const { owner } = journey;
  await owner.call(addTag, { name: 'Donaudampfschifffahrtsgesellschaft' });
  await journey.heed.member('adviser');
  for (const name of ['Ben Ortiz', 'Ada Mills']) {
    const { customerId } = await owner.call(createCustomer, { name });
    const text = `${name} asks for help with a kettle whose lid came cracked.`;
    ({ conversationId } = await owner.call(startConversation, { customerId, text }));
  }
  browser = await openBrowser('whole');
  phone = await openPage(browser, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await signInAt(phone, url, 'olive@heed.example');
});
afterAll(async () => {
  await browser?.close();
  await journey?.stop();
  await service?.stop();
});

const shot = async (name: string) => {
  if (process.env.SHOTS) await phone.screenshot({ path: `${process.env.SHOTS}/phone-${name}.png` });
};
const now = () => journey.owner.call(getConversation, { conversationId });
const tap = (role: 'button' | 'link', name: string | RegExp) => phone.getByRole(role, { name }).first().tap();
const item = (name: string | RegExp) => phone.locator('[role^="menuitem"]').filter({ hasText: name }).first().tap();
const more = async (name: string | RegExp) => {
  await tap('button', 'More actions');
  await item(name);
};
const view = async (name: RegExp) => {
  await tap('button', 'Choose a view');
  await item(name);
};
const fits = async () => expect(await sidewaysScroll(phone)).toBeLessThanOrEqual(0);

describe('at 390 pixels, by thumb alone', () => {
  it('a conversation is found, taken, filed, noted, handed over and put aside', async () => {
    await view(/^Unassigned/);
    await phone.getByRole('listitem').filter({ hasText: 'Ada Mills asks' }).getByRole('link').tap();
    await phone.getByRole('region', { name: 'Conversation with Ada Mills' }).waitFor();
    await shot('conversation');
    await more('Assign to me');
    await phone.getByText(/is yours/).waitFor();
    await more(/^Tags/);
    await phone.getByRole('checkbox', { name: /^Donau/ }).tap();
    await tap('button', 'Save tags');
    await phone.getByText(/^Tags of .* changed/).waitFor();
    await more(/^Priority…/);
    await tap('button', /^Urgent/);
    await phone.getByText('has priority urgent').waitFor();
    await tap('button', /^Note/);
    await phone.getByLabel('Note', { exact: true }).fill('Three lids left.');
    await tap('button', /^Add note/);
    await phone.getByText('Three lids left.').waitFor();
    await more('About this conversation');
    await phone.getByRole('dialog', { name: 'About this conversation' }).getByText('Filed under').waitFor();
    await shot('about');
    await fits();
    await phone.getByRole('dialog').getByRole('button', { name: 'Close' }).tap();
    await more(/^Hand over with a note/);
    await phone.getByRole('dialog').getByLabel('To').selectOption({ index: 1 });
    await phone.getByRole('dialog').getByLabel('Note').fill('She would like a call.');
    await phone
      .getByRole('dialog')
      .getByRole('button', { name: /^Hand over/ })
      .tap();
    await phone
      .getByText(/is with|handed/i)
      .first()
      .waitFor();
    for (const name of [/^Merge into another/, /^Split into two/, /^Link another/]) {
      await more(name);
      await phone.getByRole('dialog').waitFor();
      await fits();
      await phone
        .getByRole('dialog')
        .getByRole('button', { name: /^Cancel|^Close/ })
        .first()
        .tap();
    }
    await more(/^Snooze/);
    await tap('button', /^Tomorrow morning/);
    await phone.getByText(/is snoozed until/).waitFor();
    await more('Wake now');
    await tap('button', 'Resolve');
    await phone.getByRole('group', { name: 'What was it about?' }).getByRole('button').first().tap();
    await phone.getByText(/resolved:/).waitFor();
    expect(await now()).toMatchObject({ status: 'resolved', priority: 'urgent', snoozedUntil: null });
    await shot('head');
    await tap('link', 'Back to the list');
  });

  it('several are selected and given away together', async () => {
    await view(/^All/);
    await view(/^Select several/);
    await phone.getByRole('checkbox', { name: /Ben Ortiz/ }).tap();
    await phone.getByText('1 selected').waitFor();
    await shot('selected');
    await fits();
    await tap('button', /^Actions/);
    await item(/^Assign selected/);
    await tap('button', /^Me, Olive/);
    await phone.getByText('1 given to Olive Owner').waitFor();
  });

  it('every other place is two taps away', async () => {
    const places: [RegExp, RegExp][] = [
      [/^Approvals/, /^Approvals/],
      [/^Search/, /^Search/],
      [/^Reports/, /^Reports/],
      [/^Settings/, /^Settings/],
    ];
    for (const [entry, heading] of places) {
      await tap('button', 'More');
      await item(entry);
      await phone.getByRole('heading', { name: heading, includeHidden: true }).first().waitFor({ state: 'attached' });
      await fits();
    }
    await phone
      .getByRole('navigation', { name: 'Main, phone' })
      .getByRole('link', { name: /^Notices/ })
      .tap();
    await phone.getByRole('heading', { name: 'Notices' }).waitFor();
    await phone.getByRole('navigation', { name: 'Main, phone' }).getByRole('link', { name: 'Customers' }).tap();
    await phone.getByText('Ben Ortiz').first().waitFor();
    await fits();
    expect(phone.complaints).toEqual([]);
  });
});

describe('as an app', () => {
  let worker: CDPSession;
  let registrationId = '';

  it('can be installed: a manifest with pictures that are there', async () => {
    const link = await phone.locator('link[rel="manifest"]').getAttribute('href');
    const manifest = (await (await fetch(`${url}${link}`)).json()) as {
      display: string;
      icons: { src: string; sizes: string; purpose?: string }[];
    };
    expect(manifest.display).toBe('standalone');
    expect(manifest.icons.map((icon) => icon.purpose)).toContain('maskable');
    for (const { src } of manifest.icons) {
      const picture = await fetch(`${url}${src}`);
      expect(picture.headers.get('content-type')).toBe('image/png');
    }
  });

  it('is told by its push service after a tap, and a tap on the notice opens the conversation', async () => {
    const made = service.subscribe();
    await phone.context().grantPermissions(['notifications'], { origin: url });
    // Nobody gives out addresses on a machine without a network; everything else is the browser's own.
    await phone.addInitScript(({ endpoint, p256dh, auth }) => {
      const bytes = (text: string) =>
        Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0)).buffer;
      PushManager.prototype.getSubscription = async () => null;
      PushManager.prototype.subscribe = async () =>
        ({ endpoint, getKey: (name: string) => bytes(name === 'auth' ? auth : p256dh) }) as PushSubscription;
    }, made);
    worker = await phone.context().newCDPSession(phone);
    worker.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      registrationId = registrations[0]?.registrationId ?? registrationId;
    });
    await worker.send('ServiceWorker.enable');
    await phone.goto(`${url}/desk/settings/notices`);
    await tap('button', 'Let notices come to this device');
    await phone.getByText('This one').waitFor();
    await shot('devices');
    await fits();
    for (let tries = 0; service.arrived.length === 0 && tries < 100; tries++) await phone.waitForTimeout(50);
    const shown = { ...service.arrived[0]?.shown, to: `/inbox/all/${conversationId}`, tag: conversationId };
    expect(shown.title).toBe('It works');

    const data = JSON.stringify(shown);
    await worker.send('ServiceWorker.deliverPushMessage', { origin: url, registrationId, data });
    const titles = () =>
      phone.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        return (await registration.getNotifications()).map((one) => one.title);
      });
    for (let tries = 0; (await titles()).length === 0 && tries < 60; tries++) await phone.waitForTimeout(50);
    expect(await titles()).toEqual(['It works']);
    const [running] = phone.context().serviceWorkers();
    await running?.evaluate(`registration.getNotifications().then(([notification]) =>
      void dispatchEvent(new NotificationEvent('notificationclick', { notification })))`);
    await phone.getByRole('region', { name: 'Conversation with Ada Mills' }).waitFor();
    expect(await titles()).toEqual([]);
  });

  it('says when there is no connection, and keeps no page that could be old', async () => {
    await phone.context().setOffline(true);
    await phone.goto(`${url}/desk/customers`).catch(() => undefined);
    await phone.getByRole('heading', { name: 'No connection' }).waitFor();
    await shot('offline');
    await phone.context().setOffline(false);
    await phone.getByRole('link', { name: 'Try again' }).tap();
    await phone.getByText('Ben Ortiz').first().waitFor();
    expect(await phone.evaluate(() => caches.keys())).toEqual([]);
    expect(phone.complaints.filter((words) => !words.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  });
});
