#!/usr/bin/env node
// Writes today's messages into the catalogues of the desk (src/apps/desk/languages/*.po); what was translated stays.
// `--check` writes nothing and fails where a catalogue is stale or lacks a translation.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extracted, folder, renewed } from './language/catalogues.mjs';

const isCheck = process.argv.includes('--check');
const messages = await extracted();
const files = (await readdir(folder)).filter((name) => name.endsWith('.po'));
for (const name of files) {
  const file = join(folder, name);
  const { text, lacking } = await renewed(file, messages);
  const isStale = (await readFile(file, 'utf8')) !== text;
  if (isStale && !isCheck) await writeFile(file, text);
  console.log(`${name}: ${messages.size} messages, ${lacking.length} without translation${isStale ? ', stale' : ''}`);
  for (const { message, origin } of lacking.slice(0, 20)) console.log(`  ${origin[0][0]}: ${message}`);
  if (!isCheck || (!isStale && lacking.length === 0)) continue;
  console.error(`Run node scripts/language.mjs, then translate what is empty in src/apps/desk/languages/${name}.`);
  process.exitCode = 1;
}
