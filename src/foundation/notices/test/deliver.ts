import type { CommandContext } from '#kernel/server/capability.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import type { TestHeed } from '#kernel/test/heed.ts';
import type { NoticeRequest } from '../index.ts';
import { notifyAll } from '../index.ts';

/** Does something in a workspace as Heed itself, on behalf of `actor`. */
export function within(
  heed: TestHeed,
  workspaceId: string,
  work: (ctx: CommandContext) => Promise<void>,
  actor: string | null = null,
): Promise<void> {
  return runOwnCommand(heed.running.kernel, 'test', { workspaceId, onBehalfOf: actor }, work);
}

/** Tells these things as a capability would. */
export const tell = (heed: TestHeed, workspaceId: string, requests: NoticeRequest[], actor: string | null = null) =>
  within(heed, workspaceId, (ctx) => notifyAll(ctx, requests), actor);

/** Ids of a person's newest lines, newest first. */
export async function linesOf(heed: TestHeed, by: Client): Promise<string[]> {
  const rows = await asOwner<{ id: string }>(
    heed.ownerUrl,
    'SELECT id FROM notice_receipt WHERE person_id = $1 ORDER BY at DESC, id DESC LIMIT 5',
    [by.personId],
  );
  return rows.map((row) => row.id);
}
