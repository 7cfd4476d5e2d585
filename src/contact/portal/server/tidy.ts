import type { Job } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';

const tidy = statement('portal_tidy', 'SELECT heed_portal_tidy($1)');

/** A day after they are over, links and sessions are of no use to anybody. */
export const tidyJob: Job = {
  task: 'portal.tidy',
  cron: '29 3 * * *',
  run: async (kernel) => {
    await kernel.database.alone(tidy, [new Date(kernel.now().getTime() - 86_400_000)]);
  },
};
