import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Imports TypeScript into a script: `source` is bundled (packages stay outside) and its exports are returned.
 * The bundle lies under node_modules so that package names resolve, and is removed again.
 */
export async function load(source) {
  const folder = join(root, 'node_modules/.cache/heed');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `load-${process.pid}-${Date.now()}.mjs`);
  const built = await build({
    stdin: { contents: source, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  await writeFile(file, built.outputFiles[0].text);
  try {
    return await import(pathToFileURL(file).href);
  } finally {
    await rm(file, { force: true });
  }
}
