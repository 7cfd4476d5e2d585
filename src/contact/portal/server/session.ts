import { createHash, randomBytes } from 'node:crypto';
import { cookieNamed, namedCookie } from '#foundation/people/index.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import type { CustomerActor, Identity } from '#kernel/server/actor.ts';
import type { CommandContext, Identifier, QueryContext } from '#kernel/server/capability.ts';
import { isOwnOrigin } from '#kernel/server/http/origin.ts';
import type { HttpRequest } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { signedIn } from '../contract.ts';
import { portalPolicy } from './policy.ts';

const cookie = 'heed-portal';
const keptDays = 30;

const hashOf = (token: string) => createHash('sha256').update(token).digest();

interface Found {
  workspace_id: Id;
  session_id: Id;
  customer_id: Id;
}
const lookUp = statement<Found>(
  'portal_session_known',
  'SELECT workspace_id, session_id, customer_id FROM heed_portal_session($1, $2)',
);

/** What a browser shows to be known by; empty where it shows nothing. */
export const tokenShown = (kernel: Kernel, request: HttpRequest) => cookieNamed(kernel, cookie, request) ?? '';

/** Who is signed in to the portal on this browser: the customer who has the session's address now. */
export async function portalIdentity(
  kernel: Kernel,
  request: HttpRequest,
): Promise<(Identity & { actor: CustomerActor; workspaceId: Id }) | null> {
  const token = tokenShown(kernel, request);
  // A browser sends the cookie by itself; from another site's page it counts for nothing, not even for reading.
  if (!token || !isOwnOrigin(kernel, request)) return null;
  const [row] = await kernel.database.alone(lookUp, [hashOf(token), kernel.now()]);
  if (!row) return null;
  const actor: CustomerActor = { kind: 'customer', id: row.customer_id, visitId: row.session_id };
  return { actor, workspaceId: row.workspace_id };
}

/** Knows customers by the portal's cookie, so that what is asked beside its pages, such as a file, is theirs too. */
export const portalIdentifier: Identifier = {
  name: 'portal session',
  fromRequest: portalIdentity,
  fromHello: async () => null,
};

const mine = statement<{ address_key: string }>(
  'portal_session_mine',
  'SELECT address_key FROM portal_session WHERE workspace_id = $1 AND id = $2 AND ended_at IS NULL',
);

/**
 * The customer who is signed in, and by which address. A visitor of the widget is a customer too, but nobody of whom more
 * is known than a device: the portal is closed to them. @throws Problem portal.signed_out
 */
export async function demandPortal(ctx: QueryContext): Promise<{ customerId: Id; sessionId: Id; address: string }> {
  const { actor } = ctx;
  if (actor.kind !== 'customer') return refuse('access.forbidden', 'This is for customers in the portal.');
  demand(ctx, portalPolicy, 'use', { customer_id: actor.id });
  const row = await ctx.tx.first(mine, [ctx.workspaceId, actor.visitId]);
  if (!row) return refuse('portal.signed_out', 'Ask for a link by mail, then go on.');
  return { customerId: actor.id, sessionId: actor.visitId, address: row.address_key };
}

const insert = statement(
  'portal_session_begin',
  `INSERT INTO portal_session (workspace_id, id, token_hash, address_key, expires_at)
   VALUES ($1, $2, $3, $4, heed_now() + make_interval(days => $5))`,
);

/** Lets a customer in by an address that is theirs, and goes on as them. */
export async function beginSession(
  ctx: CommandContext,
  kernel: Kernel,
  who: { customerId: Id; address: string; by: 'link' | 'passphrase' },
): Promise<void> {
  const [id, token] = [newId(), randomBytes(32).toString('base64url')];
  await ctx.tx.rows(insert, [ctx.workspaceId, id, hashOf(token), who.address, keptDays]);
  await ctx.enter(ctx.workspaceId, { kind: 'customer', id: who.customerId, visitId: id });
  ctx.setCookie(namedCookie(kernel, cookie, token, { seconds: keptDays * 86_400, sameSite: 'Lax' }));
  ctx.emit(signedIn, { customerId: who.customerId, by: who.by });
}

export function forgetCookie(ctx: CommandContext, kernel: Kernel): void {
  ctx.setCookie(namedCookie(kernel, cookie, '', { seconds: 0, sameSite: 'Lax' }));
}

const end = statement(
  'portal_session_end',
  `UPDATE portal_session SET ended_at = heed_now() WHERE workspace_id = $1 AND ended_at IS NULL
     AND (id = $2 OR $4 AND address_key = $3) AND ($5::uuid IS NULL OR id <> $5)`,
);

/** Ends a session, or with `all` every one of its address, except one. */
export async function endSessions(
  ctx: CommandContext,
  of: { sessionId: Id; address: string; all: boolean; except?: Id },
): Promise<void> {
  await ctx.tx.rows(end, [ctx.workspaceId, of.sessionId, of.address, of.all, of.except ?? null]);
}
