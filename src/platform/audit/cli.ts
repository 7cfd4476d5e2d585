import { parseArgs } from 'node:util';
import pg from 'pg';
import type { CliOptions, CliTool } from '#kernel/cli/cli.ts';
import { createProgress } from '#kernel/cli/progress.ts';
import { type Config, readConfig } from '#kernel/server/config.ts';
import { missingMigrations } from '#kernel/server/postgres/migrate.ts';
import { openOwner } from '#kernel/server/start.ts';
import { headsFile, readHeads, type SavedHead } from './server/heads.ts';
import { readKey } from './server/signing-key.ts';
import { type Checked, verifyAll } from './server/verify.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const flags = { json: { type: 'boolean' }, heads: { type: 'string' } } as const;

/** `heed verify [--json] [--heads FILE]`: whether everything that is kept hangs together. Exits with 1 when not. */
export const verifyCli: CliTool = {
  name: 'verify',
  help: '[--json] [--heads FILE]: check the log, its signed heads and what records count',
  run: async (options, argv) => {
    const { values } = parseArgs({ args: argv, options: flags, strict: true });
    const config = readConfig({ HEED_LOG: 'warn', ...process.env });
    const elsewhere = await keptElsewhere(config, values.heads);
    const owner = await openOwner(config, () => {});
    try {
      return await run(options, config, owner.ownerUrl, { elsewhere, isJson: values.json === true });
    } finally {
      await owner.close();
    }
  },
};

/** Heads of the file in the data folder, and of one that an owner names. */
async function keptElsewhere(config: Config, named: string | undefined): Promise<SavedHead[]> {
  const beside = await readHeads(headsFile(config.dataDir)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return named === undefined ? beside : [...beside, ...(await readHeads(named))];
}

async function run(
  options: CliOptions,
  config: Config,
  ownerUrl: string,
  { elsewhere, isJson }: { elsewhere: SavedHead[]; isJson: boolean },
): Promise<number> {
  const missing = await missingMigrations(ownerUrl, options.migrationsDir);
  if (missing.length > 0) {
    say(`The database is of an older Heed (it lacks ${missing.join(', ')}). Run heed migrate, then verify again.`);
    return 2;
  }
  const key = await readKey(config);
  const progress = createProgress(process.stderr, isJson || !process.stderr.isTTY);
  const startedAt = performance.now();
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'heed verify' });
  await client.connect();
  let checked: Checked[];
  try {
    checked = await verifyAll(client, {
      capabilities: options.capabilities,
      elsewhere,
      trusted: key?.publicKey.toString('hex'),
      onWay: progress.at,
    });
  } finally {
    await client.end();
  }
  progress.clear();
  const took = (performance.now() - startedAt) / 1_000;
  const broken = checked.filter((one) => one.found.length > 0);
  if (isJson) say(JSON.stringify({ holds: broken.length === 0, seconds: Number(took.toFixed(1)), checked }));
  else report(checked, took);
  return broken.length === 0 ? 0 : 1;
}

function report(checked: readonly Checked[], took: number): void {
  let workspace = '';
  for (const one of checked) {
    if (one.workspace !== workspace) say(one.workspace);
    workspace = one.workspace;
    say(`  ${one.found.length > 0 ? 'BAD ' : 'ok  '} ${one.what.padEnd(14)} ${one.words}`);
    for (const line of one.found) say(`         ${line}`);
  }
  const broken = checked.filter((one) => one.found.length > 0).length;
  const end = broken === 0 ? 'Everything holds' : `${broken === 1 ? 'One thing does' : `${broken} things do`} not hold`;
  say(`${end} (${took.toFixed(1)} s).`);
}
