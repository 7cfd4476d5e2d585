#!/usr/bin/env node
// Builds the server, the desk and the widget into dist/, when their sources changed.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { requireNode } from './lib/install.mjs';
import { root, runPackage, seconds } from './lib/project.mjs';
import { hashFile, isBuildStale, sourceHash } from './lib/sources.mjs';

const SERVER_ENTRIES = {
  server: 'src/apps/server.ts',
  cli: 'src/apps/cli.ts',
  // Run as threads, so each needs a file of its own.
  'mail-thread': 'src/contact/channels-email/understanding/thread.ts',
  'mail-checks-thread': 'src/contact/channels-email/server/placing/checks-thread.ts',
};
const DESK_CONFIG = 'vite.config.ts';
const WIDGET_BUILD = 'src/apps/widget/build.mjs';

/**
 * Builds all parts into dist/ unless they are up to date. Returns whether anything was built; throws when a part
 * fails or an entry of the server is missing. A desk or widget that does not exist yet is skipped with a line.
 */
export async function build({ force = false, log = console.log } = {}) {
  if (!force && !isBuildStale()) return false;
  const startedAt = Date.now();
  // Taken before the build: a file saved meanwhile then makes the next check build again.
  const hash = sourceHash();
  rmSync(hashFile, { force: true });
  mkdirSync(join(root, 'dist'), { recursive: true });
  log('Building.');
  await part('server', log, buildServer);
  await part('desk', log, buildDesk);
  await part('widget', log, buildWidget);
  copyMigrations();
  writeFileSync(hashFile, hash);
  log(`Built (${seconds(Date.now() - startedAt)}).`);
  return true;
}

async function part(name, log, work) {
  const startedAt = Date.now();
  const skipped = await work();
  log(skipped ? `  ${name} skipped: ${skipped}` : `  ${name} ${seconds(Date.now() - startedAt)}`);
}

async function buildServer() {
  for (const entry of Object.values(SERVER_ENTRIES)) {
    if (!existsSync(join(root, entry))) throw new Error(`${entry} is missing.`);
  }
  const esbuild = await import('esbuild');
  const result = await esbuild.build({
    absWorkingDir: root,
    entryPoints: SERVER_ENTRIES,
    outdir: 'dist',
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    platform: 'node',
    format: 'esm',
    packages: 'external',
    target: 'node20',
    jsx: 'automatic',
    sourcemap: true,
    metafile: true,
    logLevel: 'warning',
  });
  removeOldChunks(new Set(Object.keys(result.metafile.outputs).map((path) => resolve(root, path))));
}

function removeOldChunks(current) {
  const folder = join(root, 'dist', 'chunks');
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (!current.has(join(folder, name))) rmSync(join(folder, name));
  }
}

async function buildDesk() {
  if (!existsSync(join(root, DESK_CONFIG))) return `there is no ${DESK_CONFIG}`;
  // As a program of its own, so that the configuration's own root, relative to this folder, stands.
  const args = ['build', '--config', DESK_CONFIG, '--logLevel', 'warn'];
  if ((await runPackage('vite', 'vite', args, { env: { NODE_ENV: 'production' } })) !== 0) {
    throw new Error('the desk did not build.');
  }
}

async function buildWidget() {
  const script = join(root, WIDGET_BUILD);
  if (!existsSync(script)) return `there is no ${WIDGET_BUILD}`;
  const { default: buildParts } = await import(pathToFileURL(script).href);
  await buildParts({ root, outDir: 'dist/widget' });
}

function copyMigrations() {
  const target = join(root, 'dist', 'migrations');
  rmSync(target, { recursive: true, force: true });
  const source = join(root, 'db', 'migrations');
  if (existsSync(source)) cpSync(source, target, { recursive: true });
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  requireNode();
  process.env.NODE_ENV = 'production';
  try {
    const built = await build({ force: process.argv.includes('--force') });
    if (!built) console.log(`Up to date (${relative(root, hashFile)}).`);
    process.exit(0);
  } catch (error) {
    console.error(`The build failed: ${error.message}`);
    process.exit(1);
  }
}
