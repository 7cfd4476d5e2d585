import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Runs a file of the server tests of `npm test` with other numbers. Resolves with exit code and the end of its output. */
export function runServerTest(
  file: string,
  settings: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST'));
  const env = { ...Object.fromEntries(kept), ...settings };
  const args = ['run', '--project', 'server', file];
  const child = spawn(process.execPath, [vitest, ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const note = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-20_000);
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}
