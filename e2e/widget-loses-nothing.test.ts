import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listConversations, listMessages } from '#contact/conversations/contract.ts';
import { openBrowser, openPage } from './lib/browser.ts';
import { type Journey, openWidget, say, startJourney } from './lib/journey.ts';

let journey: Journey;
let browser: Browser;

beforeAll(async () => {
  journey = await startJourney();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await journey?.stop();
});

async function textsOf(start: string): Promise<string[]> {
  const { conversations } = await journey.owner.call(listConversations, { view: 'all' });
  for (const { id } of conversations) {
    const { messages } = await journey.owner.call(listMessages, { conversationId: id, limit: 200 });
    if (messages[0]?.text.startsWith(start)) return messages.map((one) => one.text);
  }
  return [];
}

describe('the widget', () => {
  it('T-39: keeps 20 messages written offline, through a closed tab, and sends each once and in order', async () => {
    const context = await browser.newContext();
    const first = await openPage(context);
    await openWidget(first, journey.shopUrl);
    await say(first, 'offline 00');
    await first.getByText('sent').first().waitFor();
    await context.setOffline(true);
    const wanted = ['offline 00'];
    for (let i = 1; i <= 20; i++) {
      const text = `offline ${String(i).padStart(2, '0')}`;
      wanted.push(text);
      await say(first, text);
    }
    await first.getByText(/you are offline/i).waitFor();
    await first.getByRole('log').getByText('offline 20').waitFor();
    await first.close();
    await context.setOffline(false);
    const second = await openPage(context);
    await openWidget(second, journey.shopUrl);
    await expect.poll(() => textsOf('offline 00'), { timeout: 20_000 }).toEqual(wanted);
    await second.waitForTimeout(1_500);
    expect(await textsOf('offline 00')).toEqual(wanted);
    expect(
      await second
        .getByRole('log')
        .getByText(/^offline \d\d$/)
        .allInnerTexts(),
    ).toEqual(wanted);
    await context.close();
  });

  it('T-40: shows two tabs of one visitor the same log, and sends nothing twice', async () => {
    const context = await browser.newContext();
    const [one, two] = [await openPage(context), await openPage(context)];
    await openWidget(one, journey.shopUrl);
    await say(one, 'tabs 00');
    await one.getByText('sent').first().waitFor();
    await openWidget(two, journey.shopUrl);
    const wanted = ['tabs 00'];
    for (let i = 1; i <= 6; i++) {
      const text = `tabs ${String(i).padStart(2, '0')}`;
      wanted.push(text);
      await say(i % 2 ? one : two, text);
      await (i % 2 ? two : one).getByRole('log').getByText(text).waitFor({ timeout: 8_000 });
    }
    for (const page of [one, two]) {
      expect(
        await page
          .getByRole('log')
          .getByText(/^tabs \d\d$/)
          .allInnerTexts(),
      ).toEqual(wanted);
    }
    expect(await textsOf('tabs 00')).toEqual(wanted);
    await context.close();
  });

  it('stores nothing and asks only for its settings before somebody opens it', async () => {
    const page = await openPage(browser);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().startsWith(journey.heed.url)) asked.push(new URL(request.url()).pathname);
    });
    await page.goto(journey.shopUrl);
    await page.getByRole('button', { name: 'Help', exact: true }).waitFor();
    await page.waitForTimeout(2_000);
    expect(new Set(asked)).toEqual(new Set(['/heed.js', '/api/v1/chat/config']));
    const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie.length]);
    expect(kept).toEqual([0, 0, 0]);
    await page.context().close();
  });
});
