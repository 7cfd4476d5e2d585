import { createHash, randomBytes } from 'node:crypto';

/** A new secret of 256 random bits, safe in cookies and links: 43 characters of base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a secret; SHA-256 suffices because the secret itself is random. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
