import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { hashToken, newToken } from './tokens.ts';

export type Purpose = 'set_up' | 'invitation' | 'reset';

/** A one-time link as the database knows it. */
export interface Link {
  purpose: Purpose;
  workspace_id: Id | null;
  account_id: Id | null;
  invitation_id: Id | null;
  expires_at: Date;
}

/** Where a link leads in the desk. The token stands behind #, so that it reaches no server and no log. */
const places: Record<Purpose, string> = { set_up: 'set-up', invitation: 'join', reset: 'reset' };

const insert = statement(
  'people_link_insert',
  `INSERT INTO one_time_link (token_hash, purpose, workspace_id, account_id, invitation_id, created_at, expires_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7)`,
);

/** Makes a link that works once, for so many hours. Returns its address; only a hash of its token is kept. */
export async function createLink(
  tx: Tx,
  publicUrl: string,
  now: Date,
  link: { purpose: Purpose; hours: number; workspaceId?: Id; accountId?: Id; invitationId?: Id },
): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(now.getTime() + link.hours * 3_600_000);
  const { purpose, workspaceId = null, accountId = null, invitationId = null } = link;
  await tx.rows(insert, [hashToken(token), purpose, workspaceId, accountId, invitationId, now, expiresAt]);
  return `${publicUrl}/desk/${places[purpose]}#${token}`;
}

const columns = `SELECT purpose, workspace_id, account_id, invitation_id, expires_at FROM one_time_link
  WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2`;
const read = statement<Link>('people_link_read', columns);
const lock = statement<Link>('people_link_lock', `${columns} FOR UPDATE`);

/** The link of a token, if it is still good; does not use it up. @throws Problem people.link_over */
export async function findLink(tx: Tx, now: Date, token: string, purpose?: Purpose): Promise<Link> {
  return demand(await tx.first(read, [hashToken(token), now]), purpose);
}

const use = statement('people_link_use', 'UPDATE one_time_link SET used_at = $2 WHERE token_hash = $1');

/**
 * Uses a link up. Of several at the same time the first to lock it wins; the others find it used.
 * @throws Problem people.link_over
 */
export async function useLink(ctx: CommandContext, token: string, purpose: Purpose): Promise<Link> {
  const link = demand(await ctx.tx.first(lock, [hashToken(token), ctx.now]), purpose);
  await ctx.tx.rows(use, [hashToken(token), ctx.now]);
  return link;
}

const endOfInvitation = statement(
  'people_link_end_invitation',
  'UPDATE one_time_link SET used_at = $2 WHERE invitation_id = $1 AND used_at IS NULL',
);
const endOfAccount = statement(
  'people_link_end_account',
  `UPDATE one_time_link SET used_at = $2 WHERE account_id = $1 AND purpose = 'reset' AND used_at IS NULL`,
);
const endOfSetUp = statement(
  'people_link_end_set_up',
  `UPDATE one_time_link SET used_at = $1 WHERE purpose = 'set_up' AND used_at IS NULL`,
);

export async function endInvitationLinks(tx: Tx, invitationId: Id, now: Date): Promise<void> {
  await tx.rows(endOfInvitation, [invitationId, now]);
}

export async function endResetLinks(tx: Tx, accountId: Id, now: Date): Promise<void> {
  await tx.rows(endOfAccount, [accountId, now]);
}

export async function endSetUpLinks(tx: Tx, now: Date): Promise<void> {
  await tx.rows(endOfSetUp, [now]);
}

function demand(link: Link | undefined, purpose: Purpose | undefined): Link {
  if (link && (purpose === undefined || link.purpose === purpose)) return link;
  return refuse('people.link_over', 'This link is used up, too old or was replaced. Ask for a new one.');
}
