import { disposition } from '#kernel/files/names.ts';
import { sendFile } from '#kernel/files/serve.ts';
import { notFound } from '#kernel/server/problem.ts';
import { fileOf } from './access.ts';
import type { FileCall } from './routes.ts';

/** Should a browser show it all the same, it can do nothing: no script, no origin, nothing from elsewhere. */
const inert = "default-src 'none'; sandbox; frame-ancestors 'none'";
// A browser's own reader of PDFs is a page of its own kind, with scripts of the browser's in some. What comes is a PDF and
// nothing else (`nosniff`), which can neither open windows nor send forms nor lead the desk away.
const reader =
  "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; sandbox allow-scripts allow-same-origin; frame-ancestors 'self'";
const pdf = 'application/pdf';

/** `GET /api/v1/files/ID`: whatever it is, to be saved and not to be shown. */
export async function download(call: FileCall): Promise<void> {
  const file = await fileOf(call);
  await send(call, {
    sha256: file.sha256,
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': disposition('attachment', file.name),
      'Content-Security-Policy': inert,
    },
  });
}

/** `GET /api/v1/files/ID/view`: pictures, which were encoded here, and PDFs. Nothing else is ever shown. */
export async function view(call: FileCall): Promise<void> {
  const file = await fileOf(call);
  if (file.thumb_sha256 === null && file.type !== pdf) notFound('file to be shown');
  await send(call, {
    sha256: file.sha256,
    headers: {
      'Content-Type': file.type,
      'Content-Disposition': disposition('inline', file.name),
      'Content-Security-Policy': file.type === pdf ? reader : inert,
    },
  });
}

/** `GET /api/v1/files/ID/thumbnail`: a picture, small. */
export async function thumbnail(call: FileCall): Promise<void> {
  const file = await fileOf(call);
  if (file.thumb_sha256 === null) return notFound('picture');
  await send(call, {
    sha256: file.thumb_sha256,
    headers: { 'Content-Type': 'image/webp', 'Content-Disposition': 'inline', 'Content-Security-Policy': inert },
  });
}

interface Sent {
  sha256: Buffer;
  headers: Record<string, string>;
}

/** A browser may keep it, but asks each time whether it still may have it. */
async function send(call: FileCall, { sha256, headers }: Sent): Promise<void> {
  const { connection, contents, identity, request } = call;
  const etag = `"${sha256.toString('base64url')}"`;
  const all = {
    ...headers,
    ETag: etag,
    'Cache-Control': 'private, no-cache',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
  if (request.header('if-none-match') === etag) {
    connection.outgoing.writeHead(304, all).end();
    return;
  }
  await sendFile(connection, { path: contents.pathOf(identity.workspaceId, sha256), headers: all });
}
