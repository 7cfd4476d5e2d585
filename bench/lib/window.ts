import type { CDPSession } from 'playwright-core';

/** The browser's own bars, and some more. */
const barsPx = 200;

/**
 * Makes the browser's window larger than the page in it. A window without a screen is as large as the page but holds its
 * own bars as well, so the foot of the page lies outside: a letter typed there is drawn, but no picture is shown for it,
 * and the browser reckons its time until something higher up changes.
 */
export async function showWhole(cdp: CDPSession, page: { width: number; height: number }): Promise<void> {
  const { windowId } = await cdp.send('Browser.getWindowForTarget');
  const bounds = { width: page.width + barsPx, height: page.height + barsPx };
  await cdp.send('Browser.setWindowBounds', { windowId, bounds });
}
