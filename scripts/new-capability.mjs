#!/usr/bin/env node
// Makes an empty capability that passes every check: node scripts/new-capability.mjs WING NAME [NOUN]
// e.g. `relationship promotions`. Prints the lines to add elsewhere; nothing outside the new files is changed.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, runPackage } from './lib/project.mjs';
import { namesOf } from './new-capability/names.mjs';
import { migration, sliceFiles } from './new-capability/templates.mjs';

const [wing = '', name = '', noun] = process.argv.slice(2);
const floors = JSON.parse(readFileSync(join(root, 'floors.json'), 'utf8'));
const folder = `src/${wing}/${name}`;

const mistake = findMistake();
if (mistake) {
  console.error(`${mistake}\nUsage: node scripts/new-capability.mjs WING NAME [NOUN]`);
  process.exit(1);
}

const names = namesOf(wing, name, noun);
for (const [file, text] of Object.entries(sliceFiles(names))) write(join(folder, file), text);
write(`db/migrations/${nextNumber()}_${name.replaceAll('-', '_')}.sql`, migration(names));
const isFormatted = (await runPackage('@biomejs/biome', 'biome', ['format', '--write', folder])) === 0;
console.log(linesToAdd());
if (!isFormatted) process.exitCode = 1;

function findMistake() {
  const isName = (text) => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text);
  const wings = Object.keys(floors.inside);
  if (!wings.includes(wing)) return `The wing is one of ${wings.join(', ')}.`;
  if (!isName(name)) return 'Write the name in small letters with hyphens, in the plural: store-credits.';
  if (noun !== undefined && !isName(noun)) return 'Write the noun in small letters with hyphens: store-credit.';
  return existsSync(join(root, folder)) ? `${folder} is there already.` : undefined;
}

function write(file, text) {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { flag: 'wx' });
  console.log(file);
}

function nextNumber() {
  const files = readdirSync(join(root, 'db/migrations')).filter((file) => /^\d{4}_/.test(file));
  return String(files.length + 1).padStart(4, '0');
}

function linesToAdd() {
  const { imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const isListed = floors.inside[wing].includes(name);
  return [
    '\nAdd to src/apps/capabilities.ts, and the name to its list:',
    `  import { ${names.camel} } from '#${wing}/${name}/index.ts';`,
    ...(isListed
      ? [`floors.json lists ${name} already; check its place.`]
      : [`Add to floors.json, inside.${wing}, above everything that it uses:`, `  "${name}"`]),
    ...(imports[`#${wing}/*`] ? [] : ['Add to package.json, imports:', `  "#${wing}/*": "./src/${wing}/*"`]),
    'Then: npm run generate && npm test',
  ].join('\n');
}
