import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { macrosForEsbuild } from '../language/plugins.mjs';
import { root } from '../lib/project.mjs';

/** The desk's parts as `src/apps/desk/parts.ts` lists them. Nothing is drawn, so styles and pictures are left out. */
export async function loadDeskParts() {
  const built = await build({
    stdin: { contents: `export { parts } from './src/apps/desk/parts.ts';`, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    jsx: 'automatic',
    loader: { '.css': 'empty', '.woff2': 'empty', '.svg': 'empty' },
    plugins: [macrosForEsbuild],
    define: { 'process.env.NODE_ENV': '"production"' },
    banner: { js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);` },
    logLevel: 'error',
  });
  const folder = join(root, 'node_modules/.cache/heed');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `desk-parts-${process.pid}.mjs`);
  await writeFile(file, built.outputFiles[0].text);
  try {
    return (await import(pathToFileURL(file).href)).parts;
  } finally {
    await rm(file, { force: true });
  }
}
