// Which packages Heed runs with, and which are built into what browsers load.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { macrosForEsbuild } from '../language/plugins.mjs';
import { root } from '../lib/project.mjs';

const BROWSER_ENTRIES = [
  'src/apps/desk/main.tsx',
  'src/contact/channels-chat/widget/loader.ts',
  'src/contact/channels-chat/widget/panel.tsx',
];

/** The packages of package-lock.json that a running Heed needs, as `{name, path, version, license, isVariant}`. */
export function runtimePackages() {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const own = lock[''];
  const found = new Map();
  const visit = (name, from) => {
    const path = placeOf(lock, name, from);
    if (!path || found.has(path)) return;
    const entry = lock[path];
    // Made for one system or processor: only one of its family is installed.
    const isVariant = entry.os !== undefined || entry.cpu !== undefined;
    found.set(path, { name, path, version: entry.version, license: entry.license, isVariant });
    const needs = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies });
    for (const need of needs) visit(need, path);
  };
  for (const name of Object.keys({ ...own.dependencies, ...own.optionalDependencies })) visit(name, '');
  return [...found.values()];
}

/** Where Node would find a package that the one at `from` imports: in its own folder first, then further up. */
function placeOf(lock, name, from) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (lock[path]) return path;
    if (folder === '') return undefined;
  }
}

/** The packages of which code, style or type ends up in dist/desk and dist/widget. */
export async function browserPackages() {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: BROWSER_ENTRIES,
    outdir: 'unused',
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    jsx: 'automatic',
    minify: true,
    metafile: true,
    define: { 'process.env.NODE_ENV': '"production"', 'import.meta.env.DEV': 'false' },
    loader: { '.woff2': 'file', '.svg': 'file' },
    plugins: [macrosForEsbuild],
    logLevel: 'error',
  });
  const inputs = Object.values(metafile.outputs).flatMap((output) =>
    Object.entries(output.inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
  const paths = new Set(inputs.map((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? ''));
  return [...paths].filter(Boolean).map((path) => {
    const { name, version, license } = manifestOf(path);
    return { name, path, version, license, isVariant: false };
  });
}

export function manifestOf(path) {
  return JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
}

/** The licence files of an installed package, joined; undefined when it is not installed or has none. */
export function licenseText(path) {
  let names;
  try {
    names = readdirSync(join(root, path)).filter((name) => /^(licen[cs]e|copying|notice)([.-].*)?$/i.test(name));
  } catch {
    return undefined;
  }
  const texts = names.sort().map((name) => readFileSync(join(root, path, name), 'utf8'));
  return texts.length === 0 ? undefined : tidy(texts.join('\n\n'));
}

function tidy(text) {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/\uFEFF/g, '')
    .split('\n');
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
}
