#!/usr/bin/env node
// The `heed` command. Builds the product first where that has not been done.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { prepare, runCli } from '../scripts/lib/start.mjs';

const args = process.argv.slice(2);
if (!existsSync(fileURLToPath(new URL('../dist/cli.js', import.meta.url)))) await prepare();
await runCli(args);
