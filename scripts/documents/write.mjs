import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../lib/project.mjs';

/** Whether Node was started with the script of this `import.meta.url`. */
export function isMain(url) {
  return process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(url);
}

/** Writes a document where its text differs; with `--check` writes nothing, and says and fails instead. */
export async function keepDocument({ file, text }) {
  const path = join(root, file);
  if ((await readFile(path, 'utf8').catch(() => '')) === text) {
    console.log(`${file} up to date`);
  } else if (process.argv.includes('--check')) {
    console.error(`${file} out of date: run node scripts/documents.mjs`);
    process.exitCode = 1;
  } else {
    await writeFile(path, text);
    console.log(`wrote ${file}`);
  }
}
