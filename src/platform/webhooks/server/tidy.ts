import type { Kernel } from '#kernel/server/kernel.ts';
import { statement } from '#kernel/server/sql.ts';

const keptMs = 30 * 86_400_000;
const atOnce = 1_000;

const tidyOld = statement<{ gone: number }>('webhooks_tidy', 'SELECT heed_webhooks_tidy($1, $2) AS gone');

/** Removes deliveries of more than 30 days ago, in steps that fit a statement's time. */
export async function tidy(kernel: Kernel): Promise<void> {
  const before = new Date(kernel.now().getTime() - keptMs);
  let gone = atOnce;
  while (gone === atOnce) gone = (await kernel.database.alone(tidyOld, [before, atOnce]))[0]?.gone ?? 0;
}
