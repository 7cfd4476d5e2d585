#!/usr/bin/env node
// `npm run bench`: brings the built product up to date, bundles bench/ and runs what was asked for.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './lib/install.mjs';
import { root, run } from './lib/project.mjs';
import { prepare } from './lib/start.mjs';
import { ensurePrograms } from './programs.mjs';

const args = process.argv.slice(2);
// The list of benches needs no product.
if (args.length === 0) await ensureInstalled();
else await prepare();
const { build } = await import('esbuild');
const outfile = join(root, '.cache', 'bench', 'main.js');
mkdirSync(join(root, '.cache', 'bench'), { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: ['bench/main.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
});
// Ctrl+C reaches the bench itself, which stops what it started and removes its data; this waits for that.
process.on('SIGINT', () => {});
// One bench fetches mail from a real server.
const env = args.includes('mail-in') || args.includes('--all') ? await ensurePrograms('dovecot') : undefined;
process.exitCode = await run(process.execPath, ['--enable-source-maps', outfile, ...args], { env });
