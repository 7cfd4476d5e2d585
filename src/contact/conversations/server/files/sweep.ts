import type { Id } from '#kernel/contract/ids.ts';
import { type Contents, contentsIn } from '#kernel/files/contents.ts';
import type { Job, Slot } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { ownContents } from './contents-lock.ts';
import { isFree } from './held.ts';

const dayMs = 86_400_000;

const workspaces = statement<{ id: Id }>('files_workspaces', 'SELECT id FROM workspace ORDER BY id');
// Whether it is unsent is asked of the row itself again, should a message take it in this moment.
const forget = statement<{ sha256: Buffer; thumb_sha256: Buffer | null }>(
  'files_forget_unsent',
  `DELETE FROM file f WHERE f.message_id IS NULL AND (f.workspace_id, f.id) IN (SELECT u.workspace_id, u.id FROM file u
     WHERE u.workspace_id = $1 AND u.message_id IS NULL AND u.at < $2 AND ${isFree('u')}
       AND NOT EXISTS (SELECT FROM draft d WHERE d.workspace_id = $1 AND d.account_id = u.account_id
         AND u.id = ANY (d.file_ids))
       AND NOT EXISTS (SELECT FROM held_reply h WHERE h.workspace_id = $1 AND u.id = ANY (h.file_ids))
     ORDER BY u.at LIMIT 500)
   RETURNING f.sha256, f.thumb_sha256`,
);
/**
 * Who else keeps contents beside files: SQL for a condition on `s.sha256` in workspace $1, true while it is needed.
 */
export const contentHolders: Slot<{ name: string; holds: string }> = { slot: 'conversations.content-holders' };

const needed = statement<{ sha256: Buffer }>(
  'contents_needed',
  `SELECT s.sha256 FROM unnest($2::bytea[]) AS s(sha256)
   WHERE EXISTS (SELECT FROM file f WHERE f.workspace_id = $1 AND f.sha256 = s.sha256)
     OR EXISTS (SELECT FROM file f WHERE f.workspace_id = $1 AND f.thumb_sha256 = s.sha256)`,
);

/** Those of the contents to which no row leads any more. */
async function unneeded(kernel: Kernel, tx: Tx, workspaceId: Id, contents: readonly Buffer[]): Promise<Buffer[]> {
  const kept = await tx.rows(needed, [workspaceId, contents]);
  for (const { name, holds } of kernel.contributed(contentHolders)) {
    const held = `SELECT s.sha256 FROM unnest($2::bytea[]) AS s(sha256) WHERE ${holds}`;
    kept.push(...(await tx.rows(statement<{ sha256: Buffer }>(`contents_of_${name}`, held), [workspaceId, contents])));
  }
  return contents.filter((one) => !kept.some(({ sha256 }) => sha256.equals(one)));
}

/** Removes what was uploaded a day ago and not sent. What a draft or a held reply names waits with it. */
export async function sweepFiles(kernel: Kernel): Promise<void> {
  const contents = contentsIn(kernel.config.dataDir);
  const before = new Date(kernel.now().getTime() - dayMs);
  await contents.forgetArriving(new Date(Date.now() - dayMs));
  for (const { id } of await kernel.database.alone(workspaces, [])) {
    const scope = { workspaceId: id, customerId: null };
    const gone = await kernel.database.write(scope, (tx) => tx.rows(forget, [id, before]));
    const hashes = gone.flatMap((row) => (row.thumb_sha256 ? [row.sha256, row.thumb_sha256] : [row.sha256]));
    await removeUnneeded(kernel, contents, id, hashes);
  }
}

/** Removes contents to which no row leads: what a crash left between its name and its row. */
async function tidyContents(kernel: Kernel): Promise<void> {
  const contents = contentsIn(kernel.config.dataDir);
  const before = new Date(Date.now() - dayMs);
  for (const { id } of await kernel.database.alone(workspaces, [])) {
    for await (const old of contents.olderThan(id, before)) await removeUnneeded(kernel, contents, id, old);
  }
}

const holders = statement<{ name: string }>('contents_holders', 'SELECT name FROM content_holder');

/** Whether this process knows all who keep contents. A newer version may run beside it and keep some for another reason. */
async function knowsHolders(kernel: Kernel): Promise<boolean> {
  const known = kernel.contributed(contentHolders).map((one) => one.name);
  return (await kernel.database.alone(holders, [])).every(({ name }) => known.includes(name));
}

/** While nobody brings contents in; where somebody does, those left over are found at night. */
async function removeUnneeded(kernel: Kernel, contents: Contents, workspaceId: Id, old: Buffer[]): Promise<void> {
  if (old.length === 0 || !(await knowsHolders(kernel))) return;
  await kernel.database.write({ workspaceId, customerId: null }, async (tx) => {
    if (await ownContents(tx)) await contents.remove(workspaceId, await unneeded(kernel, tx, workspaceId, old));
  });
}

export const fileJobs: Job[] = [
  { task: 'conversations.sweep-files', cron: '23 * * * *', isUpkeep: true, run: (kernel) => sweepFiles(kernel) },
  { task: 'conversations.tidy-contents', cron: '47 2 * * *', isUpkeep: true, run: (kernel) => tidyContents(kernel) },
];
