import type { Measured, Verdict } from '../contract-words.ts';

/** What a number is to reach. */
export interface Target {
  is: 'at_least' | 'at_most';
  goal: number;
}

const reaches = ({ is, goal }: Target, value: number) => (is === 'at_least' ? value >= goal : value <= goal);

/** By the number alone; how sure that is, is another question. */
export function verdictOf(target: Target, { value }: Pick<Measured, 'value'>): Verdict {
  if (value === null) return 'no_rows';
  return reaches(target, value) ? 'kept' : 'missed';
}

/** Whether chance hardly explains it: both ends of the interval say the same. Without an interval the number is all. */
export function isSure(target: Target, { value, low, high }: Measured): boolean {
  if (value === null) return false;
  if (low === null || high === null) return true;
  return reaches(target, low) === reaches(target, high);
}

/**
 * In how many weeks in a row, up to the last of them, the goal was missed. A week with fewer rows than `smallest` says
 * nothing, so the row ends there. @param weeks whole ones, the oldest first
 */
export function missedInARow(target: Target, weeks: readonly Measured[], smallest: number): number {
  const newestFirst = weeks.toReversed();
  const end = newestFirst.findIndex((week) => week.n < smallest || verdictOf(target, week) !== 'missed');
  return end === -1 ? newestFirst.length : end;
}

/** How far from its goal, as a share of it: what sorts the worst to the top. */
export function gapOf({ is, goal }: Target, value: number): number {
  const gap = is === 'at_least' ? goal - value : value - goal;
  return goal === 0 ? gap : gap / goal;
}

/** Only what lies outside both intervals is called better or worse. */
export function changeOf({ is }: Target, before: Measured, after: Measured): 'better' | 'worse' | 'same' | null {
  if (before.value === null || after.value === null) return null;
  const apart =
    (after.low ?? after.value) > (before.high ?? before.value) ||
    (after.high ?? after.value) < (before.low ?? before.value);
  if (!apart) return 'same';
  return after.value > before.value === (is === 'at_least') ? 'better' : 'worse';
}
