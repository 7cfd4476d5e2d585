import type { App } from '#kernel/server/http/app.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { statement } from '#kernel/server/sql.ts';
import { builtFiles } from './built-files.ts';

const origins = statement<{ allowed_origins: string[] }>(
  'widget_origins_by_key',
  'SELECT allowed_origins FROM heed_visitor($1, NULL)',
);

/** What these two pages may do: Heed's own scripts, and requests to Heed. Their look is made by script. */
function policy(ancestors: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors}`,
    "require-trusted-types-for 'script'",
    'trusted-types heed',
  ].join('; ');
}

function page(title: string, script: string, ancestors: string, status = 200): Response {
  const body = `<!doctype html>
<html>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title></head>
<body>${script}</body>
</html>
`;
  return new Response(body, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy(ancestors),
      'Referrer-Policy': 'strict-origin-when-cross-origin',
      'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=()',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Cache-Control': 'no-store',
    },
  });
}

/**
 * `/chat/frame?key=…`: the chat alone, to be framed by pages of the widget's list that forbid scripts. `/chat/preview`:
 * the panel with made-up messages, for the desk's settings; it asks nothing of the server.
 */
export function servePages(app: App, kernel: Kernel, manifestPath: string): void {
  const built = builtFiles(manifestPath);
  app.get('/chat/frame', async (c) => {
    const { key = '', lang = '' } = c.req.query();
    const isKey = /^pk_[A-Za-z0-9_-]{16,60}$/.test(key);
    const [row] = isKey ? await kernel.database.alone(origins, [key]) : [];
    if (!row) return page('Not here', '', "'none'", 404);
    const tag = /^[A-Za-z-]{2,20}$/.test(lang) ? ` data-lang="${lang}"` : '';
    const script = `<script src="/heed.js" data-key="${key}" data-fills${tag} async></script>`;
    return page('Chat', script, row.allowed_origins.join(' ') || "'none'");
  });
  app.get('/chat/preview', () => page('Preview', `<script src="/widget/${built().preview}" async></script>`, "'self'"));
}
