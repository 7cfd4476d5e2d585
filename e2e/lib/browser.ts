import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findProgram } from '../../scripts/programs.mjs';

/** A real browser of its own, closed by the caller; the `whole` one where a lighter build lacks what is looked at. */
export async function openBrowser(build: 'whole' | 'light' = 'light'): Promise<Browser> {
  const light = build === 'light' ? process.env.CHROMIUM_SHELL : undefined;
  const executablePath = light ?? findProgram('chromium');
  if (!executablePath) throw new Error('no Chromium on this machine');
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
}

/** A page that remembers what the browser complained of: errors of scripts and breaches of the content policy. */
export interface WatchedPage extends Page {
  complaints: string[];
}

// A 401 is how the desk learns that nobody is signed in yet, and a refused command is part of what is tested.
const expected = /status of (401|403|404|409|410|422|429|503)/;

export async function openPage(
  browser: Browser | BrowserContext,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = 'newContext' in browser ? await browser.newContext({ locale: 'en-AU', ...options }) : browser;
  const page = (await context.newPage()) as WatchedPage;
  page.complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) page.complaints.push(message.text());
  });
  page.on('pageerror', (error) => page.complaints.push(error.message));
  return page;
}

/** A picture of what is shown, for whoever wants to look at it: written into the folder that HEED_PICTURES names. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.HEED_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}
