import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, openPage, type WatchedPage } from '../lib/browser.ts';
import { type Journey, openWidget, say, signInAt, startJourney } from '../lib/journey.ts';
import { fillScreens, looks, openScreen, type Screen } from '../lib/screens.ts';

/** Every screen as a picture, to be looked at: docs/gallery, with an index. */
const folder = fileURLToPath(new URL('../../docs/gallery/', import.meta.url));

let journey: Journey;
let browser: Browser;
let screens: Screen[];

beforeAll(async () => {
  journey = await startJourney();
  browser = await openBrowser();
  screens = await fillScreens(journey);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await journey?.stop();
});

const slug = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

/** Takes the picture and returns how many colours it has: an empty page has very few. */
async function take(page: WatchedPage, name: string, look: string): Promise<number> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  await writeFile(
    `${folder}${slug(name)}-${slug(look)}.webp`,
    await sharp(png).resize({ width: 960, withoutEnlargement: true }).webp({ quality: 60 }).toBuffer(),
  );
  const { data, info } = await sharp(png).resize(200).raw().toBuffer({ resolveWithObject: true });
  const colours = new Set<number>();
  for (let at = 0; at < data.length; at += info.channels) colours.add(data.readUIntBE(at, 3));
  return colours.size;
}

it.each(Object.entries(looks))(
  'every screen is there to be looked at, %s',
  async (name, look) => {
    const empty: string[] = [];
    const outside = await openPage(browser, { ...look, reducedMotion: 'reduce' });
    const inside = await openPage(browser, { ...look, reducedMotion: 'reduce' });
    await signInAt(inside, journey.heed.url, 'olive@heed.example');
    for (const screen of screens) {
      const page = screen.isDoor ? outside : inside;
      await openScreen(page, journey.heed.url, screen);
      if ((await take(page, screen.name, name)) < 20) empty.push(screen.name);
    }
    const shop = await openPage(browser, { ...look, reducedMotion: 'reduce' });
    await openWidget(shop, journey.shopUrl);
    await say(shop, 'Does the 24 cm pan work on induction?');
    await shop.getByText('sent').first().waitFor();
    if ((await take(shop, 'widget', name)) < 20) empty.push('widget');
    for (const page of [outside, inside, shop]) await page.context().close();
    expect(empty, 'pictures with next to nothing on them').toEqual([]);
  },
  600_000,
);

it('the index names them all', async () => {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.webp'));
  const names = [...screens.map((screen) => screen.name), 'widget'];
  const rows = names.map(
    (name) =>
      `## ${name}\n\n${Object.keys(looks)
        .map((look) => `![${name}, ${look}](${slug(name)}-${slug(look)}.webp)`)
        .join('\n')}\n`,
  );
  const head = '# Gallery\n\nEvery screen in its looks, written by the long suite (`e2e/long/gallery.test.ts`).\n';
  await writeFile(`${folder}README.md`, [head, ...rows].join('\n'));
  expect(files.length).toBe(names.length * Object.keys(looks).length);
});
