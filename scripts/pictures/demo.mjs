import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../lib/project.mjs';

/**
 * Starts the built product with the demo in a data folder of its own. Resolves, when the shop is open, with
 * `{heed, shop, passphrase, stop}`: two addresses, what the advisers sign in with, and how to end it all.
 */
export async function startDemo() {
  const data = await mkdtemp(join(tmpdir(), 'heed-pictures-'));
  const env = { ...process.env, HEED_DATA: data, PORT: '0', NODE_ENV: 'production' };
  delete env.DATABASE_URL;
  delete env.HEED_URL;
  const child = spawn(process.execPath, [join(root, 'dist/cli.js'), 'start', '--demo'], { cwd: root, env });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGINT');
    await ended;
    await rm(data, { recursive: true, force: true });
  };
  let said = '';
  child.stderr.on('data', (chunk) => process.stderr.write(chunk));
  const ready = new Promise((resolve) => {
    child.stdout.on('data', (chunk) => {
      said += chunk;
      process.stdout.write(chunk);
      const found = [/Heed is at (\S+)/, /The shop\D+(http\S+)/, /with the passphrase +(\S+)/].map(
        (pattern) => pattern.exec(said)?.[1],
      );
      if (found.every(Boolean) && said.endsWith('\n')) resolve(found);
    });
  });
  const found = await Promise.race([ready, ended]);
  if (!Array.isArray(found)) {
    await rm(data, { recursive: true, force: true });
    throw new Error('The demo did not start.');
  }
  const [heed, shop, passphrase] = found;
  return { heed, shop, passphrase, stop };
}
