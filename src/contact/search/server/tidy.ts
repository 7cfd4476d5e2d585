import type { Job } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';

const tidy = statement('search_tidy', 'SELECT heed_tidy_search()');

/** Sorts into the indexes what was written in the last minute, so that no write has to. */
export const tidyJob: Job = {
  task: 'search.tidy',
  cron: '* * * * *',
  isUpkeep: true,
  run: async (kernel) => {
    await kernel.database.alone(tidy, []);
  },
};
