import type { Id } from '#kernel/contract/ids.ts';
import { localeFrom } from '#kernel/pages/language.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { statement } from '#kernel/server/sql.ts';
import { onwardWords } from '../../portal/words.ts';
import { replySubject } from '../sending/compose.ts';
import type { OutRecord } from '../sending/out.ts';
import { endLink } from './links.ts';
import { shopName } from './shop.ts';

const about = statement<{ locale: string | null; brand_id: Id | null; workspace: string; subject: string | null }>(
  'mail_onward_about_whom',
  `SELECT p.locale, c.brand_id, w.name AS workspace, (SELECT x.subject FROM message m
       JOIN mail_message x ON x.workspace_id = m.workspace_id AND x.message_id = m.id
     WHERE m.workspace_id = $1 AND m.conversation_id = c.id AND x.mail_id IS NOT NULL AND x.subject <> ''
     ORDER BY m.number DESC LIMIT 1) AS subject
   FROM conversation c
   JOIN customer p ON p.workspace_id = c.workspace_id AND p.id = c.customer_id
   JOIN workspace w ON w.id = c.workspace_id WHERE c.workspace_id = $1 AND c.id = $2`,
);
const brought = statement<{
  text: string;
  by: string | null;
  at: Date;
  files: { name: string; type: string; sha256: string }[] | null;
}>(
  'mail_onward_brought',
  `SELECT m.text, split_part(a.name, ' ', 1) AS by, m.at, (SELECT json_agg(json_build_object('name', f.name, 'type', f.type,
       'sha256', encode(f.sha256, 'hex')) ORDER BY f.place) FROM file f
     WHERE f.workspace_id = m.workspace_id AND f.message_id = m.id) AS files
   FROM mail_onward_message o
   JOIN message m ON m.workspace_id = o.workspace_id AND m.id = o.message_id
   LEFT JOIN account a ON a.id = m.author_id
   WHERE o.workspace_id = $1 AND o.out_id = $2 ORDER BY m.number`,
);
const before = statement<{ header_id: string }>(
  'mail_onward_before',
  `SELECT header_id FROM mail_out WHERE workspace_id = $1 AND conversation_id = $2 AND kind = 'onward' AND id <> $3
     AND header_id IS NOT NULL ORDER BY queued_at DESC LIMIT 10`,
);

/** What a mail with a chat's answers says: each with the first name of whoever wrote it, as in the chat. */
export async function onwardContent(kernel: Kernel, ctx: CommandContext, out: OutRecord) {
  const said = await ctx.tx.rows(brought, [ctx.workspaceId, out.id]);
  const place = await ctx.tx.first(about, [ctx.workspaceId, out.conversation_id]);
  const shop = place && (await shopName(ctx, place.brand_id, place.workspace));
  const words = onwardWords(localeFrom(place?.locale ?? undefined).language);
  const earlier = await ctx.tx.rows(before, [ctx.workspaceId, out.conversation_id, out.id]);
  return {
    subject: place?.subject ? replySubject(place.subject) : words.subject(shop ?? ''),
    text: said.map(({ by, text }) => (by ? `${by}:\n${text}` : text)).join('\n\n'),
    below: `${words.below}\n${words.end(endLink(kernel, ctx.workspaceId, out.id))}`,
    files: said.flatMap(({ files }) => files ?? []),
    references: earlier.map((one) => one.header_id).reverse(),
    at: said.at(-1)?.at ?? ctx.now,
  };
}
