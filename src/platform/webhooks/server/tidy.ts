import type { Kernel } from '#kernel/server/kernel.ts';
import { statement } from '#kernel/server/sql.ts';

const keptMs = 30 * 86_400_000;
const atOnce = 2_000;

const old = statement<{ gone: number }>('webhooks_tidy', 'SELECT heed_webhooks_tidy($1, $2) AS gone');
const removed = statement<{ gone: number }>('webhooks_tidy_removed', 'SELECT heed_webhooks_tidy_removed($1) AS gone');
const bare = statement('webhooks_tidy_bare', 'SELECT heed_webhooks_tidy_bare()');

/** Deletes deliveries of more than 30 days ago and removed endpoints with theirs, in steps that fit a statement's time. */
export async function tidy(kernel: Kernel, step = atOnce): Promise<void> {
  const before = new Date(kernel.now().getTime() - keptMs);
  await repeat(kernel, old, [before, step], step);
  await repeat(kernel, removed, [step], step);
  await kernel.database.alone(bare, []);
}

async function repeat(kernel: Kernel, query: typeof old, values: unknown[], step: number): Promise<void> {
  let gone = step;
  while (gone === step) gone = (await kernel.database.alone(query, values))[0]?.gone ?? 0;
}
