import type { EventContract } from '#kernel/contract/contract.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import type { Actor, Identity, PersonActor } from '#kernel/server/actor.ts';
import type { CommandContext, Identifier } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { signedOut } from '../contract.ts';
import { membershipsOf } from './accounts.ts';
import { sessionToken } from './cookie.ts';
import { heldRole } from './policy.ts';
import { recall, remember } from './remembered.ts';
import { hashToken, newToken } from './tokens.ts';

const absoluteMs = 90 * 86_400_000;
const seenEveryMs = 5 * 60_000;

interface SessionRow {
  session_id: Id;
  account_id: Id;
  workspace_id: Id;
  name: string;
  role: string;
  team_ids: Id[];
  proved_at: Date;
  seen_at: Date;
  lacks_step: boolean;
}

const lookUp = statement<SessionRow>(
  'people_session_steps',
  `SELECT session_id, account_id, workspace_id, name, role, team_ids, proved_at, seen_at, lacks_step
   FROM heed_session($1, $2)`,
);
const seen = statement('people_session_seen', 'UPDATE session SET seen_at = $2 WHERE id = $1 AND seen_at < $2');

/**
 * Knows staff by the session cookie. Who was found is remembered for less than a second, so that the requests of one
 * screen ask the database once: a session that was ended, or a person who was shut out, is refused from the next
 * request on by the process that did it, and within a second by the others. Sockets are always asked about afresh.
 */
export const staffIdentifier: Identifier = {
  name: 'session',
  fromRequest: async (kernel, request) => {
    const token = sessionToken(kernel, request);
    if (!token) return null;
    const hash = hashToken(token);
    return recall(kernel, hash) ?? find(kernel, hash);
  },
  fromHello: async (kernel, hello, request) => {
    const token = hello.as === 'staff' ? sessionToken(kernel, request) : null;
    return token ? find(kernel, hashToken(token)) : null;
  },
};

async function find(kernel: Kernel, hash: Buffer): Promise<Identity | null> {
  const keep = remember(kernel, hash);
  const now = kernel.now();
  const [row] = await kernel.database.alone(lookUp, [hash, now]);
  if (!row) return null;
  if (now.getTime() - row.seen_at.getTime() > seenEveryMs) await kernel.database.alone(seen, [row.session_id, now]);
  return keep({ actor: actorOf(row), workspaceId: row.workspace_id });
}

function actorOf(row: SessionRow): PersonActor {
  return {
    kind: 'person',
    id: row.account_id,
    name: row.name,
    role: row.role,
    teamIds: row.team_ids,
    sessionId: row.session_id,
    provedAt: row.proved_at,
    ...(row.lacks_step && held),
  };
}

const leftToHeld: ReadonlySet<string> = new Set([
  ...['people.me', 'people.sign-out', 'people.sign-in-methods', 'people.prove', 'people.set-up-state'],
  ...['people.start-authenticator', 'people.confirm-authenticator'],
  ...['people.start-passkey', 'people.add-passkey', 'people.passkey-challenge'],
  ...['people.sign-in', 'people.finish-sign-in', 'people.sign-in-by-passkey'],
  ...['people.open-link', 'people.reset-passphrase'],
  ...['people.providers', 'people.start-elsewhere', 'people.finish-elsewhere'],
]);

/**
 * Whoever must have a second step and has none gets in so far as to set one up. The role is one that no table names,
 * so policies, topics and hints are closed as well, not only the routes.
 */
const held = {
  role: heldRole,
  held: {
    code: 'people.set_second_step_up',
    detail: 'Set up an authenticator app or a passkey first; then everything is as it was.',
    allows: (name: string) => leftToHeld.has(name),
  },
};

/** The person who acts. @throws Problem access.signed_out */
export function selfOf({ actor }: { actor: Actor }): PersonActor {
  return actor.kind === 'person' ? actor : refuse('access.signed_out', 'Sign in, then repeat it.');
}

const insert = statement(
  'people_session_begin',
  `INSERT INTO session (id, token_hash, account_id, workspace_id, created_at, seen_at, proved_at, expires_at, agent, address)
   VALUES ($1, $2, $3, $4, $5, $5, $5, $6, $7, $8)`,
);

/** Whom a new session is for. */
export interface Newcomer {
  accountId: Id;
  name: string;
  role: string;
  workspaceId: Id;
}

/**
 * Starts a session under a new token, ending the one this browser had, and goes on in its workspace as that person.
 * Returns the token for the cookie.
 */
export async function startSession(ctx: CommandContext, person: Newcomer): Promise<string> {
  if (ctx.actor.kind === 'person') await endSession(ctx, ctx.actor);
  const sessionId = newId();
  const token = newToken();
  const { accountId, name, role, workspaceId } = person;
  const expiresAt = new Date(ctx.now.getTime() + absoluteMs);
  const agent = (ctx.request.header('user-agent') ?? '').slice(0, 200);
  const address = ctx.request.address.replace(/^::ffff:(?=\d+\.)/i, '').slice(0, 80);
  const row = [sessionId, hashToken(token), accountId, workspaceId, ctx.now, expiresAt, agent, address];
  await ctx.tx.rows(insert, row);
  await ctx.enter(workspaceId, {
    kind: 'person',
    id: accountId,
    name,
    role,
    teamIds: [],
    sessionId,
    provedAt: ctx.now,
  });
  return token;
}

const end = statement('people_session_end', 'UPDATE session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL');

/** Ends the session of the person who acts; its sockets hear of it by the event. */
export async function endSession(ctx: CommandContext, actor: PersonActor): Promise<void> {
  await ctx.tx.rows(end, [actor.sessionId, ctx.now]);
  ctx.emit(signedOut, { personId: actor.id });
}

const endAll = statement<{ workspace_id: Id }>(
  'people_session_end_all',
  `UPDATE session SET ended_at = $4
   WHERE account_id = $1 AND ended_at IS NULL AND ($2::uuid IS NULL OR workspace_id = $2)
     AND ($3::uuid IS NULL OR id <> $3)
   RETURNING workspace_id`,
);

/** Which sessions to end: all of the account, or those in one workspace, or all except one. */
export interface WhichSessions {
  workspaceId?: Id;
  except?: Id;
}

/** Ends sessions of an account. Returns the workspaces in which there were some. */
export async function endSessions(ctx: CommandContext, accountId: Id, which: WhichSessions = {}): Promise<Id[]> {
  const values = [accountId, which.workspaceId ?? null, which.except ?? null, ctx.now];
  const rows = await ctx.tx.rows(endAll, values);
  return [...new Set(rows.map((row) => row.workspace_id))];
}

/** Emits in the present workspace and in each of the others, then goes on in the present one. */
export async function emitIn<Data extends EventContract['data']>(
  ctx: CommandContext,
  others: readonly Id[],
  event: EventContract<string, Data>,
  data: import('zod').input<Data>,
): Promise<void> {
  const here = ctx.workspaceId;
  ctx.emit(event, data);
  for (const workspaceId of others.filter((id) => id !== here)) {
    await ctx.enter(workspaceId);
    ctx.emit(event, data);
  }
  if (ctx.workspaceId !== here) await ctx.enter(here);
}

/** Emits in every workspace of an account: for what belongs to the account itself. */
export async function emitEverywhere<Data extends EventContract['data']>(
  ctx: CommandContext,
  accountId: Id,
  event: EventContract<string, Data>,
  data: import('zod').input<Data>,
): Promise<void> {
  const places = await membershipsOf(ctx, accountId);
  const ids = places.map((one) => one.workspace_id);
  await emitIn(ctx, ids, event, data);
}
