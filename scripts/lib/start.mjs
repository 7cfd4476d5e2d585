// Brings the built product up to date and runs it. Node's own modules only.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { root, run } from './project.mjs';
import { isBuildStale } from './sources.mjs';

/** Installs and builds what changed. Leaves with exit code 1 when that fails; what went wrong is on the screen. */
export async function prepare() {
  try {
    await ensureInstalled();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
  // In a process of its own: the build tools would otherwise stay in the server's memory.
  if (isBuildStale() && (await run(process.execPath, [join(root, 'scripts', 'build.mjs')])) !== 0) process.exit(1);
}

/** Runs the command-line tool in this process, so that signals, terminal and exit code are its own. */
export async function runCli(args) {
  const cli = join(root, 'dist', 'cli.js');
  process.env.NODE_ENV ??= 'production';
  process.argv = [process.execPath, cli, ...args];
  await import(pathToFileURL(cli).href);
}
