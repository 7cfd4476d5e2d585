import type { CliTool } from '#kernel/cli/cli.ts';
import { readConfig } from '#kernel/server/config.ts';
import { openOwner } from '#kernel/server/start.ts';
import { examine } from './examine.ts';

const marks = { good: 'ok  ', note: 'note', bad: 'BAD ' };

/** `heed doctor`: looks the installation over, also before its first start. */
export const doctorCli: CliTool = {
  name: 'doctor',
  help: 'look the installation over',
  run: async ({ migrationsDir }) => {
    const config = readConfig({ HEED_LOG: 'warn', ...process.env });
    // As owner only: before the first start there is neither the application's login nor a table.
    const owner = await openOwner(config, () => {});
    const findings = await examine(config, owner.ownerUrl, migrationsDir);
    await owner.close();
    for (const { what, state, words } of findings) {
      process.stdout.write(`${marks[state]}  ${what.padEnd(12)} ${words}\n`);
    }
    return findings.some((finding) => finding.state === 'bad') ? 1 : 0;
  },
};
