// Finds Chromium for the browser tests, and installs it where that is possible.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './lib/project.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PLACES = [
  ...NAMES.map((name) => `/usr/bin/${name}`),
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The path of a Chromium: CHROMIUM_PATH when set, else the system's. Undefined when there is none. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return isExecutable(named) ? named : undefined;
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...PLACES, ...onPath].find(isExecutable);
}

/**
 * A Chromium without a window of its own, which takes a fifth less time. It delivers no push to a service worker.
 * Undefined where there is none, and where CHROMIUM_PATH names what is to be used.
 */
export function findShell() {
  if (process.env.CHROMIUM_PATH) return undefined;
  return ['/usr/bin/chromium-headless-shell', '/usr/bin/chrome-headless-shell'].find(isExecutable);
}

/** As `findChromium`; as root on a Debian system it is installed first where there is none. */
export async function ensureChromium() {
  const found = findChromium();
  if (found || process.env.CHROMIUM_PATH || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return found;
  console.log('Installing Chromium for the browser tests.');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  // Another package manager may be at work; apt then waits up to five minutes for its turn.
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...wait, 'chromium', 'chromium-headless-shell'];
  if ((await run('apt-get', ['update', '-qq', ...wait], { env })) !== 0) return undefined;
  if ((await run('apt-get', install, { env })) !== 0) return undefined;
  return findChromium();
}

/** Why there is no Chromium, for a person to act on. */
export function whyNoChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return `CHROMIUM_PATH is ${named}, where there is no program`;
  return process.getuid?.() === 0 ? 'it could not be installed' : 'install the package chromium, or set CHROMIUM_PATH';
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
