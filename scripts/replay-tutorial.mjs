#!/usr/bin/env node
// Does what a tutorial says, in a copy of the tree: node scripts/replay-tutorial.mjs NAME
// A block of code named after a file is written (`ts PATH`) or applied (`diff PATH`); the lines of an `sh` block are
// run. Fails when a block no longer fits, a command fails, or the tutorial's table names other files than it touches.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, runPackage } from './lib/project.mjs';
import { apply, copyTree, nextMigration, readBlocks, readTable } from './replay-tutorial/steps.mjs';

async function replay(name) {
  const text = readFileSync(join(root, 'docs/tutorials', `${name}.md`), 'utf8');
  const copy = copyTree();
  console.log(`Replaying docs/tutorials/${name}.md in ${copy.folder}`);
  try {
    const number = nextMigration(copy.folder);
    const touched = new Set();
    for (const block of readBlocks(text.replaceAll('NNNN', number))) {
      if (block.kind === 'sh') await runLines(block.text, copy.folder);
      else if (block.path) touched.add(apply(copy.folder, block));
    }
    const args = ['ci', ...touched].filter((file) => !file.endsWith('.sql'));
    if ((await runPackage('@biomejs/biome', 'biome', args, { cwd: copy.folder })) !== 0)
      throw new Error('Format or lint failed.');
    demandSame([...touched], readTable(text.replaceAll('NNNN', number)));
    console.log(`docs/tutorials/${name}.md holds: ${touched.size} files by hand.`);
  } finally {
    copy.remove();
  }
}

async function runLines(lines, cwd) {
  for (const line of lines.split('\n').filter(Boolean)) {
    console.log(`$ ${line}`);
    if ((await run(line, [], { cwd, shell: true })) !== 0) throw new Error(`This command failed: ${line}`);
  }
}

function demandSame(touched, named) {
  const missing = named.filter((file) => !touched.includes(file));
  const unnamed = touched.filter((file) => !named.includes(file));
  if (missing.length + unnamed.length === 0) return;
  throw new Error(
    `The table names ${missing.join(', ') || 'no file'} untouched and leaves out ${unnamed.join(', ') || 'none'}.`,
  );
}

try {
  const [name] = process.argv.slice(2);
  if (!name) throw new Error('Say which: node scripts/replay-tutorial.mjs add-a-field');
  await replay(name);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
