import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { shopCss } from './shop-css.ts';
import { isShopPath, shopPage } from './shop-page.ts';

export type ShopServerOptions = {
  /** 0 or absent lets the system choose. */
  port?: number;
  /** Where Heed answers, such as `http://127.0.0.1:4000`; always another origin than the shop's. */
  heedOrigin: string;
  widgetKey: string;
  /** The widget's loader; `/heed.js` on Heed's origin when absent. */
  loaderUrl?: string;
};

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#5b7a63"/><path d="M9 24c-1-9 2-14 7-14s8 5 7 14zM12 10c1-7 8-7 8 0" fill="none" stroke="#fbfaf7" stroke-width="2.5"/></svg>';

/**
 * Serves the demo shop on 127.0.0.1 under a strict content security policy that names Heed's origin and nothing else.
 * Rejects when the port is taken. `stop` ends open connections too.
 */
export async function startShop(options: ShopServerOptions): Promise<{ url: string; stop(): Promise<void> }> {
  const heedOrigin = new URL(options.heedOrigin).origin;
  const loaderUrl = options.loaderUrl ?? `${heedOrigin}/heed.js`;
  const policy = contentSecurityPolicy(heedOrigin);
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const [pathname = '/'] = path.split('?', 1);
    const send = (status: number, type: string, body: string) => {
      response.writeHead(status, {
        'content-type': `${type}; charset=utf-8`,
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'strict-origin-when-cross-origin',
        'cache-control': 'no-cache',
      });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(405, 'text/plain', 'Only reading here.\n');
    if (pathname === '/shop.css') return send(200, 'text/css', shopCss);
    if (pathname === '/icon.svg') return send(200, 'image/svg+xml', ICON);
    const page = shopPage({ loaderUrl, widgetKey: options.widgetKey, path });
    return send(isShopPath(pathname) ? 200 : 404, 'text/html', page);
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(options.port ?? 0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

/** The policy a careful shop would send: nothing but its own files and Heed, and only Heed's one Trusted Types policy. */
export function contentSecurityPolicy(heedOrigin: string): string {
  const socketOrigin = heedOrigin.replace(/^http/, 'ws');
  return [
    "default-src 'none'",
    "style-src 'self'",
    `script-src ${heedOrigin}`,
    `connect-src ${heedOrigin} ${socketOrigin}`,
    `img-src 'self' ${heedOrigin}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types heed',
  ].join('; ');
}
