import {
  copyFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../lib/project.mjs';

const NOT_COPIED = new Set(['node_modules', 'dist', 'data', 'demo-data', '.git', '.cache']);

/** A copy of the tree as it is now, with the installed packages linked in. `remove` takes it away again. */
export function copyTree() {
  const folder = mkdtempSync(join(tmpdir(), 'heed-tutorial-'));
  for (const name of readdirSync(root)) {
    if (!NOT_COPIED.has(name)) cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  linkTree(join(root, 'node_modules'), join(folder, 'node_modules'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * The installed packages, file by file as hard links (copies where the disk is another). One link to the whole folder
 * would not do: tools that follow it see packages outside the project, and the checks of zones and floors object.
 */
function linkTree(from, to) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.name.startsWith('.cache') || entry.name.startsWith('.vite')) continue;
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkOrCopy(source, target);
  }
}

function linkOrCopy(source, target) {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
  }
}

/** The number that the next migration has, in four digits. */
export function nextMigration(folder) {
  const files = readdirSync(join(folder, 'db/migrations')).filter((file) => /^\d{4}_/.test(file));
  return String(Math.max(0, ...files.map((file) => Number(file.slice(0, 4)))) + 1).padStart(4, '0');
}

/** The blocks of code of a page in order, as `{kind, path, text}`; `path` stands after the language. */
export function readBlocks(page) {
  return [...page.matchAll(/^```(\w+)(?: +(\S+))?\n(.*?)^```$/gms)].map(([, kind, path, text]) => ({
    kind,
    path,
    text,
  }));
}

/** The files that the page's first table names. */
export function readTable(page) {
  return [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, file]) => file);
}

/** Writes a new file or applies a change. Returns the path. Throws when the old lines are not there exactly once. */
export function apply(folder, { kind, path, text }) {
  const file = join(folder, path);
  if (kind === 'diff') {
    writeFileSync(file, changed(readFileSync(file, 'utf8'), path, text));
  } else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
  }
  return path;
}

function changed(source, path, diff) {
  const lines = diff.replace(/\n$/, '').split('\n');
  const side = (sign) => lines.filter((line) => line[0] !== sign).map((line) => `${line.slice(1)}\n`);
  const before = side('+').join('');
  const after = side('-').join('');
  const parts = source.split(before);
  if (parts.length !== 2) {
    throw new Error(`${path}: these lines are there ${parts.length - 1} times instead of once:\n${before}`);
  }
  return parts.join(after);
}
