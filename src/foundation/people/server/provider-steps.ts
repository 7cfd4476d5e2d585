import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import type { HttpRequest } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { refuse } from '#kernel/server/problem.ts';
import type { Tx } from '#kernel/server/sql.ts';
import { cookieNamed, namedCookie } from './cookie.ts';
import type { Who } from './provider-identity.ts';
import { keepStep, takeStep, tryTakeStep } from './steps.ts';

/**
 * What was begun at a provider belongs to the browser that began it: a cookie holds a secret from which the verifier of
 * the code and the nonce are made, so that the database knows neither and no other browser can end it.
 */
const name = 'heed-elsewhere';
export const elsewhereMinutes = 10;

export function elsewhereCookie(kernel: Kernel, secret: string): string {
  return namedCookie(kernel, name, secret, { seconds: elsewhereMinutes * 60, sameSite: 'Strict' });
}

export function elsewhereSecret(kernel: Kernel, request: HttpRequest): string | undefined {
  return cookieNamed(kernel, name, request);
}

const derived = (what: string, secret: string) => createHash('sha256').update(`${what}:${secret}`).digest('base64url');
export const pkceVerifierOf = (secret: string) => derived('verifier', secret);
export const nonceOf = (secret: string) => derived('nonce', secret);
export const browserOf = (secret: string) => derived('browser', secret);

export const Begun = z.object({ to: z.enum(['sign_in', 'link', 'prove']), providerId: Id, browser: z.string() });

/** Takes what was begun. @throws Problem people.step_over when another browser began it, or it is over or used */
export async function takeBegun(tx: Tx, now: Date, state: string, secret: string | undefined) {
  const step = await takeStep(tx, now, state, 'provider');
  const begun = Begun.parse(JSON.parse(step.data));
  if (secret === undefined || begun.browser !== browserOf(secret)) {
    refuse('people.step_over', 'Begin again in the browser in which you want to sign in.');
  }
  return { ...begun, accountId: step.accountId };
}

const Offer = z.object({ issuer: z.string(), subject: z.string(), email: z.string(), name: z.string() });

/** Keeps who came, for ten minutes, until the browser that came proves to be the account's another way. */
export function keepOffer(tx: Tx, now: Date, secret: string, accountId: Id, who: Who): Promise<void> {
  return keepStep(tx, now, elsewhereMinutes, secret, {
    purpose: 'link_offer',
    accountId,
    data: JSON.stringify(who),
  });
}

/** Who came to this browser before as this account; undefined where nobody did. */
export async function takeOffer(ctx: CommandContext, kernel: Kernel, accountId: Id): Promise<Who | undefined> {
  const secret = elsewhereSecret(kernel, ctx.request);
  const step = secret ? await tryTakeStep(ctx.tx, ctx.now, secret, 'link_offer') : undefined;
  return step?.accountId === accountId ? Offer.parse(JSON.parse(step.data)) : undefined;
}
