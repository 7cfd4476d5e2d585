import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallPdf } from '#kernel/test/upload.ts';
import { openBrowser, openPage, type WatchedPage } from '../lib/browser.ts';
import { type Journey, openWidget, signInAt, startJourney } from '../lib/journey.ts';

let journey: Journey;
let customers: Browser;
let advisers: Browser;
let shop: WatchedPage;
let desk: WatchedPage;
let folder: string;

/** Where pictures of the screens go, when somebody wants to look at them. */
const pictures = process.env.HEED_PICTURES;
const picture = async (page: WatchedPage, name: string) => {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
};

/** A photo that is no plain colour, so that it can be told from an empty frame. */
const photo = () =>
  sharp(
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900"><rect width="1200" height="900" fill="#d9e2dd"/><circle cx="600" cy="460" r="300" fill="#822e61"/></svg>',
    ),
  )
    .jpeg()
    .toBuffer();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-attach-'));
  journey = await startJourney();
  [customers, advisers] = await Promise.all([openBrowser(), openBrowser('whole')]);
  shop = await openPage(customers);
  desk = await openPage(advisers, { viewport: { width: 1440, height: 900 } });
  await signInAt(desk, journey.heed.url, 'olive@heed.example');
});
afterAll(async () => {
  await Promise.all([customers?.close(), advisers?.close()]);
  await journey?.stop();
  await rm(folder, { recursive: true, force: true });
});

const thread = () => desk.getByRole('log', { name: 'Messages' });

describe('a customer sends a photo and gets a document back', () => {
  it('goes up with the message from the widget, and is shown in its log', async () => {
    const path = join(folder, 'broken lid.jpg');
    await writeFile(path, await photo());
    await openWidget(shop, journey.shopUrl);
    await shop.getByLabel('Attach a file').and(shop.locator('input')).setInputFiles(path);
    await shop.getByRole('listitem').filter({ hasText: 'broken lid.jpg' }).getByText(/kB/).waitFor();
    await picture(shop, 'widget-tray');
    await shop.getByLabel('Your message').fill('The lid came like this.');
    await shop.getByLabel('Your message').press('Enter');
    const shown = shop.getByRole('log').getByRole('img', { name: 'broken lid.jpg' });
    await shown.waitFor();
    await expect.poll(() => shown.evaluate((canvas: HTMLCanvasElement) => canvas.width)).toBe(480);
    await shop
      .getByText(/^sent|seen$/)
      .first()
      .waitFor();
    await picture(shop, 'widget-photo');
  });

  it('is looked at in the desk, in full, and Escape leads back', async () => {
    await desk.getByRole('link', { name: /unassigned/i }).click();
    await desk.getByRole('listitem').filter({ hasText: 'The lid came like this.' }).getByRole('link').click();
    await thread().getByRole('button', { name: 'broken lid.jpg' }).click();
    const dialog = desk.getByRole('dialog', { name: 'broken lid.jpg' });
    const full = dialog.getByRole('img', { name: 'broken lid.jpg' });
    await expect.poll(() => full.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1_200);
    await picture(desk, 'desk-preview');
    await desk.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  it('is answered with a PDF that is dropped on the conversation; what cannot be taken says why', async () => {
    const drop = await desk.evaluateHandle((pdf) => {
      const data = new DataTransfer();
      data.items.add(new File([pdf], 'Return label.pdf', { type: 'application/pdf' }));
      data.items.add(new File(['<html><script>1</script></html>'], 'page.pdf', { type: 'application/pdf' }));
      return data;
    }, smallPdf);
    await desk.dispatchEvent('#conversation', 'dragover', { dataTransfer: drop });
    await desk.getByText('Drop files to attach them to your reply').waitFor();
    await desk.dispatchEvent('#conversation', 'drop', { dataTransfer: drop });
    const tray = desk.getByRole('list', { name: 'Files to send' });
    await tray.getByText(/Files of this kind are not accepted/).waitFor();
    await desk.getByRole('button', { name: 'Remove Return label.pdf' }).waitFor();
    await picture(desk, 'desk-tray');
    await tray.getByRole('button', { name: 'Remove page.pdf' }).click();
    await desk.getByRole('textbox', { name: 'Reply' }).fill('Print it, then:\n- **cut** it out\n- stick it on');
    await desk.getByText(/Draft saved/).waitFor();
    await desk.getByRole('button', { name: /^send/i }).first().click();
    await thread().getByRole('button', { name: 'Return label.pdf' }).click();
    await desk.getByRole('dialog', { name: 'Return label.pdf' }).waitFor();
    if (pictures) await desk.waitForTimeout(2_500);
    await picture(desk, 'desk-pdf');
    await desk.keyboard.press('ArrowLeft');
    await desk.getByRole('dialog', { name: 'broken lid.jpg' }).waitFor();
    await desk.keyboard.press('Escape');
    await picture(desk, 'desk-thread');
  });

  it('can be saved by the customer, as it was sent', async () => {
    const [saved] = await Promise.all([
      shop.waitForEvent('download'),
      shop.getByRole('button', { name: 'Download Return label.pdf' }).click(),
    ]);
    expect(await shop.getByRole('log').locator('.li b').allTextContents()).toEqual(['cut']);
    expect(saved.suggestedFilename()).toBe('Return label.pdf');
    expect(await readFile(await saved.path(), 'utf8')).toBe(smallPdf);
    await picture(shop, 'widget-answer');
  });

  it('a pasted picture goes with a note, a broken line is told and mended, and the customer sees nothing of it', async () => {
    await desk.getByRole('button', { name: 'Note', exact: true }).click();
    await desk.context().setOffline(true);
    await desk.getByRole('textbox', { name: /note/i }).evaluate(
      (box, bytes) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], 'image.png', { type: 'image/png' }));
        box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
      },
      [
        ...(await sharp(await photo())
          .resize(300)
          .png()
          .toBuffer()),
      ],
    );
    await desk.getByText(/The connection broke off/).waitFor();
    await desk.context().setOffline(false);
    await desk.getByRole('button', { name: 'Remove image.png' }).waitFor();
    const note = desk.getByRole('textbox', { name: /note/i });
    await note.pressSequentially('Good :thumbsu');
    await desk.getByRole('option', { name: 'thumbsup' }).waitFor();
    await note.press('Enter');
    await note.press('Control+b');
    await note.pressSequentially('parcel ');
    await desk.getByRole('button', { name: /^Emoji/ }).click();
    await desk.getByRole('searchbox', { name: 'Search emoji' }).waitFor();
    await picture(desk, 'desk-emoji');
    await desk.getByRole('searchbox', { name: 'Search emoji' }).fill('parcel');
    await desk.keyboard.press('Enter');
    await expect.poll(() => note.inputValue()).toBe('Good 👍 **parcel 📦**');
    await expect.poll(() => note.evaluate((area) => area === document.activeElement)).toBe(true);
    await note.press('Control+Enter');
    await thread().getByRole('button', { name: 'image.png' }).waitFor();
    expect(await thread().locator('strong').allTextContents()).toContain('parcel 📦');
    await picture(desk, 'desk-note');
    expect(await shop.getByText('image.png').count()).toBe(0);
    expect(await shop.getByRole('img', { name: 'image.png' }).count()).toBe(0);
  });

  it('breaks no content policy and raises no error, on either page', () => {
    const unexpected = (page: WatchedPage) => page.complaints.filter((one) => !/ERR_INTERNET_DISCONNECTED/.test(one));
    expect(unexpected(shop)).toEqual([]);
    expect(unexpected(desk)).toEqual([]);
  });
});
