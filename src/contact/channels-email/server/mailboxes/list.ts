import { answer } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { ingestPath, listMailboxes } from '../../contract.ts';
import { mailPolicy } from '../policy.ts';
import { type MailboxRecord, mailboxColumns } from './rows.ts';

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
  return {
    mailboxes: rows.map((row) => ({
      ...{ id: row.id, address: row.address, name: row.name, teamId: row.team_id, signature: row.signature },
      ...{ acknowledgement: row.acknowledgement, usesPlus: row.uses_plus, quotesHistory: row.quotes_history },
      hasIngestToken: row.ingest_hash !== null,
      ...{ relayHost: row.relay_host, relayPort: row.relay_port, relaySecurity: row.relay_security },
      ...{ relayUser: row.relay_user, hasRelaySecret: row.relay_sealed !== null },
      lastArrivedAt: row.last_arrived_at?.toISOString() ?? null,
      lastSentAt: row.last_sent_at?.toISOString() ?? null,
      version: row.version,
    })),
    ingestUrl: `${kernel.publicUrl()}${ingestPath}`,
    smtpPort: kernel.config.smtpPort ?? null,
  };
});
