import { SignJWT } from 'jose';
import type { Client } from '#kernel/test/client.ts';
import { makeSecret } from '../contract-identity.ts';

export interface ShopKey {
  kid: string;
  secret: string;
  audience: string;
}

/** Makes an identity secret as an owner does, and remembers for which widget. */
export async function shopKey(owner: Client, widgetKey: string): Promise<ShopKey> {
  const { kid, secret } = await owner.call(makeSecret, {});
  return { kid, secret: secret ?? '', audience: `heed:${widgetKey}` };
}

export interface TokenClaims {
  sub?: string | undefined;
  jti?: string | undefined;
  aud?: string;
  iat?: number;
  exp?: number;
  name?: string;
  email?: string;
  email_verified?: boolean;
}

let count = 0;

/** A token as a shop's server makes it; what is given replaces what would be in order. */
export async function tokenOf(key: ShopKey, claims: TokenClaims, alg = 'HS256', now = Date.now()): Promise<string> {
  const iat = Math.floor(now / 1000);
  const whole = { sub: 'cust_42', aud: key.audience, iat, exp: iat + 300, jti: `jti-${now}-${++count}`, ...claims };
  const given = Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined));
  return new SignJWT(given).setProtectedHeader({ alg, kid: key.kid }).sign(new TextEncoder().encode(key.secret));
}
