import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { HttpBindings } from '@hono/node-server';
import { notFound } from '#kernel/server/problem.ts';

export interface Served {
  path: string;
  headers: Record<string, string>;
}

/**
 * Sends a file from the disk, or the one piece of it that is asked for, a block at a time. The caller has decided who may
 * have it. @throws Problem record.not_found when the content is gone
 */
export async function sendFile({ incoming, outgoing }: HttpBindings, { path, headers }: Served): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return notFound('file');
  const piece = pieceOf(incoming.headers.range, found.size);
  if (piece === 'outside') {
    outgoing.writeHead(416, { ...headers, 'Content-Range': `bytes */${found.size}`, 'Content-Length': 0 });
    outgoing.end();
    return;
  }
  const { start, end } = piece ?? { start: 0, end: found.size - 1 };
  outgoing.writeHead(piece ? 206 : 200, {
    ...headers,
    'Accept-Ranges': 'bytes',
    'Content-Length': end - start + 1,
    ...(piece ? { 'Content-Range': `bytes ${start}-${end}/${found.size}` } : {}),
  });
  if (incoming.method === 'HEAD') outgoing.end();
  // Whoever goes away in the middle is no error of ours.
  else await pipeline(createReadStream(path, { start, end }), outgoing).catch(() => {});
}

/** One piece of a whole (RFC 9110, §14.2). What asks for several or is not understood gets the whole. */
function pieceOf(range: string | undefined, size: number): { start: number; end: number } | 'outside' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return start > end ? 'outside' : { start, end };
}
