/** Code for the shop's server, ready to be copied: it makes a token for whoever is signed in there. */

export type Language = 'node' | 'php' | 'python';

export const languages: Record<Language, string> = { node: 'Node', php: 'PHP', python: 'Python' };

const node = (kid: string, audience: string) => `import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose'; // npm install jose

// The secret stays on your server, for example in an environment variable.
const secret = new TextEncoder().encode(process.env.HEED_IDENTITY_SECRET);

export function heedToken(user) {
  return new SignJWT({ name: user.name, email: user.email, email_verified: user.emailIsVerified })
    .setProtectedHeader({ alg: 'HS256', kid: '${kid}' })
    .setSubject(String(user.id)) // never changes, unlike an e-mail address
    .setAudience('${audience}')
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(secret);
}`;

const php = (kid: string, audience: string) => `<?php
use Firebase\\JWT\\JWT; // composer require firebase/php-jwt

// The secret stays on your server, for example in an environment variable.
function heedToken($user) {
    $now = time();
    return JWT::encode([
        'sub' => (string) $user->id, // never changes, unlike an e-mail address
        'aud' => '${audience}',
        'jti' => bin2hex(random_bytes(16)),
        'iat' => $now,
        'exp' => $now + 300,
        'name' => $user->name,
        'email' => $user->email,
        'email_verified' => (bool) $user->emailIsVerified,
    ], getenv('HEED_IDENTITY_SECRET'), 'HS256', '${kid}');
}`;

const python = (kid: string, audience: string) => `import os, time, uuid
import jwt  # pip install pyjwt

# The secret stays on your server, for example in an environment variable.
def heed_token(user):
    now = int(time.time())
    claims = {
        "sub": str(user.id),  # never changes, unlike an e-mail address
        "aud": "${audience}",
        "jti": str(uuid.uuid4()),
        "iat": now,
        "exp": now + 300,
        "name": user.name,
        "email": user.email,
        "email_verified": user.email_is_verified,
    }
    return jwt.encode(claims, os.environ["HEED_IDENTITY_SECRET"], "HS256", {"kid": "${kid}"})`;

const makers = { node, php, python };

export function serverSnippet(language: Language, kid: string, audience: string): string {
  return makers[language](kid, audience);
}

/** What goes on the page: the widget asks for a token whenever it needs one. */
export const pageSnippet = `<script>
  window.heed = window.heed || function () { (heed.q = heed.q || []).push(arguments); };
  // Only on pages of somebody who is signed in. Your server answers with a token of heedToken().
  heed('identify', () => fetch('/heed-token', { method: 'POST' }).then((answer) => answer.text()));
</script>`;

export const logoutSnippet = `heed('identify', null); // on log-out: forgets who was here, and what they wrote`;
