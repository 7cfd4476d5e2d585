import type { HttpRequest } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';

/** Seconds a browser keeps the cookie: longer than any session, so that a known device stays known (tries.ts). */
const keptS = 180 * 86_400;

/** Browsers take Secure cookies over HTTPS and from the own machine; elsewhere the cookie has to do without. */
function isSecure(kernel: Kernel): boolean {
  const { protocol, hostname } = new URL(kernel.publicUrl());
  return protocol === 'https:' || hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

const cookieName = (kernel: Kernel, name: string) => (isSecure(kernel) ? `__Host-${name}` : name);

/** The value of Set-Cookie for a cookie of ours, out of reach of scripts and of other sites. */
export function namedCookie(
  kernel: Kernel,
  name: string,
  value: string,
  { seconds, sameSite }: { seconds: number; sameSite: 'Lax' | 'Strict' },
): string {
  const kept = `Path=/; HttpOnly; SameSite=${sameSite}; Max-Age=${seconds}`;
  return `${cookieName(kernel, name)}=${value}; ${kept}${isSecure(kernel) ? '; Secure' : ''}`;
}

/** The value of Set-Cookie that gives the browser this session token, or with null takes it away. */
export function sessionCookie(kernel: Kernel, token: string | null): string {
  return namedCookie(kernel, 'heed', token ?? '', { seconds: token === null ? 0 : keptS, sameSite: 'Lax' });
}

/** The session token that a request or an upgrade to a socket carries. */
export function sessionToken(kernel: Kernel, request: HttpRequest): string | undefined {
  return cookieNamed(kernel, 'heed', request);
}

/** The value of a cookie of ours. */
export function cookieNamed(kernel: Kernel, name: string, request: HttpRequest): string | undefined {
  const prefix = `${cookieName(kernel, name)}=`;
  const pairs = (request.header('cookie') ?? '').split(';').map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(prefix))?.slice(prefix.length);
  return value && value.length <= 200 ? value : undefined;
}
