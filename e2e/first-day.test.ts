import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setUpLink } from '#foundation/people/index.ts';
import { startTestHeed, type TestHeed, testPassphrase } from '#kernel/test/heed.ts';
import { startShop } from '#platform/demo/shop/shopServer.ts';
import { openBrowser, openPage, type WatchedPage } from './lib/browser.ts';
import { openWidget, say } from './lib/journey.ts';

let heed: TestHeed;
let browser: Browser;
let owner: WatchedPage;

beforeAll(async () => {
  heed = await startTestHeed();
  browser = await openBrowser();
  owner = await openPage(browser, { viewport: { width: 1280, height: 900 } });
});
afterAll(async () => {
  await browser?.close();
  await heed?.stop();
});

/** The next such request is carried out, and its answer never arrives. */
async function loseAnswerOf(page: WatchedPage, method: string, address: string): Promise<void> {
  await page.route(address, async (route) => {
    if (route.request().method() !== method) return route.fallback();
    await route.fetch();
    await page.context().clearCookies();
    await route.abort('connectionreset');
    await page.unroute(address);
  });
}

describe('the first day', () => {
  it('begins with the one-time link: owner, workspace, team, and where the chat may appear', async () => {
    await owner.goto((await setUpLink(heed.running.kernel)) ?? '');
    await owner.getByLabel('Your name').fill('Olive Owner');
    await owner.getByLabel(/your e-mail address/i).fill('olive@heed.example');
    await owner
      .getByLabel(/passphrase/i)
      .first()
      .fill(testPassphrase);
    await owner.getByRole('button', { name: 'Continue' }).click();
    await owner
      .getByLabel(/name of|workspace|organisation|service/i)
      .first()
      .fill('Fennick & Rowe');
    await owner.getByLabel(/team/i).first().fill('Orders');
    await loseAnswerOf(owner, 'POST', '**/api/v1/set-up');
    await owner.locator('button[type=submit]').click();
    await owner.getByRole('alert').waitFor();
    // The browser complains of the answer that it lost. What was asked for was done, so the same button goes on.
    owner.complaints.splice(0);
    await owner.locator('button[type=submit]').click();
    await owner.getByLabel('Where is your website?').fill('http://127.0.0.1:1');
    await owner.getByRole('button', { name: 'Allow these pages' }).click();
    await owner.getByText('Allowed.').waitFor();
    expect(new URL(owner.url()).hash).toBe('');
  });

  it('serves a customer whose page carries the snippet', async () => {
    const snippet = await owner
      .getByText(/<script/)
      .first()
      .or(owner.locator('textarea, input').filter({ hasText: 'script' }))
      .first();
    const shown = (await snippet.inputValue().catch(() => snippet.innerText())) as string;
    const widgetKey = /pk_[\w-]+/.exec(shown)?.[0] ?? '';
    expect(shown).toContain(`${heed.url}/heed.js`);
    const shop = await startShop({ heedOrigin: heed.url, widgetKey });
    await owner.getByLabel('Where is your website?').fill(new URL(shop.url).origin);
    await owner.getByRole('button', { name: 'Allow these pages' }).click();
    await owner.getByText(new URL(shop.url).host).last().waitFor();
    await owner.getByRole('button', { name: 'Open the inbox' }).click();
    const customer = await openPage(browser);
    await openWidget(customer, shop.url);
    await say(customer, 'Is anybody there?');
    await owner.getByRole('link', { name: /unassigned/i }).click();
    await owner.getByText('Is anybody there?').first().waitFor({ timeout: 6_000 });
    expect(customer.complaints).toEqual([]);
    await customer.context().close();
    await shop.stop();
  });

  it('ends with a colleague who joins by invitation and sees the same inbox', async () => {
    await owner.goto(`${heed.url}/desk/settings/invitations`);
    await owner
      .getByRole('button', { name: /invite/i })
      .first()
      .click();
    await owner.getByLabel(/e-?mail/i).fill('dana@heed.example');
    await owner.locator('dialog[open] button[type=submit]').click();
    const link = owner
      .getByText(/\/desk\/join#/)
      .or(owner.locator('input[value*="/desk/join#"]'))
      .first();
    await link.waitFor();
    const address = await link.inputValue().catch(() => link.innerText());
    const dana = await openPage(browser);
    await dana.goto(/http\S+/.exec(address)?.[0] ?? '');
    await dana.getByLabel(/name/i).first().fill('Dana Okoro');
    await dana
      .getByLabel(/passphrase/i)
      .first()
      .fill(testPassphrase);
    await loseAnswerOf(dana, 'POST', '**/api/v1/invitations/accept');
    await dana.locator('button[type=submit]').click();
    await dana.getByRole('alert').waitFor();
    dana.complaints.splice(0);
    await dana.locator('button[type=submit]').click();
    await dana.getByRole('link', { name: /unassigned/i }).click();
    await dana.getByText('Is anybody there?').first().waitFor();
    expect([...owner.complaints, ...dana.complaints]).toEqual([]);
  });
});
