import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeService, serviceSettings } from '#contact/channels-chat/contract.ts';
import { type Box, mail, openBox, post, sendBy } from '#contact/channels-email/test/post.ts';
import { type Relay, startRelay, type Taken } from '#contact/channels-email/test/relay.ts';
import { getConversation, listConversations, listWrapUpReasons, resolve } from '#contact/conversations/contract.ts';
import { openBrowser, openPage, picture, type WatchedPage } from '../lib/browser.ts';
import { type Journey, openWidget, say, signInAt, startJourney } from '../lib/journey.ts';
import { axeFindings } from '../lib/screens.ts';

/** A chat that its customer leaves, goes on by mail and comes back: part of issue "every touchpoint", 8. */
let journey: Journey;
let browser: Browser;
let desk: WatchedPage;
let shop: WatchedPage;
let relay: Relay;
let box: Box;
let conversationId: string;
/** By how much the clock of Heed is ahead of that of the browsers. */
let aheadMs = 0;

const address = 'ines@kaldor.example';

beforeAll(async () => {
  const now = () => new Date(Date.now() + aheadMs);
  journey = await startJourney({ environment: { HEED_EGRESS_ALLOW: '127.0.0.1' }, now });
  relay = await startRelay();
  box = await openBox(journey.owner, 'support@fennick.example');
  await sendBy(journey.owner, box, 2, relay.port);
  const { version } = await journey.owner.call(serviceSettings, {});
  const email = { key: 'mail', ask: 'email' as const, label: 'E-mail for our answer', isRequired: false };
  await journey.owner.call(changeService, { version, questions: [email], goesOnMinutes: 5 });
  browser = await openBrowser();
  shop = await openPage(browser, { viewport: { width: 1280, height: 900 } });
  desk = await openPage(browser, { viewport: { width: 1440, height: 900 } });
  await signInAt(desk, journey.heed.url, 'olive@heed.example');
});
afterAll(async () => {
  await browser?.close();
  await relay?.stop();
  await journey?.stop();
});

const thread = () => desk.getByRole('log', { name: 'Messages' });
const minutesPass = (minutes: number) => {
  aheadMs += minutes * 60_000;
};
/** The nth mail to the customer, while the minutes pass in which nobody of the chat is there. */
async function mailAfter(minutes: number, nth: number): Promise<Taken> {
  minutesPass(minutes);
  for (let waited = 0; waited < 30_000 && relay.taken.length < nth; waited += 1_000) {
    await new Promise((later) => setTimeout(later, 1_000));
    // Every process is asked after the visitor, and has some seconds to answer.
    minutesPass(0.2);
  }
  const got = relay.taken[nth - 1];
  if (!got) throw new Error(`${relay.taken.length} mails left, not ${nth}`);
  expect(got.to).toEqual([address]);
  return got;
}
const linkIn = (got: Taken, path: string) =>
  `${journey.heed.url}${new RegExp(`/mail/${path}/[A-Za-z0-9_-]{64}`).exec(got.seen.text)?.[0]}`;
async function answer(text: string): Promise<void> {
  await desk.getByLabel('Reply', { exact: true }).last().fill(text);
  await desk.keyboard.press('Control+Enter');
  await thread().getByText(text).waitFor();
}

