import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addNudge, changeNudge, changeWidget, getWidget, listNudges } from '#contact/channels-chat/contract.ts';
import { type Ask, askInChat, listConversations, listMessages, reply } from '#contact/conversations/contract.ts';
import { openBrowser, openPage, picture, type WatchedPage } from '../lib/browser.ts';
import { type HostPage, startHostPage } from '../lib/host-page.ts';
import { type Journey, openWidget, signInAt, startJourney } from '../lib/journey.ts';
import { axeFindings, sidewaysScroll } from '../lib/screens.ts';

let journey: Journey;
let browser: Browser;
let host: HostPage;

beforeAll(async () => {
  journey = await startJourney();
  [browser, host] = await Promise.all([openBrowser(), startHostPage(journey)]);
  const { version } = await journey.owner.call(getWidget, {});
  await journey.owner.call(changeWidget, { version, greeting: 'Ask us anything.' });
});
afterAll(async () => {
  await browser?.close();
  host?.stop();
  await journey?.stop();
});

/** The conversation of the customer who wrote this, once it is there. */
async function conversationOf(text: string): Promise<string> {
  let id = '';
  await expect
    .poll(async () => {
      const { conversations } = await journey.owner.call(listConversations, { view: 'all' });
      const found = conversations.find((one) => one.subject.startsWith(text) || one.preview.startsWith(text));
      id = found?.id ?? '';
      return id;
    })
    .not.toBe('');
  return id;
}

/** Writes and sends, in whatever language the panel speaks. */
async function say(page: Page, text: string): Promise<void> {
  await page.locator('#heed-text').fill(text);
  await page.locator('#heed-text').press('Enter');
}

/** Opens the panel in whatever language it speaks. */
async function openAt(query: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const page = await openPage(browser, options);
  await page.goto(host.url + query);
  await page.locator('.launch').click();
  await page.locator('#heed-text').waitFor();
  return page;
}

/** What is shown or said in the widget, word by word: texts, labels, placeholders, titles. */
function wordsIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = [...document.body.children].map((one) => one.shadowRoot).find(Boolean);
    const found: string[] = [];
    for (const element of root?.querySelectorAll<HTMLElement>('.heed, .heed *') ?? []) {
      if (element.closest('[hidden], time')) continue;
      for (const name of ['aria-label', 'placeholder', 'title']) found.push(element.getAttribute(name) ?? '');
      for (const node of element.childNodes) if (node.nodeType === 3) found.push(node.textContent ?? '');
    }
    return found.map((one) => one.trim()).filter((one) => /\p{L}/u.test(one));
  });
}

/** Elements that cut off their own words. */
function clippedIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = [...document.body.children].map((one) => one.shadowRoot).find(Boolean);
    const all = [...(root?.querySelectorAll<HTMLElement>('.heed *') ?? [])];
    const cut = all.filter((one) => {
      if (one.closest('.hide, [hidden], svg, textarea') || one.scrollWidth <= one.clientWidth + 1) return false;
      return getComputedStyle(one).overflowX !== 'visible' && one.clientWidth > 0;
    });
    return cut.map((one) => `${one.className}: ${one.textContent?.slice(0, 40)}`);
  });
}

describe('the widget in the customer’s language', () => {
  it('has no word that is not translated and none that is cut off', async () => {
    const page = await openAt('?say=en-XA', { viewport: { width: 390, height: 740 } });
    await say(page, 'x'.repeat(9_999));
    await page.locator('.m.me small').waitFor();
    await page.locator('#heed-text').fill('y'.repeat(10_003));
    const own = /^(Ask us anything\.|Fennick & Rowe|x{50,})$/;
    const untranslated = (await wordsIn(page)).filter((one) => !/^⟦[^⟧]*⟧:?$/.test(one) && !own.test(one));
    expect(untranslated).toEqual([]);
    expect(await clippedIn(page)).toEqual([]);
    await page.context().close();
  });

  it('speaks the page’s language, writes its dates, and lies at the left of a page in Arabic', async () => {
    const german = await openAt('?lang=de-AT');
    await german.getByRole('dialog', { name: 'Fennick & Rowe' }).getByLabel('Ihre Nachricht').waitFor();
    expect(await german.locator('.launch').innerText()).toBe('Hilfe schließen');
    expect(await german.locator('aside').getAttribute('lang')).toBe('de-AT');
    const arabic = await openAt('?lang=ar');
    const box = await arabic.locator('.panel').boundingBox();
    expect(box?.x).toBe(20);
    const [close, title] = await Promise.all(
      ['.ph .btn:last-child', '.ph h2'].map((one) => arabic.locator(one).boundingBox()),
    );
    expect(close?.x).toBeLessThan(title?.x ?? 0);
    expect([...german.complaints, ...arabic.complaints]).toEqual([]);
    await Promise.all([german.context().close(), arabic.context().close()]);
  });
});

