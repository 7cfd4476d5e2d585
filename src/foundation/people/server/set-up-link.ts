import { noScope } from '#kernel/server/database.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { createLink, endSetUpLinks } from './links.ts';

const anyWorkspace = statement<{ id: string }>('people_any_workspace', 'SELECT id FROM workspace LIMIT 1');
const alone = statement('people_set_up_alone', `SELECT pg_advisory_xact_lock(hashtext('heed set-up'))`);

/** Whether somebody has set this installation up. */
export async function isSetUp(tx: Tx): Promise<boolean> {
  return (await tx.first(anyWorkspace, [])) !== undefined;
}

/** Until the transaction ends nobody else sets up or makes a link for it. */
export async function lockSetUp(tx: Tx): Promise<void> {
  await tx.rows(alone, []);
}

/**
 * A fresh link that opens the set-up, good once and for 72 hours; earlier ones end. Null when Heed is set up.
 * Whoever holds it becomes the owner, so it is shown to whoever started Heed and to nobody else.
 */
export function setUpLink(kernel: Kernel): Promise<string | null> {
  return kernel.database.write(noScope, async (tx) => {
    await lockSetUp(tx);
    if (await isSetUp(tx)) return null;
    const now = kernel.now();
    await endSetUpLinks(tx, now);
    return createLink(tx, kernel.publicUrl(), now, { purpose: 'set_up', hours: 72 });
  });
}

/** Shows the set-up link at the start, past the log, which is kept and shipped. */
export async function printSetUpLink(kernel: Kernel): Promise<void> {
  const { announcesSetUp, logLevel, role } = kernel.config;
  if (!announcesSetUp || logLevel === 'silent' || role === 'worker') return;
  const link = await setUpLink(kernel);
  if (link) process.stdout.write(`Open this link to set up Heed: ${link}\n`);
}
