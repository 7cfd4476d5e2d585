import { expect, test } from 'vitest';
import { runsOf } from './runs.ts';

const said = (actorName: string, sentence: string) => ({ type: 'x', actorKind: 'person', actorName, sentence });

test('the same thing said several times by one person is one line with how often', () => {
  const runs = runsOf([said('Ann', 'wrote'), said('Ann', 'wrote'), said('Bo', 'wrote'), said('Ann', 'wrote')]);
  expect(runs.map((run) => [run.entry.actorName, run.times])).toEqual([
    ['Ann', 2],
    ['Bo', 1],
    ['Ann', 1],
  ]);
});

test('nothing happened, nothing is shown', () => expect(runsOf([])).toEqual([]));