describe('a customer who leaves the chat', () => {
  it('is told before that answers go on by mail, where they give an address and afterwards', async () => {
    await openWidget(shop, journey.shopUrl);
    await shop.getByText('we ask you there to confirm the address').waitFor();
    await shop.getByLabel('E-mail for our answer').fill(address);
    await shop.getByLabel('Your message').fill('The lid of my kettle is cracked.');
    await picture(shop, 'chat-by-mail-form');
    expect((await axeFindings(shop)).filter((one) => one.includes('heed'))).toEqual([]);
    await shop.getByRole('button', { name: 'Send message' }).click();
    await shop.getByRole('log').getByText('The lid of my kettle is cracked.').waitFor();
    await shop.getByText('If you leave, an e-mail asks you to confirm your address.').waitFor();
    await picture(shop, 'chat-by-mail-told');
    const { conversations } = await journey.owner.call(listConversations, { view: 'all' });
    conversationId = conversations[0]?.id ?? '';
  });

  it('is answered at the desk, which says where the answer goes', async () => {
    await shop.close();
    await desk.goto(`${journey.heed.url}/desk/inbox/all/${conversationId}`);
    await desk.getByText('Would go on by mail').waitFor();
    await desk.getByText(`${address} was only typed`).waitFor();
    await answer('A new lid is on its way.');
    await picture(desk, 'chat-by-mail-desk');
  });

  it('confirms the address by a link that works without script, and only then gets the answer', async () => {
    const asked = await mailAfter(6, 1);
    expect(asked.raw).not.toMatch(/kettle|new lid/i);
    await desk.getByText('Asks by mail first').waitFor();
    const page = await openPage(browser, { javaScriptEnabled: false, viewport: { width: 390, height: 780 } });
    await page.goto(linkIn(asked, 'onward'));
    await page.getByRole('heading', { name: 'Go on by mail?' }).waitFor();
    await picture(page, 'chat-by-mail-confirm');
    await page.getByRole('button', { name: 'Yes, that was me' }).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    await page.context().close();
    const got = await mailAfter(0, 2);
    expect(got.seen.text).toContain('A new lid is on its way.');
    await desk.getByText('Goes on by mail', { exact: true }).waitFor();
    await thread().getByText('Accepted by the mail server').waitFor();
  });

  it('answers by mail into the same conversation, which the desk shows at once', async () => {
    const [, got] = relay.taken;
    const raw = mail(
      {
        ...{ From: `Ines Kaldor <${address}>`, To: got?.seen.replyTo[0]?.address ?? '' },
        ...{ Subject: `Re: ${got?.seen.subject}`, 'Message-ID': '<back@kaldor.example>' },
        'In-Reply-To': got?.seen.messageId ?? '',
      },
      'Thank you! In red, please.\n\nOn Monday Fennick & Rowe wrote:\n> A new lid is on its way.',
    );
    expect((await post(journey.heed, box, raw)).conversation_id).toBe(conversationId);
    await thread().getByText('Thank you! In red, please.').waitFor({ timeout: 5_000 });
    await picture(desk, 'chat-by-mail-back');
    expect((await journey.owner.call(getConversation, { conversationId })).status).toBe('open');
  });

  it('finds all of it in the widget on the next visit, goes on there, and gets no mail meanwhile', async () => {
    shop = await openPage(shop.context());
    await shop.goto(journey.shopUrl);
    const log = shop.getByRole('log');
    for (const text of ['The lid of my kettle is cracked.', 'A new lid is on its way.', 'Thank you! In red, please.']) {
      await log.getByText(text).waitFor();
    }
    await shop.getByText('If you leave, our answers come by e-mail too.').waitFor();
    await picture(shop, 'chat-by-mail-returned');
    await shop.setViewportSize({ width: 390, height: 780 });
    await picture(shop, 'chat-by-mail-returned-phone');
    await shop.setViewportSize({ width: 1280, height: 900 });
    // It says so only while there is something to answer.
    const notice = shop.getByText('If you leave, our answers come by e-mail too.');
    const { version } = await journey.owner.call(getConversation, { conversationId });
    const { reasons } = await journey.owner.call(listWrapUpReasons, {});
    await journey.owner.call(resolve, { conversationId, version, wrapUpReasonId: reasons[0]?.id ?? '' });
    await notice.waitFor({ state: 'detached' });
    await say(shop, 'Or in blue?');
    await notice.waitFor();
    await thread().getByText('Or in blue?').waitFor();
    await answer('Blue it is.');
    await log.getByText('Blue it is.').waitFor();
    minutesPass(6);
    await new Promise((later) => setTimeout(later, 2_500));
    minutesPass(1);
    await new Promise((later) => setTimeout(later, 2_500));
    expect(relay.taken).toHaveLength(2);
  });

  it('ends the mails by the link in them, and stays in the chat', async () => {
    await shop.close();
    await answer('It left today.');
    const got = await mailAfter(6, 3);
    expect(got.seen.text).toContain('It left today.');
    expect(got.seen.text).not.toContain('Blue it is.');
    const page = await openPage(browser, { viewport: { width: 390, height: 780 } });
    await page.goto(linkIn(got, 'end'));
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send me no more of them' }).click();
    await page.getByRole('heading', { name: 'No more of these mails' }).waitFor();
    await picture(page, 'chat-by-mail-ended');
    await page.context().close();
    await desk.getByText('Not by mail').waitFor();
    shop = await openPage(shop.context());
    await shop.goto(journey.shopUrl);
    await shop.getByRole('log').getByText('It left today.').waitFor();
    expect(await shop.getByText('If you leave').count()).toBe(0);
    expect([...shop.complaints, ...desk.complaints]).toEqual([]);
  });
});
