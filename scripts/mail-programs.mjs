// Finds the programs with which mail is tried beside Dovecot, and installs them where that is possible: Postfix as a relay,
// OpenDKIM to sign, swaks to forge. The tests start them themselves; the system is not to.
import { existsSync } from 'node:fs';
import { run } from './lib/project.mjs';

const PROGRAMS = {
  POSTFIX_PATH: { path: '/usr/sbin/postfix', debian: 'postfix' },
  OPENDKIM_PATH: { path: '/usr/sbin/opendkim', debian: 'opendkim' },
  SWAKS_PATH: { path: '/usr/bin/swaks', debian: 'swaks' },
};

const pathOf = (name) => process.env[name] ?? PROGRAMS[name].path;
const lacking = () => Object.keys(PROGRAMS).filter((name) => !existsSync(pathOf(name)));
/** Postfix begins as root, and lets go of its rights itself. */
const isRoot = () => process.getuid?.() === 0;

function found() {
  const names = Object.keys(PROGRAMS).filter((name) => existsSync(pathOf(name)));
  return Object.fromEntries(names.map((name) => [name, pathOf(name)]));
}

/** The paths of those that are there, by the names under which tests read them; all of them or none. */
export async function ensureMailPrograms() {
  if (!isRoot()) return {};
  if (lacking().length > 0 && existsSync('/usr/bin/apt-get')) await install(lacking());
  return lacking().length > 0 ? {} : found();
}

async function install(names) {
  const packages = names.map((name) => PROGRAMS[name].debian);
  console.log(`Installing ${packages.join(', ')} for the tests of mail.`);
  const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  if ((await run('apt-get', ['update', '-qq', ...wait], { env })) !== 0) return;
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wait, ...packages], { env });
}

/** Why there are none, for a person to act on. */
export function whyNoMailPrograms() {
  if (!isRoot()) return 'Postfix is started by root alone';
  return `these could not be installed: ${lacking()
    .map((name) => PROGRAMS[name].debian)
    .join(', ')}`;
}
