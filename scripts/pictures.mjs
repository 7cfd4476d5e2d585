#!/usr/bin/env node
// Makes the pictures of the README and the documents: starts the product with the demo, signs in as people do, and
// looks. Needs Chromium; node scripts/pictures.mjs [NAME …] makes only those named.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from './build.mjs';
import { root } from './lib/project.mjs';
import { startDemo } from './pictures/demo.mjs';
import { withPalette } from './pictures/png.mjs';
import { ensureProgram, whyLacking } from './programs.mjs';

const FOLDER = join(root, 'docs/pictures');
const WIDE = { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 };
const SHARP = { ...WIDE, deviceScaleFactor: 2 };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
const ADVISER = 'dana@fennickrowe.example';
const OWNER = 'lin@fennickrowe.example';
const CUSTOMER = 'Marisol Adeyemi';

/** Every picture: what it is taken with, who is signed in, and how to get there. */
const PICTURES = {
  inbox: { ...SHARP, as: ADVISER, show: openConversation },
  'inbox-dark': { ...WIDE, colorScheme: 'dark', as: ADVISER, show: openConversation },
  'phone-list': { ...PHONE, as: ADVISER, show: (page) => openInbox(page) },
  'phone-conversation': { ...PHONE, as: ADVISER, show: openConversation },
  customer: { ...WIDE, as: ADVISER, show: openCustomer },
  'settings-widget': { ...WIDE, as: OWNER, show: (page) => open(page, '/desk/settings/chat-widget', 'Snippet') },
  'widget-shop': { ...WIDE, at: 'shop', show: chat },
  'widget-phone': { ...PHONE, at: 'shop', show: chat },
};

async function openInbox(page) {
  await open(page, '/desk/inbox', CUSTOMER);
}

async function openConversation(page) {
  await openInbox(page);
  await page.getByRole('link', { name: CUSTOMER }).first().click();
  await page.getByText('whole kettle').last().waitFor();
}

async function openCustomer(page) {
  await open(page, '/desk/customers', 'Last contact');
  await page.getByRole('searchbox').first().fill(CUSTOMER);
  await page.getByRole('link', { name: CUSTOMER }).click();
  await page.getByRole('heading', { name: CUSTOMER }).waitFor();
  await page.getByRole('heading', { name: 'Timeline' }).waitFor();
}

async function open(page, path, awaited) {
  await page.goto(new URL(path, page.heed).href);
  await page.getByText(awaited).first().waitFor();
}

/** A customer asks on the shop's page; an adviser answers from the desk, in a window of their own. */
async function chat(page, { deskPage }) {
  const question = 'Hello, does the 24 cm frying pan work on induction? And would it reach Ballarat by Friday?';
  await page.goto(page.shop);
  await page.getByRole('button', { name: 'Help' }).click();
  const box = page.getByRole('textbox', { name: 'Your message' });
  await box.fill(question);
  await box.press('Enter');
  const desk = await deskPage(ADVISER, WIDE);
  await open(desk, '/desk/inbox/unassigned', 'Visitor');
  await desk
    .getByRole('link', { name: question.slice(7, 30) })
    .first()
    .click();
  const answer = desk.getByRole('textbox', { name: /^Reply/ });
  await answer.fill('Hello! Yes, it does, on every hob. Ordered before 15:30 today it is with you on Thursday.');
  await answer.press('Control+Enter');
  await page.getByText('with you on Thursday').waitFor();
  await desk.context().close();
}

async function main() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !PICTURES[name]);
  if (unknown.length > 0)
    throw new Error(`No picture ${unknown.join(', ')}. There are: ${Object.keys(PICTURES).join(', ')}.`);
  const executablePath = await ensureProgram('chromium');
  if (!executablePath) throw new Error(`No Chromium: ${whyLacking('chromium')}.`);
  await build();
  await mkdir(FOLDER, { recursive: true });
  const demo = await startDemo();
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const deskPage = signer(browser, demo);
    for (const [name, picture] of Object.entries(PICTURES)) {
      if (wanted.length === 0 || wanted.includes(name)) await take(name, picture, { browser, demo, deskPage });
    }
  } finally {
    await browser.close();
    await demo.stop();
  }
}

/** Gives pages on which somebody is signed in; each person signs in once, through the page that people use. */
function signer(browser, demo) {
  const states = new Map();
  return async (email, options) => {
    if (!states.has(email)) {
      const context = await browser.newContext(WIDE);
      const page = await context.newPage();
      await page.goto(`${demo.heed}/desk/`);
      await page.getByLabel('E-mail address').fill(email);
      await page.getByLabel('Passphrase').fill(demo.passphrase);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('link', { name: 'Inbox' }).first().waitFor();
      states.set(email, await context.storageState());
      await context.close();
    }
    const context = await browser.newContext({ ...contextOptions(options), storageState: states.get(email) });
    return withPlaces(await context.newPage(), demo);
  };
}

async function take(name, picture, { browser, demo, deskPage }) {
  const page = picture.as
    ? await deskPage(picture.as, picture)
    : withPlaces(await (await browser.newContext(contextOptions(picture))).newPage(), demo);
  page.setDefaultTimeout(15_000);
  await picture.show(page, { deskPage });
  // Fonts, the last fetch and whatever moves come to rest.
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.waitForTimeout(900);
  const png = withPalette(await page.screenshot({ animations: 'disabled', caret: 'hide' }));
  await writeFile(join(FOLDER, `${name}.png`), png);
  console.log(`docs/pictures/${name}.png ${Math.round(png.length / 1024)} KB`);
  await page.context().close();
}

function contextOptions({ viewport, deviceScaleFactor, hasTouch = false, isMobile = false, colorScheme = 'light' }) {
  const place = { locale: 'en-AU', timezoneId: 'Australia/Melbourne' };
  return { viewport, deviceScaleFactor, hasTouch, isMobile, colorScheme, reducedMotion: 'reduce', ...place };
}

function withPlaces(page, { heed, shop }) {
  return Object.assign(page, { heed, shop });
}

await main();
