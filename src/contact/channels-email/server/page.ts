import { readFile } from 'node:fs/promises';
import { accessConversation } from '#contact/conversations/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { contentsIn } from '#kernel/files/contents.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { notFound } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { pictureAddress } from './remote-pictures.ts';

export interface Page {
  headers: Record<string, string>;
  body: string;
}

export const guarded = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'private, no-cache',
};

const laidOut = statement<{ html: string | null; conversation_id: Id; pictures: { cid: string; fileId: Id }[] }>(
  'mail_laid_out',
  `SELECT x.html, x.pictures, m.conversation_id FROM mail_message x
   JOIN message m ON m.workspace_id = x.workspace_id AND m.id = x.message_id
   WHERE x.workspace_id = $1 AND x.message_id = $2`,
);
const shownFiles = statement<{ id: Id; type: string; sha256: Buffer }>(
  'mail_shown_files',
  `SELECT id, type, sha256 FROM file WHERE workspace_id = $1 AND message_id = $2 AND id = ANY ($3::uuid[])
     AND type IN ('image/png', 'image/jpeg', 'image/gif', 'image/webp') AND size <= 5000000 ORDER BY place LIMIT 30`,
);

/** Bytes of pictures that stand in one page; the files are beside the message in any case. */
const mostPictureBytes = 15_000_000;
/** Pictures of strangers that one page may ask for. */
const mostRemote = 100;

const look =
  'body{font:15px/1.5 system-ui,sans-serif;margin:8px;overflow-wrap:anywhere;background:#fff;color:#111}img{max-width:100%;height:auto}';

/**
 * A mail's HTML as a page without an origin, which runs nothing and sends nothing: it was made safe when it was read, and
 * should that have missed something, this holds. It fetches nothing either, but for pictures from elsewhere where somebody
 * asks for them, and those by way of Heed.
 */
export async function pageOf(kernel: Kernel, ctx: QueryContext, messageId: Id, withRemote: boolean): Promise<Page> {
  const mail = await ctx.tx.first(laidOut, [ctx.workspaceId, messageId]);
  if (!mail) return notFound('mail');
  await accessConversation(ctx, mail.conversation_id, { for: 'read' });
  const own = await ownPictures(kernel, ctx, messageId, mail.pictures);
  const placed = (mail.html ?? '').replace(/ src="cid:([^"]*)"/gi, (_, cid: string) => {
    const found = own.get(meant(cid));
    return found ? ` src="${found}"` : '';
  });
  const html = withRemote ? remotely(kernel, ctx.workspaceId, placed) : placed;
  const pictures = withRemote ? "img-src data: 'self'" : 'img-src data:';
  const policy = `default-src 'none'; ${pictures}; style-src 'unsafe-inline'; form-action 'none'; base-uri 'self'`;
  return {
    headers: {
      ...guarded,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `${policy}; sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'`,
    },
    body: `<!doctype html><html><head><title>Mail</title><base target="_blank"><style>${look}</style></head><body>${html}</body></html>`,
  };
}

/** Pictures that came with the mail, as the words that stand for them in a page without an origin, by their names. */
async function ownPictures(
  kernel: Kernel,
  ctx: QueryContext,
  messageId: Id,
  pictures: readonly { cid: string; fileId: Id }[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  if (pictures.length === 0) return found;
  const files = await ctx.tx.rows(shownFiles, [ctx.workspaceId, messageId, pictures.map((one) => one.fileId)]);
  let left = mostPictureBytes;
  for (const { id, type, sha256 } of files) {
    const bytes = await readFile(contentsIn(kernel.config.dataDir).pathOf(ctx.workspaceId, sha256));
    left -= bytes.length;
    if (left < 0) break;
    for (const { cid } of pictures.filter((one) => one.fileId === id)) {
      found.set(cid.toLowerCase(), `data:${type};base64,${bytes.toString('base64')}`);
    }
  }
  return found;
}

const signs: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
const unescaped = (text: string) => text.replace(/&(?:amp|lt|gt|quot|#39);/g, (sign) => signs[sign] ?? sign);

/** The name of a picture as it was meant: addresses are escaped, and some programs encode them too. */
function meant(cid: string): string {
  const plain = unescaped(cid);
  try {
    return decodeURIComponent(plain).toLowerCase();
  } catch {
    return plain.toLowerCase();
  }
}

function remotely(kernel: Kernel, workspaceId: Id, html: string): string {
  let count = 0;
  return html.replace(/ data-remote-src="([^"]*)"/gi, (whole, address: string) => {
    count++;
    if (count > mostRemote) return whole;
    return ` src="${pictureAddress(kernel, workspaceId, unescaped(address)).replaceAll('&', '&amp;')}"`;
  });
}
