import { expect, test } from 'vitest';
import { report } from '../faults/lib/describe.ts';
import { scaled } from '../faults/lib/scale.ts';
import { runServerTest } from './lib/server-test.ts';

const file = 'src/apps/fuzz.test.ts';
const total = scaled(200_000);
/** Each part starts afresh with another seed, so that one is over well within its own time limit. */
const part = 20_000;

/** Adds up lines such as `31 × 200, 12 × 422`. */
function addStatuses(statuses: Map<string, number>, output: string): void {
  for (const [, count = '0', status = ''] of output.matchAll(/(\d+) × (\d{3})\b/g)) {
    statuses.set(status, (statuses.get(status) ?? 0) + Number(count));
  }
}

test(
  'T-62: wrong input of every kind to every route',
  async (context) => {
    const firstSeed = 1 + Math.floor(Math.random() * 1_000_000);
    const statuses = new Map<string, number>();
    const codes: (number | null)[] = [];
    const startedAt = performance.now();
    for (let done = 0; done < total; done += part) {
      const { code, output } = await runServerTest(file, {
        HEED_FUZZ_REQUESTS: String(Math.min(part, total - done)),
        HEED_FUZZ_SEED: String(firstSeed + codes.length),
      });
      if (code !== 0) console.log(output);
      codes.push(code);
      addStatuses(statuses, output);
    }
    const answers = [...statuses].sort().map(([status, count]) => `${count} × ${status}`);
    report(context, {
      id: 'T-62',
      what: `${total} requests generated from the contracts, seeds from ${firstSeed}`,
      counts: answers.join(', '),
      figures: `${Math.round((performance.now() - startedAt) / 1_000)} s; 5xx ${[...statuses.keys()].filter((status) => status >= '500').length}`,
    });
    expect(codes.filter((code) => code !== 0)).toEqual([]);
  },
  3_600_000 * 3,
);
