import type { Page } from 'playwright-core';
import { changeWidget, getWidget } from '#contact/channels-chat/contract.ts';
import { chooseWriting } from '#contact/conversations/contract-writing.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed, testPassphrase } from '#kernel/test/heed.ts';
import { startShop } from '#platform/demo/shop/shopServer.ts';

export interface Journey {
  heed: TestHeed;
  owner: Client;
  teamId: string;
  /** A shop on another origin, with the widget on it, under a content policy that allows Heed and nothing else. */
  shopUrl: string;
  widgetKey: string;
  stop(): Promise<void>;
}

/** The whole product, set up, and a customer's page on another origin. Replies of the owner leave at once unless said. */
export async function startJourney({
  undoSeconds = 0,
  environment = {},
  now,
}: {
  undoSeconds?: 0 | 5;
  /** The time it is, for journeys that begin in the past. */
  now?: () => Date;
  environment?: Record<string, string>;
} = {}): Promise<Journey> {
  // As many connections as in earnest: the desks of two people ask for a dozen things at once.
  const heed = await startTestHeed({ environment: { HEED_POOL: '10', ...environment }, ...(now && { now }) });
  const { owner, teamId } = await heed.setUp();
  await owner.call(chooseWriting, { undoSeconds });
  const widget = await owner.call(getWidget, {});
  const shop = await startShop({ heedOrigin: heed.url, widgetKey: widget.key });
  await owner.call(changeWidget, { version: widget.version, allowedOrigins: [new URL(shop.url).origin] });
  return {
    heed,
    owner,
    teamId,
    shopUrl: shop.url,
    widgetKey: widget.key,
    stop: async () => {
      await shop.stop();
      await heed.stop();
    },
  };
}

/** Signs in through the desk's own page. */
export async function signInAt(page: Page, url: string, email: string, passphrase = testPassphrase): Promise<void> {
  await page.goto(`${url}/desk/`);
  await page.getByLabel(/e-?mail/i).fill(email);
  await page.getByLabel(/passphrase/i).fill(passphrase);
  await page.getByRole('button', { name: /sign in/i }).click();
  await page.getByRole('heading', { name: 'Inbox', includeHidden: true }).first().waitFor({ state: 'attached' });
}

/** Opens the widget on the shop's page, unless it was left open; the panel is in the page's shadow root. */
export async function openWidget(page: Page, shopUrl: string): Promise<void> {
  await page.goto(shopUrl);
  const wasOpen = await page.evaluate(() => Object.keys(localStorage).some((key) => key.endsWith('.open')));
  if (!wasOpen) await page.getByRole('button', { name: 'Help', exact: true }).click();
  await page.getByLabel('Your message').waitFor();
}

/** Writes in the widget and sends. */
export async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel('Your message').fill(text);
  await page.getByLabel('Your message').press('Enter');
}
