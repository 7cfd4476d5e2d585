import { open } from 'node:fs/promises';
import type { Id } from '#kernel/contract/ids.ts';
import { contentsIn } from '#kernel/files/contents.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Understood } from '../../understanding/understood.ts';
import type { StoredMail } from './read.ts';
import { answeredIds } from './thread.ts';

/** Of a mail so much is looked at for its id. */
const headBytes = 65_536;
const waitMs = 2_000;
const lookMs = 50;

// Mails are begun in the order in which they came, so there are few: those that are being read just now.
const earlier = statement<{ id: Id; sha256: Buffer }>(
  'mail_earlier_unread',
  `SELECT id, sha256 FROM mail WHERE workspace_id = $1 AND mailbox_id = $2 AND state = 'stored'
     AND (arrived_at, id) < (SELECT o.arrived_at, o.id FROM mail o WHERE o.workspace_id = $1 AND o.id = $3)
   ORDER BY arrived_at DESC, id DESC LIMIT 20`,
);
const unread = statement<{ id: Id }>(
  'mail_still_unread',
  `SELECT id FROM mail WHERE workspace_id = $1 AND id = ANY ($2::uuid[]) AND state = 'stored' LIMIT 1`,
);

/**
 * Mails are read side by side: one that answers another would begin a conversation of its own if it were done first. It
 * waits a moment for what it answers, when it is read first. False: that is not read yet.
 */
export async function isAnsweredThere(
  kernel: Kernel,
  workspaceId: Id,
  mail: StoredMail,
  seen: Understood,
): Promise<boolean> {
  const ids = new Set(answeredIds(seen).map(bare));
  if (ids.size === 0) return true;
  const read = <Row extends object>(of: ReturnType<typeof statement<Row>>, values: unknown[]) =>
    kernel.database.read({ workspaceId, customerId: null }, (tx) => tx.rows(of, values));
  const answered: Id[] = [];
  for (const { id, sha256 } of await read(earlier, [workspaceId, mail.mailbox_id, mail.id])) {
    // What cannot be opened hinders nobody but itself.
    const own = await idOf(contentsIn(kernel.config.dataDir).pathOf(workspaceId, sha256)).catch(() => undefined);
    if (own && ids.has(own)) answered.push(id);
  }
  for (let waited = 0; answered.length > 0; waited += lookMs) {
    if ((await read(unread, [workspaceId, answered])).length === 0) return true;
    if (mail.tries > 1 || waited >= waitMs) return false;
    await new Promise((later) => setTimeout(later, lookMs));
  }
  return true;
}

const bare = (id: string) => id.replace(/^<|>$/g, '');

/** The id of a raw mail, as far as that can be told at a glance. */
async function idOf(path: string): Promise<string | undefined> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    const [head = ''] = buffer.toString('latin1', 0, bytesRead).split(/\r?\n\r?\n/, 1);
    return /^message-id:\s*<([^>\s]+)>/im.exec(head)?.[1];
  } finally {
    await file.close();
  }
}
