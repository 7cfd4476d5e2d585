import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { App } from './app.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** What the desk's pages may do: nothing that is not from here, no inline script or style, no string to script. */
export const deskPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  // A PDF that is looked at (api/v1/files/ID/view).
  "frame-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  // One policy, which lets the service worker's address through and nothing else.
  'trusted-types heed-worker',
].join('; ');

export const pageHeaders: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=()',
};

interface StoredFile {
  path: string;
  type: string;
  modified: number;
  /** Compressed at the first request, then kept. */
  encoded: Map<string, Buffer>;
}

const compress: Record<string, (raw: Buffer) => Buffer> = {
  br: (raw) => brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (raw) => gzipSync(raw, { level: 9 }),
};

/** Serves the built desk below /desk/ and the widget's files; unknown desk addresses get the desk's page. */
export function serveFiles(app: App, distDir: string): void {
  const desk = readFolder(join(distDir, 'desk'));
  const widget = readFolder(join(distDir, 'widget'));
  app.get('/', (c) => c.redirect('/desk/', 302));
  app.get('/desk', (c) => c.redirect('/desk/', 302));
  app.get('/desk/*', (c) => {
    const name = c.req.path.slice('/desk/'.length);
    const file = desk.get(name);
    if (file)
      return respond(file, c.req.raw, {
        'Cache-Control': cacheFor(name),
        ...pageHeaders,
        'Content-Security-Policy': deskPolicy,
      });
    const page = desk.get('index.html');
    if (!page || extname(name)) return c.notFound();
    return respond(page, c.req.raw, {
      'Cache-Control': 'no-cache',
      ...pageHeaders,
      'Content-Security-Policy': deskPolicy,
    });
  });
  const shared = {
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'X-Content-Type-Options': 'nosniff',
  };
  app.get('/heed.js', (c) => {
    const file = widget.get('heed.js');
    return file ? respond(file, c.req.raw, { ...shared, 'Cache-Control': 'public, max-age=300' }) : c.notFound();
  });
  app.get('/widget/:name', (c) => {
    const file = widget.get(c.req.param('name'));
    return file ? respond(file, c.req.raw, { ...shared, 'Cache-Control': cacheFor(file.path) }) : c.notFound();
  });
}

/** Names with a content hash never change. */
function cacheFor(name: string): string {
  return /[-.][A-Za-z0-9_-]{8,}\.(js|css|woff2|svg|png)$/.test(name)
    ? 'public, max-age=31536000, immutable'
    : 'no-cache';
}

function readFolder(folder: string): Map<string, StoredFile> {
  const files = new Map<string, StoredFile>();
  if (!existsSync(folder)) return files;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    const type = types[extname(name)];
    if (!type || !statSync(path).isFile()) continue;
    files.set(name.replaceAll('\\', '/'), { path, type, modified: statSync(path).mtimeMs, encoded: new Map() });
  }
  return files;
}

function respond(file: StoredFile, request: Request, headers: Record<string, string>): Response {
  const accepted = request.headers.get('accept-encoding') ?? '';
  const isText = !/woff2|png/.test(file.type);
  const encoding = isText ? ['br', 'gzip'].find((one) => accepted.includes(one)) : undefined;
  const body = encodedBody(file, encoding ?? 'identity');
  if (!body) return new Response('Not found', { status: 404 });
  return new Response(new Uint8Array(body), {
    headers: {
      'Content-Type': file.type,
      ...(encoding ? { 'Content-Encoding': encoding } : {}),
      Vary: 'Accept-Encoding',
      ...headers,
    },
  });
}

/** Null when a later build has taken the file away; the desk then loads itself anew. */
function encodedBody(file: StoredFile, encoding: string): Buffer | null {
  const known = file.encoded.get(encoding);
  if (known) return known;
  if (!existsSync(file.path)) return null;
  const raw = readFileSync(file.path);
  const body = compress[encoding]?.(raw) ?? raw;
  file.encoded.set(encoding, body);
  return body;
}
