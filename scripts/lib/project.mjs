// What every script needs before node_modules exists: Node's own modules only.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Milliseconds as people read them: `0.4 s`. */
export function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

/**
 * Runs a program in the project folder on this terminal and resolves with its exit code (1 when it could not run or
 * was ended by a signal). `env` is added to the environment. What it prints goes into the list `into` instead, when one is
 * given.
 */
export function run(command, args, { env = {}, into, ...options } = {}) {
  return new Promise((resolve) => {
    const stdio = into ? ['ignore', 'pipe', 'pipe'] : 'inherit';
    const child = spawn(command, args, { cwd: root, stdio, env: { ...process.env, ...env }, ...options });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => into.push(String(chunk)));
    child.once('error', (error) => {
      console.error(`${command} could not run: ${error.message}`);
      resolve(1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** Runs the program `name` of an installed package with this Node, as `npx` would, without npx's second of its own. */
export function runPackage(packageName, name, args, options) {
  const folder = join(root, 'node_modules', packageName);
  let bin;
  try {
    bin = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).bin;
  } catch {
    console.error(`The package ${packageName} is not installed.`);
    return Promise.resolve(1);
  }
  return run(process.execPath, [join(folder, typeof bin === 'string' ? bin : bin[name]), ...args], options);
}
