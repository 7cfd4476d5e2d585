// Finds Dovecot for the tests of fetching mail, and installs it where that is possible.
import { existsSync } from 'node:fs';
import { run } from './lib/project.mjs';

const PLACES = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot'];

/** The path of a Dovecot: DOVECOT_PATH when set, else the system's. Undefined when there is none. */
export function findDovecot() {
  const named = process.env.DOVECOT_PATH;
  if (named) return existsSync(named) ? named : undefined;
  return PLACES.find(existsSync);
}

/** As `findDovecot`; as root on a Debian system it is installed first where there is none. It is not started there. */
export async function ensureDovecot() {
  const found = findDovecot();
  if (found || process.env.DOVECOT_PATH || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return found;
  console.log('Installing Dovecot for the tests of fetching mail.');
  // The tests start it themselves; the system is not to.
  const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...wait, 'dovecot-imapd'];
  if ((await run('apt-get', ['update', '-qq', ...wait], { env })) !== 0) return undefined;
  if ((await run('apt-get', install, { env })) !== 0) return undefined;
  return findDovecot();
}

/** Why there is no Dovecot, for a person to act on. */
export function whyNoDovecot() {
  const named = process.env.DOVECOT_PATH;
  if (named) return `DOVECOT_PATH is ${named}, where there is no program`;
  return process.getuid?.() === 0
    ? 'it could not be installed'
    : 'install the package dovecot-imapd, or set DOVECOT_PATH';
}
