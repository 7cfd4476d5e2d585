import type { CliCommand } from '#kernel/cli/cli.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { statement } from '#kernel/server/sql.ts';
import { followAll, forgetCounted } from './server/follow.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

const workspaces = statement<{ id: string; name: string }>(
  'measures_cli_workspaces',
  'SELECT id, name FROM workspace ORDER BY created_at, id',
);
const counted = statement<{ source: string; counted: number; facts: number }>(
  'measures_cli_counted',
  `SELECT c.source, c.counted FROM measure_cursor c WHERE c.workspace_id = $1 ORDER BY c.source`,
);

/** Counts everything anew from records and events; until it is done screens say that history is being counted. */
async function recountAll(kernel: Kernel): Promise<number> {
  const places = await kernel.database.alone(workspaces, []);
  for (const { id } of places) {
    await kernel.database.write({ workspaceId: id, customerId: null }, (tx) => tx.rows(forgetCounted, [id]));
  }
  const startedAt = performance.now();
  await followAll(kernel);
  for (const { id, name } of places) {
    const rows = await kernel.database.read({ workspaceId: id, customerId: null }, (tx) => tx.rows(counted, [id]));
    for (const row of rows) say(`${name}: ${row.counted} of ${row.source} counted`);
  }
  say(`Done in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s.`);
  return 0;
}

export const measuresCli: CliCommand[] = [
  { name: 'recount', help: 'count all measures anew from records and events', run: recountAll },
];
