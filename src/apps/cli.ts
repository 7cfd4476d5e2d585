import { mailCli } from '#contact/channels-email/cli.ts';
import { measuresCli } from '#foundation/measures/cli.ts';
import { peopleCli } from '#foundation/people/cli.ts';
import { promisesCli } from '#foundation/promises/cli.ts';
import { runCli } from '#kernel/cli/cli.ts';
import { verifyCli } from '#platform/audit/cli.ts';
import { backupCli, restoreCli } from '#platform/backup/cli.ts';
import { demoCli } from '#platform/demo/index.ts';
import { doctorCli } from '#platform/doctor/index.ts';
import { capabilities } from './capabilities.ts';
import { findDist, findMigrations } from './dist.ts';

const distDir = findDist();

// Everything the command `heed` can do; the words after it choose.
await runCli(process.argv.slice(2), {
  capabilities: capabilities(distDir),
  distDir,
  migrationsDir: findMigrations(distDir),
  tools: [doctorCli, verifyCli, backupCli, restoreCli],
  groups: { people: peopleCli, measures: measuresCli, promises: promisesCli, mail: mailCli },
  onStart: { '--demo': { settings: { HEED_DATA: 'demo-data' }, add: demoCli } },
});
