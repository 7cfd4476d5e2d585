import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Replays a tutorial in a copy of the tree. Resolves with the exit code and the last lines it printed. */
function replay(name: string): Promise<{ code: number | null; said: string }> {
  // The settings of this test run are not those of the commands in the tutorial.
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^(VITEST|TEST$|NODE_ENV)/.test(key)));
  const child = spawn(process.execPath, [join(root, 'scripts/replay-tutorial.mjs'), name], { cwd: root, env });
  let said = '';
  const hear = (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-4_000);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

describe('the tutorials do what they say', () => {
  it.each(['add-a-field', 'add-a-capability'])('%s', async (name) => {
    const { code, said } = await replay(name);
    expect(code, said).toBe(0);
  });
});
