import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { changeWidget, getWidget } from '#contact/channels-chat/contract.ts';
import { contentSecurityPolicy } from '#platform/demo/shop/shopServer.ts';
import type { Journey } from './journey.ts';

export interface HostPage {
  /** `?lang=` of the page, `?say=` the widget's own option, `?frame` instead of a script. */
  url: string;
  origin: string;
  stop(): void;
}

/**
 * A bare page of another origin with the widget on it, under a policy that allows Heed and nothing else; unless
 * `listed` is false, it is on the widget's list.
 */
export async function startHostPage({ heed, owner, widgetKey }: Journey, { listed = true } = {}): Promise<HostPage> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host.example');
    const isFramed = searchParams.has('frame');
    const policy = contentSecurityPolicy(heed.url);
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': isFramed ? `default-src 'none'; frame-src ${heed.url}` : policy,
    });
    const say = searchParams.get('say') ?? '';
    const widget = isFramed
      ? `<iframe title="Chat" width="380" height="560" src="${heed.url}/chat/frame?key=${widgetKey}"></iframe>`
      : `<script src="${heed.url}/heed.js" data-key="${widgetKey}" data-lang="${say}" async></script>`;
    response.end(`<!doctype html>
<html lang="${searchParams.get('lang') ?? 'en-AU'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Kettles</title></head>
<body><main><h1>Kettles at ${pathname.slice(1) || 'home'}</h1><p><a href="/basket">Basket</a></p></main>${widget}</body>
</html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  if (listed) {
    const { version, allowedOrigins } = await owner.call(getWidget, {});
    await owner.call(changeWidget, { version, allowedOrigins: [...allowedOrigins, origin] });
  }
  return { url: `${origin}/`, origin, stop: () => server.close() };
}
