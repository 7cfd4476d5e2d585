import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { report } from '../faults/lib/describe.ts';
import { scaled } from '../faults/lib/scale.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const file = 'src/apps/fuzz.test.ts';

/** Runs the fuzz of `npm test` with more requests. Resolves with exit code and output. */
function fuzz(requests: number): Promise<{ code: number | null; output: string }> {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST'));
  const env = { ...Object.fromEntries(kept), HEED_FUZZ_REQUESTS: String(requests) };
  const args = ['run', '--project', 'server', '--testTimeout', '3600000', file];
  const child = spawn(process.execPath, [vitest, ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const note = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-20_000);
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

test.skipIf(!existsSync(join(root, file)))(
  'T-62: wrong input of every kind to every route',
  async (context) => {
    const requests = scaled(200_000);
    const startedAt = performance.now();
    const { code, output } = await fuzz(requests);
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    if (code !== 0) console.log(output);
    const said = output.split('\n').findLast((line) => /\d+ requests/.test(line)) ?? '';
    report(context, {
      id: 'T-62',
      what: `${requests} requests generated from the contracts`,
      counts: said.trim() || `${requests} requests`,
      figures: `${seconds} s`,
    });
    expect(code).toBe(0);
  },
  3_600_000,
);
