// Finds the programs of others with which Heed is tested, and installs them where that is possible. The tests start them
// themselves; the system is not to. Node's own modules only.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, seconds } from './lib/project.mjs';

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const DEBIAN = '/usr/bin/apt-get';

/** `variable` names a path of one's own. `asRoot`: it is started by root alone. */
const PROGRAMS = {
  chromium: {
    variable: 'CHROMIUM_PATH',
    packages: ['chromium', 'chromium-headless-shell'],
    places: [
      ...CHROMIUM.map((name) => `/usr/bin/${name}`),
      '/snap/bin/chromium',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      ...(process.env.PATH ?? '').split(delimiter).flatMap((folder) => CHROMIUM.map((name) => join(folder, name))),
    ],
  },
  dovecot: {
    variable: 'DOVECOT_PATH',
    packages: ['dovecot-imapd'],
    places: ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot'],
  },
  // Postfix as a relay, OpenDKIM to sign, swaks to forge.
  postfix: { variable: 'POSTFIX_PATH', packages: ['postfix'], places: ['/usr/sbin/postfix'], asRoot: true },
  opendkim: { variable: 'OPENDKIM_PATH', packages: ['opendkim'], places: ['/usr/sbin/opendkim'] },
  swaks: { variable: 'SWAKS_PATH', packages: ['swaks'], places: ['/usr/bin/swaks'] },
};

const isRoot = () => process.getuid?.() === 0;

/** The path of a program: its variable when set, else where it usually lies. Undefined when there is none. */
export function findProgram(name) {
  const { variable, places } = PROGRAMS[name];
  const named = process.env[variable];
  return (named ? [named] : places).find(isExecutable);
}

/**
 * A Chromium without a window of its own, which takes a fifth less time. It delivers no push to a service worker.
 * Undefined where there is none, and where CHROMIUM_PATH names what is to be used.
 */
export function findShell() {
  if (process.env.CHROMIUM_PATH) return undefined;
  return ['/usr/bin/chromium-headless-shell', '/usr/bin/chrome-headless-shell'].find(isExecutable);
}

/** As `findProgram`; as root on a Debian system it is installed first where there is none. */
export async function ensureProgram(name) {
  const canInstall = isRoot() && !process.env[PROGRAMS[name].variable] && isExecutable(DEBIAN);
  if (!findProgram(name) && canInstall) await installed(name);
  return findProgram(name);
}

/** The paths of all of them by their variables, for tests to read; undefined when one is lacking or may not be started. */
export async function ensurePrograms(...names) {
  if (names.some((name) => PROGRAMS[name].asRoot && !isRoot())) return undefined;
  const paths = await Promise.all(names.map(ensureProgram));
  if (paths.includes(undefined)) return undefined;
  return Object.fromEntries(names.map((name, at) => [PROGRAMS[name].variable, paths[at]]));
}

/** Why a program is lacking, for a person to act on. */
export function whyLacking(name) {
  const { variable, packages, asRoot } = PROGRAMS[name];
  const named = process.env[variable];
  if (asRoot && !isRoot()) return `${name} is started by root alone`;
  if (named) return `${variable} is ${named}, where there is no program`;
  return isRoot() ? `${packages[0]} could not be installed` : `install the package ${packages[0]}, or set ${variable}`;
}

/** What has been asked for; names asked for before the first await are installed together, in one go. */
const asked = new Map();
let gathering;

function installed(name) {
  if (!asked.has(name)) {
    gathering ??= { packages: [], done: undefined };
    const { packages } = gathering;
    packages.push(...PROGRAMS[name].packages);
    gathering.done ??= Promise.resolve().then(() => {
      gathering = undefined;
      return install(packages);
    });
    asked.set(name, gathering.done);
  }
  return asked.get(name);
}

async function install(packages) {
  console.log(`Installing ${packages.join(', ')} for the tests.`);
  const startedAt = Date.now();
  const progress = setInterval(
    () => console.log(`  still installing ${packages[0]} …, ${seconds(Date.now() - startedAt)}`),
    15_000,
  );
  const into = [];
  const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  // Another package manager may be at work; apt then waits up to five minutes for its turn.
  const apt = (...args) => run(DEBIAN, [...args, '-qq', '-o', 'DPkg::Lock::Timeout=300'], { env, into });
  const isDone =
    (await apt('update')) === 0 && (await apt('install', '-y', '--no-install-recommends', ...packages)) === 0;
  clearInterval(progress);
  console.log(isDone ? `Installed ${packages.join(', ')} (${seconds(Date.now() - startedAt)}).` : into.join(''));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
