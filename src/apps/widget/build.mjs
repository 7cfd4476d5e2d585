import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, parse, resolve } from 'node:path';
import { build, transform } from 'esbuild';
import { minify } from 'vite';

/** Style sheets live in template strings; this takes the white space out of them. */
const minifyStyles = {
  name: 'minify-styles',
  setup({ onLoad }) {
    onLoad({ filter: /-style\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const css = /export const \w+ = `([^`]*)`/.exec(source)?.[1];
      if (css === undefined) return undefined;
      const { code } = await transform(css, { loader: 'css', minify: true });
      return { contents: source.replace(`\`${css}\``, () => JSON.stringify(code.trim())), loader: 'ts' };
    });
  },
};

/** Parts of the panel that come later draw with the panel's own Preact, which it leaves on `window.heed`. */
const sharedPreact = {
  name: 'shared-preact',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^preact(\/|$)/ }, ({ path }) => ({ path, namespace: 'shared-preact' }));
    onLoad({ filter: /.*/, namespace: 'shared-preact' }, () => ({ contents: 'module.exports = window.heed.kit' }));
  },
};

const targets = ['chrome111', 'firefox113', 'safari16.4'];

async function bundle(entry, plugins = []) {
  const { outputFiles } = await build({
    ...(typeof entry === 'string' ? { entryPoints: [entry] } : { stdin: entry }),
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: targets,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    plugins: [minifyStyles, ...plugins],
    logLevel: 'warning',
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`${entry} gave no output`);
  // A second minifier takes 2 % more, of a panel that has 20 KB.
  const { code, errors } = await minify('widget.js', file.text, { compress: { target: targets }, mangle: true });
  if (errors.length > 0) throw new Error(`${entry}: ${errors[0]?.message}`);
  return code;
}

/** A script that leaves the words of one language where the panel finds them. */
function bundleWords(folder, language) {
  const contents = `import { words } from './${language}.ts'; window.heed.words = words;`;
  return bundle({ contents, resolveDir: folder, loader: 'ts' });
}

/** Sources in a folder by their name, without tests and helpers. */
async function sourcesIn(folder, isOne) {
  const files = (await readdir(folder)).filter((file) => isOne.test(file) && !/\.test\./.test(file));
  return new Map(files.map((file) => [parse(file).name, join(folder, file)]));
}

/**
 * Builds the chat widget from the repository at `root` into `outDir`: `heed.js` (the loader, cached five minutes), the
 * panel, the words of each language and the panel's later parts as `NAME-HASH.js` (immutable), the panel also as
 * `panel.js`, and `manifest.json`, which names the hashed ones: `{"panel": …, "words": {"de": …}, "parts": {"ask": …}}`.
 */
export default async function buildWidget({ root, outDir }) {
  const target = resolve(root, outDir);
  const widget = join(root, 'src/contact/channels-chat/widget');
  const languages = await sourcesIn(join(widget, 'words'), /^[a-z]{2}(-[A-Z]{2})?\.ts$/);
  const later = await sourcesIn(join(widget, 'parts'), /\.tsx?$/);
  const [loader, panel, preview] = await Promise.all([
    bundle(join(widget, 'loader.ts')),
    bundle(join(widget, 'panel-script.ts')),
    bundle(join(widget, 'preview.ts')),
  ]);
  const kept = new Map();
  const keep = (name, contents) => {
    const file = `${name}-${createHash('sha256').update(contents).digest('hex').slice(0, 12)}.js`;
    kept.set(file, contents);
    return file;
  };
  const named = async (sources, make) =>
    Object.fromEntries(
      await Promise.all([...sources].map(async ([name, path]) => [name, keep(name, await make(name, path))])),
    );
  const manifest = {
    panel: keep('panel', panel),
    words: await named(languages, (name) => bundleWords(join(widget, 'words'), name)),
    parts: await named(later, (_, path) => bundle(path, [sharedPreact])),
    preview: keep('preview', preview),
  };
  await mkdir(target, { recursive: true });
  const old = (await readdir(target)).filter((file) => /-[0-9a-f]{12}\.js$/.test(file) && !kept.has(file));
  await Promise.all(old.map((file) => rm(join(target, file))));
  await Promise.all([
    writeFile(join(target, 'heed.js'), loader),
    writeFile(join(target, 'panel.js'), panel),
    ...[...kept].map(([file, contents]) => writeFile(join(target, file), contents)),
    writeFile(join(target, 'manifest.json'), `${JSON.stringify(manifest)}\n`),
  ]);
}
