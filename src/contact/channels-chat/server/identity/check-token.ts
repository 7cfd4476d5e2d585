import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { Problem, refuse } from '#kernel/server/problem.ts';
import { longestTokenMinutes } from '../../contract-identity.ts';
import type { SigningKey } from './secrets.ts';

/** Clocks of servers differ by less than this. */
const toleranceS = 60;
/** Set here, never read from the token: a token does not say by which rule it is to be believed. */
const algorithms = ['HS256'];

/** No NUL and no half of a sign: the database keeps neither. */
const kept = (text: string) => !/\0|\p{Surrogate}/u.test(text);
const unkept = 'it has signs that cannot be kept';

/** What a token says, once it is believed. An e-mail address that the shop has not verified is not among it. */
const Claims = z.object({
  sub: z.string().trim().min(1).max(200).refine(kept, unkept),
  jti: z.string().min(8).max(200),
  iat: z.number(),
  exp: z.number(),
  name: z.string().trim().min(1).max(200).refine(kept, unkept).optional(),
  email: z.string().trim().max(254).refine(kept, unkept).optional(),
  email_verified: z.boolean().optional(),
});
export type Claims = z.output<typeof Claims>;

export interface TokenRules {
  keys: readonly SigningKey[];
  audience: string;
  now: Date;
}

/**
 * Checks a token of the shop's server: one of the valid keys, HS256, meant for this widget, in time and short-lived.
 * Whether it was used before is the caller's to ask.
 * @throws Problem chat.identity_off and the other codes of `identityProblems`
 */
export async function checkToken(token: string, { keys, audience, now }: TokenRules): Promise<Claims> {
  if (keys.length === 0) refuse('chat.identity_off', 'Make a secret under Settings, Chat widget, Who asks.');
  let refusal: Problem | undefined;
  for (const { secret } of keys) {
    try {
      const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
        algorithms,
        audience,
        clockTolerance: toleranceS,
        currentDate: now,
        requiredClaims: ['sub', 'iat', 'exp', 'jti'],
      });
      return claimsOf(payload, now);
    } catch (error) {
      refusal = refusalOf(error);
      // Only a signature of another key is worth the next one; anything else is so whatever the key.
      if (refusal.code !== 'chat.identity_signature') break;
    }
  }
  throw refusal;
}

function claimsOf(payload: JWTPayload, now: Date): Claims {
  const parsed = Claims.safeParse(payload);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse('chat.identity_incomplete', `${issue?.path.join('.')}: ${issue?.message}.`);
  }
  const { iat, exp } = parsed.data;
  if (iat > now.getTime() / 1000 + toleranceS) {
    refuse(
      'chat.identity_too_early',
      `It says it was made at ${timeOf(iat)}; here it is ${timeOf(now.getTime() / 1000)}.`,
    );
  }
  const minutes = (exp - iat) / 60;
  if (minutes > longestTokenMinutes) {
    refuse(
      'chat.identity_lifetime',
      `It would live ${Math.ceil(minutes)} minutes; ${longestTokenMinutes} are allowed.`,
    );
  }
  return parsed.data;
}

function refusalOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported) {
    return new Problem('chat.identity_algorithm', 'Its head names another algorithm than HS256.');
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return new Problem('chat.identity_signature', 'None of the valid secrets of this widget made this signature.');
  }
  if (error instanceof errors.JWTExpired) {
    return new Problem('chat.identity_expired', `It could be exchanged until ${timeOf(Number(error.payload.exp))}.`);
  }
  if (error instanceof errors.JWTClaimValidationFailed) return refusalOfClaim(error);
  if (error instanceof errors.JOSEError) {
    return new Problem('chat.identity_unreadable', 'It cannot be read as a JSON Web Token.');
  }
  throw error;
}

function refusalOfClaim({ claim, reason }: errors.JWTClaimValidationFailed): Problem {
  if (reason === 'missing') return new Problem('chat.identity_incomplete', `It has no ${claim}.`);
  if (claim === 'aud') return new Problem('chat.identity_audience', 'Its aud names another widget, or something else.');
  if (claim === 'nbf') return new Problem('chat.identity_too_early', 'Its nbf lies in the future.');
  return new Problem('chat.identity_incomplete', `Its ${claim} is not as it should be.`);
}

const timeOf = (seconds: number) =>
  Math.abs(seconds) < 8.64e12 ? new Date(seconds * 1000).toISOString().replace('.000Z', 'Z') : 'no readable time';

/** What stands in a token, believed or not, for whoever looks for a mistake. Empty when nothing can be read. */
export function readable(token: string): { name: string; value: string }[] {
  try {
    return Object.entries(decodeJwt(token))
      .slice(0, 20)
      .map(([name, value]) => ({
        name: name.slice(0, 40),
        value: /^(iat|exp|nbf)$/.test(name) ? timeOf(Number(value)) : String(value).slice(0, 200),
      }));
  } catch {
    return [];
  }
}
