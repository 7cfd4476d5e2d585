/** Who may show a page in a frame, and whether it brings a script of its own. */
export interface PageRules {
  ancestors?: readonly string[];
  hasScript?: boolean;
}

function policyOf({ ancestors = [], hasScript = false }: PageRules): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    ...(hasScript ? ["script-src 'self'", "require-trusted-types-for 'script'"] : []),
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${ancestors.length > 0 ? ancestors.join(' ') : "'none'"}`,
  ].join('; ');
}

/** The headers of a page for customers: nothing inline, nothing from elsewhere, its address told to nobody. */
export function pageHeadersOf(rules: PageRules = {}): Record<string, string> {
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policyOf(rules),
    'X-Content-Type-Options': 'nosniff',
    // Same-origin only: a form must be able to say where it was sent from.
    'Referrer-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=()',
    'Cache-Control': 'no-store',
    'X-Robots-Tag': 'noindex, nofollow',
  };
}

/** A page as it is sent. */
export function htmlPage(html: string, status = 200, rules: PageRules = {}): Response {
  return new Response(html, { status, headers: pageHeadersOf(rules) });
}

/** A style sheet; one that follows a record bears its version in its address. */
export function cssPage(css: string): Response {
  const headers = { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=300' };
  return new Response(css, { headers });
}

/** On to another page after something was written, so that loading again writes nothing. */
export function onTo(address: string, more: Record<string, string> = {}): Response {
  return new Response(null, { status: 303, headers: { ...pageHeadersOf(), ...more, Location: address } });
}
