import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage, type WatchedPage } from '../lib/browser.ts';
import { type Journey, signInAt, startJourney } from '../lib/journey.ts';
import { startProvider, type TestProvider } from '../lib/provider.ts';

let journey: Journey;
let provider: TestProvider;
let browser: Browser;
let owner: WatchedPage;
let member: WatchedPage;
let url: string;

beforeAll(async () => {
  journey = await startJourney({ environment: { HEED_EGRESS_ALLOW: '127.0.0.2' } });
  ({ url } = journey.heed);
  provider = await startProvider(`${url}/desk/sign-in/back`);
  browser = await openBrowser();
  [owner, member] = [await openPage(browser), await openPage(browser)];
  await signInAt(owner, url, 'olive@heed.example');
});
afterAll(async () => {
  await browser?.close();
  await journey?.stop();
  await provider?.stop();
});

// The provider's own page asks for a font on the internet.
const complaintsOf = (...pages: WatchedPage[]) =>
  pages.flatMap((page) => page.complaints).filter((words) => !words.includes('ERR_NAME_NOT_RESOLVED'));

/** Gives a name at the provider and agrees. */
async function agreeAs(page: Page, name: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(name);
  await page.getByPlaceholder('and password').fill('anything');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

async function fillSettings(domains: string, joins: string): Promise<void> {
  await owner.goto(`${url}/desk/settings/identity-provider`);
  await owner.getByLabel('Name', { exact: false }).first().fill('Acme ID');
  await owner.getByLabel('Issuer address').fill(provider.issuer);
  await owner.getByLabel('Client id').fill(provider.clientId);
  await owner.getByLabel('Client secret').fill(provider.clientSecret);
  await owner.getByLabel('E-mail domains').fill(domains);
  await owner.getByLabel('Who may come in without an account').selectOption({ label: joins });
  await owner.getByRole('button', { name: 'Save' }).click();
}

describe('sign-in by an identity provider', () => {
  it('is set up by an owner, who is told whether the provider answers', async () => {
    await fillSettings('acme.example', 'Everybody, as adviser');
    await owner.getByText('The provider answers.').waitFor();
    if (process.env.SHOTS) await owner.screenshot({ path: `${process.env.SHOTS}/provider.png`, fullPage: true });
    expect(await owner.getByLabel('Callback address').inputValue()).toBe(`${url}/desk/sign-in/back`);
  });

  it('lets somebody new in, who comes back the same person', async () => {
    await member.goto(`${url}/desk/`);
    await member.getByRole('button', { name: 'Sign in with Acme ID' }).waitFor();
    if (process.env.SHOTS) await member.screenshot({ path: `${process.env.SHOTS}/door.png` });
    await member.getByRole('button', { name: 'Sign in with Acme ID' }).click();
    await agreeAs(member, 'ada');
    await member.getByRole('heading', { name: 'Inbox', includeHidden: true }).first().waitFor({ state: 'attached' });
    await member.goto(`${url}/desk/settings/my-security`);
    await member.getByText('ada@acme.example').waitFor();
    await member.getByText('You have none and need none', { exact: false }).waitFor();
  });

  it('links the account of an owner from their settings', async () => {
    await owner.goto(`${url}/desk/settings/my-security`);
    await owner.getByRole('button', { name: 'Link Acme ID' }).click();
    await agreeAs(owner, 'olive');
    await owner.getByText('olive@acme.example').waitFor();
  });

  it('says in plain words who is not let in, and that a link is good once', async () => {
    await fillSettings('other.example', 'Invited people only');
    await owner.getByText('The provider answers.').waitFor();
    const stranger = await openPage(browser);
    await stranger.goto(`${url}/desk/`);
    await stranger.getByRole('button', { name: 'Sign in with Acme ID' }).click();
    const back = stranger.waitForRequest((request) => request.url().includes('/sign-in/back?'));
    await agreeAs(stranger, 'eve');
    await stranger.getByText('Addresses of other.example are let in', { exact: false }).waitFor();
    await stranger.goto((await back).url());
    await stranger.getByText('This took too long or was used before', { exact: false }).waitFor();
    await stranger.getByRole('link', { name: 'Back to the sign-in page' }).click();
    await provider.stop();
    await stranger.getByRole('button', { name: 'Sign in with Acme ID' }).waitFor();
    expect(new URL(stranger.url()).search).toBe('');
    expect(complaintsOf(stranger)).toEqual([]);
  });

  it('that is down leaves the other ways open', async () => {
    await fillSettings('acme.example', 'Invited people only');
    await owner.getByText('Saved, but the provider does not answer as it should.').waitFor();
    const page = await openPage(browser);
    await page.goto(`${url}/desk/`);
    await page.getByRole('button', { name: 'Sign in with Acme ID' }).click();
    await page.getByText('Acme ID could not be reached', { exact: false }).waitFor();
    await page.getByLabel('E-mail address').waitFor();
    expect(complaintsOf(owner, member, page)).toEqual([]);
  });
});
