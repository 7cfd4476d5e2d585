import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import type { Id } from '#kernel/contract/ids.ts';
import { egress, isInside } from '#kernel/egress/egress.ts';
import { egressOf } from '#kernel/egress/own.ts';
import type { App } from '#kernel/server/http/app.ts';
import type { Kernel } from '#kernel/server/kernel.ts';

/** So long the pictures of a page that was opened can be fetched. */
const validMs = 600_000;
const timeoutMs = 10_000;
const mostBytes = 5_000_000;
/** On their way at once in this process; whoever comes then sees no picture and may ask again. */
const mostAtOnce = 20;
const kinds = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
const path = '/api/v1/mail/picture';

function signOf(words: string, told: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', words, '', 'heed mail picture', 32));
  return createHmac('sha256', key).update(told).digest();
}

/**
 * The address under which a page may show a picture from elsewhere for ten minutes. It is signed: a page without an origin
 * sends no cookie, and nobody else is to fetch anything by way of Heed.
 */
export function pictureAddress(kernel: Kernel, workspaceId: Id, url: string): string {
  const [words = ''] = kernel.config.sealWords;
  const until = String(kernel.now().getTime() + validMs);
  const sign = signOf(words, `${workspaceId} ${until} ${url}`).toString('base64url');
  return `${path}?${new URLSearchParams({ w: workspaceId, until, url, sign })}`;
}

/** `GET /api/v1/mail/picture`: fetches a picture for a page that may show it, within limits of time, size and kind. */
export function serveRemotePictures(app: App, kernel: Kernel): void {
  let underway = 0;
  app.get(path, async (c) => {
    const given = (name: string) => c.req.query(name) ?? '';
    const none = (status: 403 | 404 | 503) => c.body(null, status);
    if (!isSigned(kernel, given)) return none(403);
    if (underway >= mostAtOnce) return none(503);
    underway++;
    try {
      const deps = egressOf(kernel);
      const url = given('url');
      const limits = { timeoutMs, maxBytes: mostBytes, ports: await portsFor(url, deps.allow) };
      const asked = { workspaceId: given('w'), url, headers: { accept: 'image/*' }, ...limits };
      const { status, body } = await egress(deps, asked);
      // By its content alone: what the other side calls it counts for nothing.
      const found = status === 200 ? await fileTypeFromBuffer(body) : undefined;
      if (!found || !kinds.has(found.mime)) return none(404);
      return c.body(new Uint8Array(body), 200, {
        'Content-Type': found.mime,
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        // The page that shows it has no origin.
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Cache-Control': 'private, max-age=600',
      });
    } catch {
      return none(404);
    } finally {
      underway--;
    }
  });
}

/** The web's own ports; inside a network that an operator allows any other. */
async function portsFor(url: string, allow: readonly string[]): Promise<number[]> {
  const { hostname, port, protocol } = new URL(url);
  const isOwn = allow.length > 0 && (await isInside(hostname, allow));
  return isOwn ? [Number(port || (protocol === 'https:' ? 443 : 80))] : [80, 443];
}

function isSigned(kernel: Kernel, given: (name: string) => string): boolean {
  const sign = Buffer.from(given('sign'), 'base64url');
  const told = `${given('w')} ${given('until')} ${given('url')}`;
  const isKnown = kernel.config.sealWords.some((words) => {
    const right = signOf(words, told);
    return right.length === sign.length && timingSafeEqual(right, sign);
  });
  return isKnown && Number(given('until')) > kernel.now().getTime();
}
