import { expect, test } from 'vitest';
import { agreesWithOracle } from '../../test/calendar-property.ts';

test('500 random calendars agree with a count minute by minute, around changes of the clocks in many zones', () => {
  expect(agreesWithOracle(500).zones).toBeGreaterThanOrEqual(12);
});
