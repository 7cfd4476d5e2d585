import { answer } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { ingestPath, listMailboxes } from '../../contract.ts';
import { howFetched } from '../fetching/told.ts';
import { mailPolicy } from '../policy.ts';
import { type MailboxRecord, mailboxColumns } from './rows.ts';
import { settingsOf } from './settings.ts';

const all = statement<MailboxRecord & { last_arrived_at: Date | null; last_sent_at: Date | null }>(
  'mailboxes_of_workspace',
  `SELECT ${mailboxColumns},
     (SELECT max(m.arrived_at) FROM mail m WHERE m.workspace_id = $1 AND m.mailbox_id = b.id) AS last_arrived_at,
     (SELECT max(o.at) FROM mail_out o WHERE o.workspace_id = $1 AND o.mailbox_id = b.id AND o.state = 'accepted')
       AS last_sent_at
   FROM mailbox b WHERE b.workspace_id = $1 AND b.retired_at IS NULL ORDER BY b.address_key`,
);

export const mailboxes = answer(listMailboxes, async (ctx, _input, kernel) => {
  demand(ctx, mailPolicy, 'list');
  const rows = await ctx.tx.rows(all, [ctx.workspaceId]);
  const fetching = await howFetched(ctx);
  return {
    mailboxes: rows.map((row) => ({
      ...{ id: row.id, address: row.address, ...settingsOf(row) },
      ...{ hasIngestToken: row.ingest_hash !== null, hasRelaySecret: row.relay_sealed !== null },
      ...{ hasImapSecret: row.imap_sealed !== null, fetching: fetching.get(row.id) ?? null },
      lastArrivedAt: row.last_arrived_at?.toISOString() ?? null,
      lastSentAt: row.last_sent_at?.toISOString() ?? null,
      version: row.version,
    })),
    ingestUrl: `${kernel.publicUrl()}${ingestPath}`,
    smtpPort: kernel.config.smtpPort ?? null,
  };
});
