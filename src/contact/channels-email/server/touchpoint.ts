import type { TouchpointChannel } from '#foundation/touchpoints/index.ts';
import { statement } from '#kernel/server/sql.ts';

const asked = statement<{
  boxes: number;
  without_way_in: number;
  failing: number;
  lacking: number;
  compared: boolean | null;
}>(
  'mail_touchpoint_compared',
  `SELECT count(*)::int AS boxes,
     count(*) FILTER (WHERE b.imap_host = '' AND b.ingest_hash IS NULL AND NOT EXISTS (SELECT FROM mail m
       WHERE m.workspace_id = $1 AND m.mailbox_id = b.id))::int AS without_way_in,
     count(*) FILTER (WHERE f.state = 'failed')::int AS failing, coalesce(sum(o.lacking), 0)::int AS lacking,
     bool_and(o.compared) FILTER (WHERE b.imap_host <> '') AS compared
   FROM mailbox b LEFT JOIN mail_fetch f ON f.workspace_id = b.workspace_id AND f.mailbox_id = b.id
   LEFT JOIN LATERAL (SELECT sum(o.lacking) AS lacking, bool_and(o.compared_at IS NOT NULL) AS compared FROM mail_folder o
     WHERE o.workspace_id = b.workspace_id AND o.mailbox_id = b.id AND o.name = ANY (b.imap_folders)) o ON b.imap_host <> ''
   WHERE b.workspace_id = $1 AND b.retired_at IS NULL`,
);

/** What speaks for mail, whether mail gets in, and what the comparison with the mailboxes of each hour found. */
export const mailTouchpoint: TouchpointChannel = {
  channel: 'email',
  label: 'Mail',
  pros: { words: 'Everybody has it; files, copies and a record for both sides; nobody has to wait at a screen.' },
  cons: { words: 'Slow to and fro; what is not asked at once costs a day; unwanted mail has to be sorted out.' },
  limits: { words: 'Mails up to 50 MB are taken. An answer is as quick as the customer looks into their mail.' },
  accessibility: { words: 'As accessible as the customer’s own mail program; answers are plain text.' },
  cost: { words: 'A mailbox with your provider; people by the day rather than by the minute.' },
  link: '/settings/mail',
  health: async (ctx) => {
    const row = await ctx.tx.first(asked, [ctx.workspaceId]);
    if (!row || row.boxes === 0) return { health: 'unconnected', words: 'There is no address for mail' };
    if (row.failing > 0) return { health: 'troubled', words: 'A mailbox cannot be fetched' };
    if (row.without_way_in === row.boxes) return { health: 'unconnected', words: 'No mail can get in yet' };
    if (row.lacking > 0) return { health: 'troubled', words: 'Some mails on the server are not here yet' };
    if (row.compared) return { health: 'connected', words: 'Mail gets in, and all mails on the server are here' };
    return { health: 'connected', words: 'Mail gets in' };
  },
};
