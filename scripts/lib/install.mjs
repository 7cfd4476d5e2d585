// Makes sure that the packages of package-lock.json are there. Runs before they are: Node's own modules only.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, seconds } from './project.mjs';

const LOCK = join(root, 'package-lock.json');
const INSTALLED = join(root, 'node_modules', '.package-lock.json');
const HASH = join(root, 'node_modules', '.heed-lock-hash');

/** Leaves with exit code 1 and a plain word when this Node is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22) return;
  console.error(
    `Heed needs Node 20.19 or newer (22.12 or newer in the 22 line). This is Node ${process.versions.node}.\n` +
      'Get a current one from https://nodejs.org and try again.',
  );
  process.exit(1);
}

/**
 * Installs what package-lock.json names, development packages included (the build needs them), when it is not there
 * yet or the lock file has changed. Throws with a plain word when that fails. Returns whether anything was installed.
 */
export async function ensureInstalled() {
  requireNode();
  const lock = readFileSync(LOCK);
  const hash = createHash('sha256').update(lock).digest('hex');
  if (read(INSTALLED) !== undefined && read(HASH) === hash) return false;
  if (isSatisfied(JSON.parse(lock), read(INSTALLED))) {
    writeFileSync(HASH, hash);
    return false;
  }
  console.log('Installing packages. The first time this takes about half a minute.');
  const startedAt = Date.now();
  // No package needs its install script, so none is run.
  const common = ['--include=dev', '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund'];
  if ((await npm(['ci', ...common])) !== 0) {
    console.log('npm ci did not succeed; trying npm install, which leaves out optional packages that cannot be had.');
    if ((await npm(['install', '--no-save', ...common])) !== 0) {
      throw new Error('The packages could not be installed. The lines above say why; a network connection is needed.');
    }
  }
  writeFileSync(HASH, hash);
  console.log(`Packages installed (${seconds(Date.now() - startedAt)}).`);
  return true;
}

/** Whether a folder that someone installed by hand already holds every package the lock asks for. */
function isSatisfied(lock, installed) {
  if (installed === undefined) return false;
  const present = JSON.parse(installed).packages;
  return Object.entries(lock.packages).every(
    ([path, { version, optional }]) =>
      path === '' || present[path]?.version === version || (optional && !present[path]),
  );
}

function npm(args) {
  // npm names its own program file to the scripts it runs; outside npm it is looked for on the path.
  const own = process.env.npm_execpath;
  const [command, first] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []];
  const startedAt = Date.now();
  const progress = setInterval(() => console.log(`  still installing, ${seconds(Date.now() - startedAt)}`), 10_000);
  return new Promise((resolve) => {
    const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' };
    const child = spawn(command, [...first, ...args], options);
    child.once('error', (error) => {
      console.error(`npm could not run: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  }).finally(() => clearInterval(progress));
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
