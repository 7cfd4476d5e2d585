import type { Kernel } from '#kernel/server/kernel.ts';
import { docsHtml, problemsHtml } from './html.ts';
import { openApi } from './openapi.ts';
import { css } from './style.ts';

/** What it takes of the app. */
interface Routes {
  get(path: string, handler: () => Promise<Response>): unknown;
}

const headers = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
};

/** Registers /api/openapi.json, /api/docs, /api/docs.css and /api/problems. Each text is made at its first reading. */
export function apiPages(app: Routes, kernel: Kernel): void {
  const page = (path: string, type: string, make: () => string | Promise<string>) => {
    let text: string | undefined;
    app.get(path, async () => {
      text ??= String(await make());
      return new Response(text, { headers: { ...headers, 'Content-Type': type } });
    });
  };
  page('/api/openapi.json', 'application/json', () => JSON.stringify(openApi(kernel)));
  page('/api/docs', 'text/html; charset=utf-8', async () => String(await docsHtml(kernel)));
  page('/api/docs.css', 'text/css; charset=utf-8', () => css);
  page('/api/problems', 'text/html; charset=utf-8', async () => String(await problemsHtml(kernel)));
}
