import { refuse } from '#kernel/server/problem.ts';

/**
 * Checks and tidies an origin of the allow-list: `https://shop.example`, a port if any, or `https://*.shop.example`.
 * @throws Problem chat.bad_origin
 */
export function tidyOrigin(given: string): string {
  const text = given.trim().replace(/\/$/, '').toLowerCase();
  const match = /^(https?):\/\/(\*\.)?([a-z0-9.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/.exec(text);
  const host = match?.[3] ?? '';
  const isWildcardTooWide = match?.[2] !== undefined && !host.includes('.');
  if (!match || isWildcardTooWide || !URL.canParse(text.replace('*.', ''))) {
    refuse(
      'chat.bad_origin',
      `“${given.slice(0, 100)}” is not an origin. Write https://shop.example or https://*.shop.example.`,
    );
  }
  return text.includes('*.') ? text : new URL(text).origin;
}

/** True when a browser's Origin header is on the list. `*.` stands for any subdomain, not for the domain itself. */
export function isAllowed(origin: string | undefined, allowed: readonly string[]): boolean {
  if (!origin || !URL.canParse(origin)) return false;
  const { protocol, host } = new URL(origin);
  return allowed.some((entry) => {
    if (!entry.includes('*.')) return entry === origin;
    const [scheme = '', rest = ''] = entry.split('://*.');
    return `${scheme}:` === protocol && host.endsWith(`.${rest}`);
  });
}