describe('guided.md 9.3: the widget for everybody', () => {
  const wide = { width: 1280, height: 720 };
  const looks: Record<string, () => Promise<unknown>[]> = {
    light: () => [],
    dark: () => [page.emulateMedia({ colorScheme: 'dark' })],
    'forced colours': () => [page.emulateMedia({ forcedColors: 'active', colorScheme: null })],
    phone: () => [page.emulateMedia({ forcedColors: null }), page.setViewportSize({ width: 390, height: 844 })],
    // What 1280 by 1024 is at 400 %.
    '400 percent': () => [page.setViewportSize({ width: 320, height: 256 })],
  };
  let page: WatchedPage;

  /** A customer who was asked by quick replies and by a form, and sent the form without filling it in. */
  async function askedAt(query: string, text: string): Promise<WatchedPage> {
    const asked = await openAt(query, { viewport: wide });
    await say(asked, text);
    const conversationId = await conversationOf(text);
    const fields = [
      { key: 'order', label: 'Order number', kind: 'number' as const, isRequired: true },
      { key: 'day', label: 'Bought on', kind: 'date' as const, isRequired: false },
    ];
    const choices = ['Sage', 'Ink', 'A rather long name of a colour'];
    const ask = (words: string, what: Ask) => journey.owner.call(askInChat, { conversationId, text: words, ask: what });
    await ask('Which colour?', { kind: 'choices', choices });
    await ask('And more?', { kind: 'form', fields });
    await asked.locator('.form .btn').click();
    await asked.locator('.form .why').waitFor();
    return asked;
  }

  it('has no fault that axe finds, and no sideways scroll, in any look', async () => {
    page = await askedAt('', 'A kettle, please.');
    for (const [look, dress] of Object.entries(looks)) {
      await Promise.all(dress());
      await page.waitForTimeout(200);
      expect([look, ...(await axeFindings(page, look === 'light' || look === 'phone' ? 'all' : 'colours'))]).toEqual([
        look,
      ]);
      expect([look, await sidewaysScroll(page)]).toEqual([look, 0]);
      await picture(page, `widget-${look}`);
    }
    expect(page.complaints).toEqual([]);
    await page.context().close();
  });

  it('has none from right to left', async () => {
    const arabic = await askedAt('?lang=ar', 'A kettle, in Arabic.');
    expect(await axeFindings(arabic)).toEqual([]);
    expect([await sidewaysScroll(arabic), ...arabic.complaints]).toEqual([0]);
    await picture(arabic, 'widget-arabic');
    await arabic.context().close();
  });

  it('is worked by the keyboard alone: opens, asks, answers by button and by form, closes to where it was', async () => {
    const page = await openPage(browser);
    await page.goto(host.url);
    const help = page.getByRole('button', { name: 'Help', exact: true });
    await help.waitFor();
    await page.getByRole('link', { name: 'Basket' }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByLabel('Your message').waitFor();
    await page.keyboard.type('By keyboard.');
    await page.keyboard.press('Enter');
    await page.locator('.m.me small').waitFor();
    const conversationId = await conversationOf('By keyboard.');
    const ask = { kind: 'choices' as const, choices: ['Sage', 'Ink'] };
    const { messageId } = await journey.owner.call(askInChat, { conversationId, text: 'Which?', ask });
    const group = page.getByRole('group', { name: 'Which?' });
    await group.waitFor();
    // Back from the text box, over the second reply, to the first.
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('Ink', { exact: true }).nth(1).waitFor();
    await expect.poll(() => group.getByRole('button', { name: 'Ink' }).getAttribute('aria-pressed')).toBe('true');
    const last = async () => (await journey.owner.call(listMessages, { conversationId })).messages.at(-1);
    await expect.poll(last).toMatchObject({ text: 'Ink', answersId: messageId, answer: { choice: 'Ink' } });
    const fields = [{ key: 'mail', label: 'E-mail', kind: 'email' as const, isRequired: true }];
    await journey.owner.call(askInChat, { conversationId, text: 'Where to?', ask: { kind: 'form', fields } });
    await page.getByRole('textbox', { name: 'E-mail' }).focus();
    await page.keyboard.type('nobody');
    await page.keyboard.press('Enter');
    await page.getByText('Please write an address').waitFor();
    expect(await page.getByRole('textbox', { name: 'E-mail' }).getAttribute('aria-invalid')).toBe('true');
    await page.keyboard.type('@shop.example');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('E-mail: nobody@shop.example').waitFor();
    await page.keyboard.press('Escape');
    expect(await help.evaluate((one) => one === (one.getRootNode() as ShadowRoot).activeElement)).toBe(true);
    expect(page.complaints).toEqual([]);
    await page.context().close();
  });

  it('T-43: shows what writing can be misused for as nothing more than a message', async () => {
    const page = await openAt('');
    const marks = `${'\u0323\u0301'.repeat(4_900)}`;
    await say(page, `zal${marks}go`);
    await say(page, '\u202Eelbisrever si sihT\u2066 \u200b\u200f');
    await page.locator('.m.me small').nth(1).waitFor();
    const bubbles = page.locator('.m.me p');
    const [first, second] = await Promise.all([bubbles.nth(0).boundingBox(), bubbles.nth(1).boundingBox()]);
    expect(second?.y).toBeGreaterThan((first?.y ?? 0) + (first?.height ?? 0));
    expect(await bubbles.nth(0).evaluate((one) => getComputedStyle(one).overflow)).toBe('clip');
    // The override ends with its message: time and state after it still read from left to right.
    const meta = page.locator('.m.me small').nth(1);
    expect(await meta.evaluate((one) => getComputedStyle(one).direction)).toBe('ltr');
    expect(await sidewaysScroll(page)).toBe(0);
    const desk = await openPage(browser);
    await signInAt(desk, journey.heed.url, 'olive@heed.example');
    await desk.goto(`${journey.heed.url}/desk/inbox/all/${await conversationOf('zal')}`);
    const written = desk.locator('.written').first();
    await written.waitFor();
    expect(await written.evaluate((one) => getComputedStyle(one).overflow)).toBe('clip');
    expect(await sidewaysScroll(desk)).toBe(0);
    await Promise.all([page.context().close(), desk.context().close()]);
  });
});

describe('the widget over pages and tabs', () => {
  it('keeps open, draft and read marks the same in all tabs, and counts in the button and not in the title', async () => {
    const one = await openAt('');
    await say(one, 'In two tabs.');
    await one.locator('.m.me small').waitFor();
    const two = await openPage(one.context());
    await two.goto(`${host.url}basket`);
    // Open on the page before, so open here; whoever reads the page is left where they are.
    await two.locator('.panel').waitFor();
    expect(await two.evaluate(() => document.activeElement === document.body)).toBe(true);
    await two.locator('#heed-text').fill('And a lid');
    await expect.poll(() => one.locator('#heed-text').inputValue()).toBe('And a lid');
    await two.locator('.launch').click();
    await one.locator('.panel').waitFor({ state: 'hidden' });
    const conversationId = await conversationOf('In two tabs.');
    await journey.owner.call(reply, { conversationId, text: 'Here it is.' });
    const badge = one.getByRole('button', { name: 'Help, 1 new message' });
    await badge.waitFor();
    expect(await one.title()).toBe('Kettles');
    await two.reload();
    await two.locator('.launch').click();
    await expect.poll(() => two.locator('#heed-text').inputValue()).toBe('And a lid');
    await one.getByRole('button', { name: 'Help', exact: true }).or(one.locator('.panel')).first().waitFor();
    await expect.poll(() => one.locator('.launch .n').isVisible()).toBe(false);
    const sound = two.getByRole('button', { name: 'Sound for new answers' });
    expect(await sound.getAttribute('aria-pressed')).toBe('false');
    await sound.click();
    await two.reload();
    await two.locator('.panel').waitFor();
    expect(await sound.getAttribute('aria-pressed')).toBe('true');
    await one.context().close();
  });

  it('fills a phone, and the back button closes it without leaving the page', async () => {
    const phone = { viewport: { width: 390, height: 740 }, hasTouch: true };
    const page = await openAt('basket', phone);
    expect(await page.locator('.panel').boundingBox()).toMatchObject({ x: 0, y: 0, width: 390, height: 740 });
    expect(await page.locator('main').evaluate((one) => one.closest<HTMLElement>('[inert]') !== null)).toBe(true);
    await page.goBack();
    await page.locator('.panel').waitFor({ state: 'hidden' });
    expect(new URL(page.url()).pathname).toBe('/basket');
    await page.locator('.launch').click();
    await page.getByRole('button', { name: 'Close chat' }).click();
    await expect.poll(() => page.evaluate(() => Boolean(history.state?.heed))).toBe(false);
    await page.context().close();
  });

  it('speaks first where it was told to, takes no focus, and stays away once it was put away', async () => {
    const words = { text: 'Shall we help you choose?', pages: '/kettles/*', afterS: 1, cap: 'daily' as const };
    const { nudgeId } = await journey.owner.call(addNudge, { ...words, isOn: true });
    const page = await openPage(browser);
    await page.goto(`${host.url}kettles/sage`);
    await page.getByRole('link', { name: 'Basket' }).focus();
    const nudge = page.getByRole('button', { name: words.text });
    await nudge.waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Basket');
    expect(await axeFindings(page)).toEqual([]);
    await nudge.click();
    await page.getByRole('log').getByText(words.text).waitFor();
    await say(page, 'Yes, please do.');
    await page.locator('.m.me small').waitFor();
    const { messages } = await journey.owner.call(listMessages, {
      conversationId: await conversationOf('Yes, please do.'),
    });
    expect(messages.map((one) => one.text)).toEqual([words.text, 'Yes, please do.']);
    const other = await openPage(browser);
    await other.goto(`${host.url}kettles/ink`);
    await other.getByRole('button', { name: 'Put away' }).click();
    await other.goto(`${host.url}kettles/sage`);
    await other.locator('.launch').waitFor();
    await other.waitForTimeout(2_500);
    expect(await other.locator('.nudge').count()).toBe(0);
    const { nudges } = await journey.owner.call(listNudges, {});
    expect(nudges[0]).toMatchObject({ shown: 2, answered: 1 });
    await journey.owner.call(changeNudge, { nudgeId, version: nudges[0]?.version ?? 1, isOn: false });
    await Promise.all([page.context().close(), other.context().close()]);
  });

  it('T-59: is framed by a listed page that allows no script, and by no other', async () => {
    const stranger = await startHostPage(journey, { listed: false });
    const page = await openPage(browser);
    await page.goto(`${host.url}?frame`);
    const chat = page.frameLocator('iframe');
    await chat.getByLabel('Your message').fill('From a frame.');
    await chat.getByLabel('Your message').press('Enter');
    await chat.getByRole('log').getByText('sent').waitFor();
    expect(await chat.getByRole('button', { name: 'Close chat' }).count()).toBe(0);
    await page.goto(`${stranger.url}?frame`);
    await page.waitForTimeout(1_000);
    expect(await chat.locator('#heed-text').count()).toBe(0);
    stranger.stop();
    await page.context().close();
  });
});

describe('its settings', () => {
  it('show the real panel while colours are chosen, say what cannot be read, and reach the shop’s page', async () => {
    const desk = await openPage(browser, { viewport: { width: 1440, height: 1000 } });
    await signInAt(desk, journey.heed.url, 'olive@heed.example');
    await desk.goto(`${journey.heed.url}/desk/settings/chat-widget`);
    const preview = desk.frameLocator('iframe[title="Preview of the chat"]');
    await preview.getByRole('log').getByText('I am sending you the lid today').waitFor();
    await desk.getByLabel('Accent', { exact: true }).fill('#7f7f7f');
    await desk.getByText(/Words on the accent, light: 4\.\d to 1/).waitFor();
    await expect
      .poll(() =>
        preview
          .locator('.m.me p')
          .first()
          .evaluate((one) => getComputedStyle(one).backgroundColor),
      )
      .toBe('rgb(127, 127, 127)');
    await picture(desk, 'widget-settings');
    await desk.getByRole('button', { name: /instead for accent, light/ }).click();
    await desk.getByText('Everything can be read.').waitFor();
    await desk.getByRole('button', { name: 'Phone' }).click();
    await desk.getByLabel('Language of the preview').selectOption('ar');
    await preview.getByPlaceholder('اكتب رسالة').waitFor();
    await desk.getByLabel('Side of the page').selectOption('start');
    await desk.getByRole('button', { name: 'Save' }).click();
    await desk.getByText('Chat widget changed.').waitFor();
    const page = await openPage(browser);
    await openWidget(page, host.url);
    expect((await page.locator('.panel').boundingBox())?.x).toBe(20);
    const { accent } = await journey.owner.call(getWidget, {});
    expect(accent).not.toBe('#7f7f7f');
    expect([...desk.complaints, ...page.complaints]).toEqual([]);
    await Promise.all([page.context().close(), desk.context().close()]);
  });

  it('let an adviser ask from the composer and see what was answered', async () => {
    const shop = await openAt('');
    await say(shop, 'Asked from the desk.');
    await shop.locator('.m.me small').waitFor();
    const desk = await openPage(browser, { viewport: { width: 1440, height: 1000 } });
    await signInAt(desk, journey.heed.url, 'olive@heed.example');
    await desk.goto(`${journey.heed.url}/desk/inbox/all/${await conversationOf('Asked from the desk.')}`);
    await desk.getByRole('button', { name: 'Ask', exact: true }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByLabel('Question').fill('Which colour?');
    await dialog.getByLabel('Replies').fill('Sage\nInk');
    await dialog.getByRole('button', { name: 'Ask', exact: true }).click();
    await desk.getByText('Not answered yet').waitFor();
    await shop.getByRole('button', { name: 'Sage' }).click();
    await desk.getByText('Answered', { exact: true }).waitFor();
    await picture(desk, 'desk-asked');
    expect(desk.complaints).toEqual([]);
    await Promise.all([shop.context().close(), desk.context().close()]);
  });
});
