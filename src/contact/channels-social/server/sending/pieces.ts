import { readFile } from 'node:fs/promises';
import type { Id } from '#kernel/contract/ids.ts';
import { contentsIn } from '#kernel/files/contents.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { statement } from '#kernel/server/sql.ts';
import { type Connector, type Piece, ServiceError } from '../connector.ts';

const load = statement<{ text: string; files: { name: string; type: string; size: number; sha256: string }[] | null }>(
  'social_out_content',
  `SELECT m.text, (SELECT json_agg(json_build_object('name', f.name, 'type', f.type, 'size', f.size,
       'sha256', encode(f.sha256, 'hex')) ORDER BY f.place) FROM file f
     WHERE f.workspace_id = m.workspace_id AND f.message_id = m.id) AS files
   FROM message m WHERE m.workspace_id = $1 AND m.id = $2`,
);

/** A long text in parts that a service takes, cut at the end of a paragraph, a line or a word where there is one. */
export function partsOf(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > most) {
    const room = rest.slice(0, most);
    const cuts = ['\n\n', '\n', ' '].map((end) => room.lastIndexOf(end));
    const found = cuts.find((at) => at > most / 2) ?? most;
    // Never between the two halves of one sign.
    const at = found === most && /[\uD800-\uDBFF]$/.test(room) ? most - 1 : found;
    parts.push(rest.slice(0, at).trim());
    rest = rest.slice(at).trim();
  }
  return rest === '' ? parts : [...parts, rest];
}

/** The pieces of an answer, from the one on that is not there yet: always the same ones in the same order. */
export async function* piecesOf(
  kernel: Kernel,
  connector: Connector,
  of: { workspaceId: Id; messageId: Id; done: number },
): AsyncGenerator<Piece> {
  const { workspaceId, messageId, done } = of;
  const scope = { workspaceId, customerId: null };
  const message = await kernel.database.read(scope, (tx) => tx.first(load, [workspaceId, messageId]));
  if (!message) return;
  const parts = partsOf(message.text, connector.limits.text);
  for (const text of parts.slice(done)) yield { text };
  const contents = contentsIn(kernel.config.dataDir);
  for (const file of (message.files ?? []).slice(Math.max(0, done - parts.length))) {
    if (file.size > connector.limits.fileOut) throw new ServiceError('refused', `${file.name} is too large for it.`);
    const bytes = await readFile(contents.pathOf(workspaceId, Buffer.from(file.sha256, 'hex')));
    yield { name: file.name, type: file.type, bytes, text: '' };
  }
}
