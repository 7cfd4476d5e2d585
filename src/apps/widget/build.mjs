import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build, transform } from 'esbuild';

/** Style sheets live in template strings; this takes the white space out of them. */
const minifyStyles = {
  name: 'minify-styles',
  setup({ onLoad }) {
    onLoad({ filter: /-style\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const css = /`([^`]*)`/.exec(source)?.[1] ?? '';
      const { code } = await transform(css, { loader: 'css', minify: true });
      return { contents: source.replace(`\`${css}\``, () => JSON.stringify(code.trim())), loader: 'ts' };
    });
  },
};

async function bundle(entry) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: ['chrome111', 'firefox113', 'safari16.4'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    plugins: [minifyStyles],
    logLevel: 'warning',
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`${entry} gave no output`);
  return file.contents;
}

/**
 * Builds the chat widget from the repository at `root` into `outDir`: `heed.js` (the loader, cached five minutes),
 * `panel-HASH.js` (immutable) with a plain copy `panel.js`, and `manifest.json`, which names the hashed one:
 * `{"panel":"panel-HASH.js"}`.
 */
export default async function buildWidget({ root, outDir }) {
  const target = resolve(root, outDir);
  const widget = join(root, 'src/contact/channels-chat/widget');
  const [loader, panel] = await Promise.all([bundle(join(widget, 'loader.ts')), bundle(join(widget, 'panel.tsx'))]);
  const hash = createHash('sha256').update(panel).digest('hex').slice(0, 12);
  const name = `panel-${hash}.js`;
  await mkdir(target, { recursive: true });
  const old = (await readdir(target)).filter((file) => /^panel-\w+\.js$/.test(file) && file !== name);
  await Promise.all(old.map((file) => rm(join(target, file))));
  await Promise.all([
    writeFile(join(target, 'heed.js'), loader),
    writeFile(join(target, name), panel),
    writeFile(join(target, 'panel.js'), panel),
    writeFile(join(target, 'manifest.json'), `${JSON.stringify({ panel: name })}\n`),
  ]);
}
