import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Where the product can be reached, as whoever started it knows and nobody who types `heed people reset` beside it does.
 * Kept in the data folder while it runs; where that cannot be written to, the command goes by its own settings.
 */
const fileIn = (dataDir: string) => join(dataDir, 'address');

export async function noteAddress(dataDir: string, url: string): Promise<void> {
  await writeFile(fileIn(dataDir), `${url}\n`).catch(() => {});
}

/** Of several processes the last one that began is named; the others leave its word alone when they end. */
export async function forgetAddress(dataDir: string, url: string | undefined): Promise<void> {
  if (url !== undefined && (await notedAddress(dataDir)) === url)
    await rm(fileIn(dataDir), { force: true }).catch(() => {});
}

/** The address that the running product noted; undefined when none runs. */
export async function notedAddress(dataDir: string): Promise<string | undefined> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(() => '');
  return URL.canParse(text.trim()) ? text.trim() : undefined;
}
