import { expect, test } from 'vitest';
import type { Job } from '../server/capability.ts';
import { cronItems } from './jobs.ts';

const run: Job['run'] = async () => {};

test('upkeep waits in one queue, each task once; what is waited for has no queue', () => {
  const seal: Job = { task: 'seal', cron: '* * * * *', isUpkeep: true, run };
  const route: Job = { task: 'route', cron: '*/5 * * * *', run };
  const asked: Job = { task: 'asked', run };
  expect(cronItems([seal, route, asked])).toEqual([
    { task: 'seal', match: '* * * * *', options: { queueName: 'upkeep', jobKey: 'seal' } },
    { task: 'route', match: '*/5 * * * *' },
  ]);
});
