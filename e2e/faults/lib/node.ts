import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Fetches the Node.js program of a major version from its npm package into `folder`.
 * Returns its path, or a word on why it cannot be had.
 */
export async function fetchNode(major: number, folder: string): Promise<{ path: string } | { why: string }> {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const args = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts'];
  try {
    await run('npm', [...args, '--prefer-offline', `${name}@${major}`], { timeout: 60_000, cwd: folder });
  } catch (error) {
    const isLate = error instanceof Error && 'killed' in error && error.killed;
    return { why: isLate ? `${name}@${major} was not there within 60 s` : `${name}@${major} could not be installed` };
  }
  const path = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(path)) return { why: `${name}@${major} holds no program` };
  const { stdout } = await run(path, ['--version']).catch(() => ({ stdout: '' }));
  return stdout.startsWith(`v${major}.`) ? { path } : { why: `the program of ${name}@${major} does not run here` };
}
