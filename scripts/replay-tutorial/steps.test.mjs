import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../lib/project.mjs';
import { apply, readBlocks } from './steps.mjs';

// Whether what comes of it works is for the long suite to see; that its lines are there is seen here, at every change.
test.each(['add-a-field', 'add-a-capability'])('every change of the tutorial %s fits the sources', (name) => {
  const changes = readBlocks(readFileSync(join(root, 'docs/tutorials', `${name}.md`), 'utf8')).filter(
    ({ kind, path }) => kind === 'diff' && existsSync(join(root, path)),
  );
  const folder = mkdtempSync(join(tmpdir(), 'heed-steps-'));
  try {
    for (const path of new Set(changes.map((one) => one.path))) cpSync(join(root, path), join(folder, path));
    expect(changes.map((one) => apply(folder, one))).not.toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
