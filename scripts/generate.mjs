// Writes what is derived: db/types.ts from the migrations, and the desk's tables of routes from the contracts.
// `--db` or `--contracts` does one of the two, `--check` writes nothing and fails when a file is out of date.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contractFiles } from './generate/contracts.mjs';
import { dbTypes } from './generate/db-types.mjs';
import { root } from './generate/load.mjs';

const args = process.argv.slice(2);
const wants = (part) => args.includes(`--${part}`) || !args.some((one) => one === '--db' || one === '--contracts');

const files = new Map();
if (wants('db')) files.set('db/types.ts', await dbTypes());
if (wants('contracts')) {
  const { routes, commands, contracts } = await contractFiles();
  files.set('src/apps/desk/routes.gen.ts', routes);
  files.set('src/apps/desk/commands.gen.ts', commands);
  files.set('src/apps/desk/contracts.gen.ts', contracts);
}

const stale = [];
for (const [file, text] of files) {
  const before = await readFile(join(root, file), 'utf8').catch(() => '');
  if (before === text) continue;
  stale.push(file);
  if (!args.includes('--check')) await writeFile(join(root, file), text);
}

if (args.includes('--check') && stale.length > 0) {
  console.error(`${stale.join(', ')} out of date: run npm run generate`);
  process.exitCode = 1;
} else {
  console.log(stale.length > 0 ? `wrote ${stale.join(', ')}` : `${[...files.keys()].join(', ')} up to date`);
}
