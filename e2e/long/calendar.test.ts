import { expect, test } from 'vitest';
import { agreesWithOracle } from '../../src/foundation/promises/test/calendar-property.ts';
import { report } from '../faults/lib/describe.ts';
import { scaled } from '../faults/lib/scale.ts';

const runs = scaled(10_000);

test('T-15: random calendars agree with a count minute by minute', (context) => {
  const startedAt = performance.now();
  const { zones } = agreesWithOracle(runs);
  report(context, {
    id: 'T-15',
    what: `${runs} random calendars against an oracle that looks at every minute, around changes of the clocks`,
    counts: `${zones} zones; due, open minutes, open now and next opening the same in all`,
    figures: `${Math.round((performance.now() - startedAt) / 1_000)} s`,
  });
  expect(zones).toBeGreaterThanOrEqual(12);
});
