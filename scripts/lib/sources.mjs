// Tells whether what was built still belongs to the sources. Node's own modules only.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.mjs';

const INPUTS = [
  'src',
  'db/migrations',
  'scripts/build.mjs',
  'scripts/language',
  'index.html',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
];
const NOT_BUILT = /\.test\.tsx?$|\.md$/;
const HASH = join(root, 'dist', '.hash');

export const hashFile = HASH;

/** One hash over the paths and contents of everything the build reads. */
export function sourceHash() {
  const hash = createHash('sha1');
  for (const input of INPUTS) addTo(hash, input);
  return hash.digest('hex');
}

/** Whether `dist` is missing or was built from other sources. */
export function isBuildStale() {
  if (!existsSync(HASH)) return true;
  return readFileSync(HASH, 'utf8') !== sourceHash();
}

function addTo(hash, path) {
  const full = join(root, path);
  const found = statSync(full, { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    for (const name of readdirSync(full).sort()) addTo(hash, `${path}/${name}`);
  } else if (found && !NOT_BUILT.test(path)) {
    hash.update(`${path}\0`).update(readFileSync(full)).update('\0');
  }
}
