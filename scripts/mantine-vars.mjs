// Writes src/kernel/web/ui/mantine-vars.gen.css from theme.ts. Mantine would put these variables into a style element
// at run time, which the desk's content security policy refuses. `--check` fails when the file is out of date.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const output = join(root, 'src/kernel/web/ui/mantine-vars.gen.css');

// Heed has one accent; Mantine's other palettes are never named, so their variables are left out.
const unused = /^--mantine-color-(pink|grape|violet|indigo|cyan|teal|lime|yellow|orange|green|blue|red)-/;

const source = `
  export { convertCssVariables, defaultCssVariablesResolver, DEFAULT_THEME, mergeMantineTheme } from '@mantine/core';
  export { theme, cssVariablesResolver } from './src/kernel/web/ui/theme.ts';
`;

async function loadTheme() {
  const bundle = join(tmpdir(), `heed-theme-${process.pid}.cjs`);
  await build({
    stdin: { contents: source, resolveDir: root, loader: 'ts' },
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  try {
    return (await import(pathToFileURL(bundle).href)).default;
  } finally {
    await rm(bundle, { force: true });
  }
}

function withoutUnused(variables) {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !unused.test(name)));
}

function merge(first, second) {
  return Object.fromEntries(
    ['variables', 'light', 'dark'].map((part) => [part, withoutUnused({ ...first[part], ...second[part] })]),
  );
}

async function generate() {
  const mantine = await loadTheme();
  const theme = mantine.mergeMantineTheme(mantine.DEFAULT_THEME, mantine.theme);
  const resolved = merge(mantine.defaultCssVariablesResolver(theme), mantine.cssVariablesResolver(theme));
  const css = mantine
    .convertCssVariables(resolved)
    .replaceAll(';', ';\n')
    .replaceAll('{', '{\n')
    .replaceAll('}', '}\n');
  return `/* Written by scripts/mantine-vars.mjs from theme.ts. Do not edit. */\n${css.trim()}\n`;
}

const css = await generate();
if (process.argv.includes('--check')) {
  if ((await readFile(output, 'utf8').catch(() => '')) !== css) {
    console.error('mantine-vars.gen.css is out of date: run node scripts/mantine-vars.mjs');
    process.exitCode = 1;
  }
} else {
  await writeFile(output, css);
}
