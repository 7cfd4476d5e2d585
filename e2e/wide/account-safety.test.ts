import type { Browser, CDPSession } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeSecurity, security } from '#foundation/people/contract.ts';
import { codeOf } from '#foundation/people/test/second-step.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { testPassphrase } from '#kernel/test/heed.ts';
import { openBrowser, openPage, type WatchedPage } from '../lib/browser.ts';
import { type Journey, signInAt, startJourney } from '../lib/journey.ts';

let journey: Journey;
let browser: Browser;
let lead: WatchedPage;
let owner: WatchedPage;
let member: Client;
/** Browsers make passkeys for a name, not for an address. */
let url: string;

beforeAll(async () => {
  journey = await startJourney();
  url = `http://localhost:${new URL(journey.heed.url).port}`;
  member = await journey.heed.member('lead');
  browser = await openBrowser();
  lead = await openPage(browser, { acceptDownloads: true });
  owner = await openPage(browser);
  await signInAt(lead, url, member.email);
  await signInAt(owner, url, 'olive@heed.example');
});
afterAll(async () => {
  await browser?.close();
  await journey?.stop();
});

const now = () => journey.heed.running.kernel.now();
const toMySecurity = (page: WatchedPage) => page.goto(`${url}/desk/settings/my-security`);
const leave = async (page: WatchedPage) => {
  await page.context().clearCookies();
  await page.goto(`${url}/desk/`);
};
const isInside = (page: WatchedPage) =>
  page.getByRole('heading', { name: 'Inbox', includeHidden: true }).first().waitFor({ state: 'attached' });

async function withPassphrase(page: WatchedPage, email: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Passphrase').fill(testPassphrase);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

describe('somebody sets a second step up', () => {
  let codes: string[] = [];

  it('with an authenticator app: scan or type, first code, recovery codes to keep', async () => {
    await toMySecurity(lead);
    await lead.getByRole('button', { name: 'Set up an authenticator app' }).click();
    const dialog = lead.getByRole('dialog');
    await dialog.getByRole('img', { name: /QR code/ }).waitFor();
    const secret = (await dialog.locator('code').innerText()).replaceAll(' ', '');
    await dialog.getByLabel(/six digits/).fill(codeOf(secret, now()));
    await dialog.getByRole('button', { name: 'Turn it on' }).click();
    await lead.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
    codes = await lead.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allInnerTexts();
    expect(codes).toHaveLength(10);
    const started = lead.waitForEvent('download');
    await lead.getByRole('button', { name: 'Download as a file' }).click();
    expect((await started).suggestedFilename()).toBe('heed-recovery-codes.txt');
    await lead.getByRole('button', { name: 'I have kept them' }).click();
    await lead.getByText('10 left').waitFor();
  });

  it('and signs in in two steps', async () => {
    await leave(lead);
    await withPassphrase(lead, member.email);
    await lead.getByText('The passphrase is right.', { exact: false }).waitFor();
    await lead.getByLabel('Code').fill('000000');
    await lead.getByRole('button', { name: 'Continue' }).click();
    await lead.getByText('This code does not fit', { exact: false }).waitFor();
    await lead.getByLabel('Code').fill(codes[0] ?? '');
    await lead.getByRole('button', { name: 'Continue' }).click();
    await isInside(lead);
  });

  it('then a passkey, with which they sign in without a passphrase', async () => {
    await withVirtualKey(lead);
    await toMySecurity(lead);
    await lead.getByRole('button', { name: 'Add a passkey' }).click();
    await lead.getByLabel('Name').fill('Blue key');
    await lead.getByRole('button', { name: 'Make a passkey' }).click();
    await lead.getByRole('button', { name: 'Rename Blue key' }).waitFor();
    await leave(lead);
    await lead.getByRole('button', { name: 'Use a passkey' }).click();
    await isInside(lead);
    await toMySecurity(lead);
    await lead.getByText('last used', { exact: false }).waitFor();
  });
});

async function withVirtualKey(page: WatchedPage): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return session;
}

describe('an owner', () => {
  it('confirms who they are before a risky change, and it goes on as it was typed', async () => {
    await owner.goto(`${url}/desk/settings/invitations`);
    await asOwner(journey.heed.ownerUrl, "UPDATE session SET proved_at = proved_at - interval '1 hour'");
    await owner.waitForTimeout(1_000);
    await owner.getByRole('button', { name: 'Invite' }).first().click();
    await owner.getByLabel('E-mail address').fill('jun@heed.example');
    await owner.getByRole('button', { name: 'Make the link' }).click();
    const dialog = owner.getByRole('dialog', { name: 'Confirm that it is you' });
    await dialog.getByLabel('Your passphrase').fill('not the right one');
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await dialog.getByText('This is not your passphrase', { exact: false }).waitFor();
    await dialog.getByLabel('Your passphrase').fill(testPassphrase);
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await owner.getByRole('heading', { name: 'Invited jun@heed.example' }).waitFor();
  });

  it('signs a colleague out, whose page asks them in again at once', async () => {
    await owner.goto(`${url}/desk/settings/people`);
    await owner.getByRole('button', { name: 'Devices of Lead 1' }).click();
    await owner.getByRole('dialog').getByText('Chrome on Linux').first().waitFor();
    await owner
      .getByRole('dialog')
      .getByRole('button', { name: /^Sign out/ })
      .last()
      .click();
    await lead.getByRole('heading', { name: 'Please sign in again' }).waitFor({ timeout: 5_000 });
  });

  it('demands a second step of a role: whoever has none is led to it and to nothing else', async () => {
    const { version } = await journey.owner.call(security, {});
    await journey.owner.call(changeSecurity, { version, roles: ['adviser'], from: null });
    const { email } = await journey.heed.member('adviser');
    await leave(lead);
    await withPassphrase(lead, email);
    await lead.getByRole('heading', { name: 'One more step for your account' }).waitFor();
    await lead.goto(`${url}/desk/customers`);
    await lead.getByRole('button', { name: 'Use an authenticator app' }).click();
    const secret = (await lead.locator('code').innerText()).replaceAll(' ', '');
    await lead.getByLabel(/six digits/).fill(codeOf(secret, now()));
    await lead.getByRole('button', { name: 'Turn it on' }).click();
    await lead.getByRole('button', { name: 'I have kept them, open the desk' }).click();
    await isInside(lead);
  });

  it('and no page broke the content policy', () => {
    expect(lead.complaints).toEqual([]);
    expect(owner.complaints).toEqual([]);
  });
});
