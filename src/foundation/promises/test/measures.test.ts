import { describe, expect, it } from 'vitest';
import { type Milestone, measures, milestones, wishesOf } from '../server/measures.ts';

/** The table of clocks, read aloud: rows are measures, columns milestones. */
function table(): string {
  const head = ['', ...milestones].join(' | ');
  const rows = measures.map((measure) =>
    [measure.name, ...milestones.map((one) => [measure.on[one] ?? '·'].flat().join('+'))].join(' | '),
  );
  return [head, ...rows].join('\n');
}

describe('what moves which clock', () => {
  it('is this table', () => {
    expect(table()).toBe(
      `
 | begun | asked | answered | waiting | owing | done | reopened | owned | unowned | closed
first_response | start | · | keep | · | · | waive | · | · | · | waive
next_response | · | start+resume | keep | pause | resume | waive | · | · | · | waive
full_resolution | start | resume | · | pause | resume | keep | reopen | · | · | waive
ownership | · | · | · | · | · | keep | · | keep | hand_over+start | waive
periodic_update | · | resume | keep | pause | start+resume | keep | · | · | · | waive
silence | start | · | touch | · | · | keep | start | · | · | waive
update | · | · | keep | · | · | keep | · | · | · | waive
task | · | · | · | · | · | · | · | · | · | waive
call_back | · | · | · | · | · | · | · | · | · | waive`.slice(1),
    );
  });

  const wish = (name: string, ...reported: Milestone[]) => {
    const found = wishesOf(measures, reported).find((one) => one.measure.name === name);
    return found ? [found.ifOpen, found.mayStart, found.mayReopen] : undefined;
  };

  it.each<[string, Milestone[], unknown]>([
    ['first_response', ['begun', 'asked'], [null, true, false]],
    // The first message starts the first response and not the next one too.
    ['next_response', ['begun', 'asked'], ['resume', false, false]],
    ['next_response', ['asked'], ['resume', true, false]],
    // An answer that leaves it with the customer keeps; the pause that comes with it does nothing more.
    ['next_response', ['answered', 'waiting'], ['keep', false, false]],
    ['full_resolution', ['answered', 'waiting'], ['pause', false, false]],
    ['full_resolution', ['answered', 'owing'], ['resume', false, false]],
    ['full_resolution', ['reopened', 'asked'], ['resume', false, true]],
    // The gap between answers: one ends, the next begins.
    ['periodic_update', ['answered', 'owing'], ['keep', true, false]],
    ['periodic_update', ['answered', 'waiting'], ['keep', false, false]],
    ['silence', ['answered', 'waiting'], ['touch', true, false]],
    ['ownership', ['unowned'], ['hand_over', true, false]],
    // Whoever has it owes it: clocks that nothing happens to follow too.
    ['first_response', ['owned'], [null, false, false]],
    // Only looked at: the next response waits for it.
    ['first_response', ['asked'], [null, false, false]],
    ['task', ['owned'], undefined],
    ['full_resolution', ['done', 'closed'], ['keep', false, false]],
  ])('%s on %j', (name, reported, expected) => {
    expect(wish(name, ...reported)).toEqual(expected);
  });
});
