import { expect, test } from 'vitest';
import { report } from '../faults/lib/describe.ts';
import { runServerTest } from './lib/server-test.ts';

test('after every command a desk that asks only for what was hinted shows what one shows that loads everything', async (context) => {
  const startedAt = performance.now();
  const { code, output } = await runServerTest('src/apps/hints.test.ts', { HEED_HINTS_EVERY: '1' });
  if (code !== 0) console.log(output);
  report(context, {
    id: 'hints',
    what: 'every query of two desks after every command',
    counts: /Tests\s+(.*)/.exec(output)?.[1]?.trim() ?? 'none counted',
    figures: `${Math.round((performance.now() - startedAt) / 1_000)} s`,
  });
  expect(code).toBe(0);
});
