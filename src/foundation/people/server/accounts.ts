import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, QueryContext } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import type { Newcomer } from './session.ts';

/** An account with the hash of its passphrase. */
export interface Account {
  id: Id;
  email: string;
  name: string;
  secret: string | null;
}

const columns = `SELECT a.id, a.email, a.name, c.secret FROM account a
  LEFT JOIN credential c ON c.account_id = a.id AND c.kind = 'passphrase'`;
const byEmail = statement<Account>('people_account_by_email', `${columns} WHERE a.email = $1`);
const byId = statement<Account>('people_account_by_id', `${columns} WHERE a.id = $1`);

export function accountByEmail(tx: Tx, email: string): Promise<Account | undefined> {
  return tx.first(byEmail, [email]);
}

export function accountById(tx: Tx, id: Id): Promise<Account | undefined> {
  return tx.first(byId, [id]);
}

const insert = statement<{ id: Id }>(
  'people_account_insert',
  'INSERT INTO account (id, email, name, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (email) DO NOTHING RETURNING id',
);
const insertSecret = statement(
  'people_credential_insert',
  `INSERT INTO credential (account_id, kind, secret, changed_at) VALUES ($1, 'passphrase', $2, $3)
   ON CONFLICT (account_id, kind) DO UPDATE SET secret = excluded.secret, changed_at = excluded.changed_at`,
);

/** Creates an account, with its passphrase where it has one. @throws Problem people.wrong_passphrase when the address has one by now */
export async function createAccount(ctx: CommandContext, account: Account): Promise<void> {
  const created = await ctx.tx.first(insert, [account.id, account.email, account.name, ctx.now]);
  if (!created) {
    refuse(
      'people.wrong_passphrase',
      'This address has an account since a moment ago. Give the passphrase of that one.',
    );
  }
  if (account.secret !== null) await setSecret(ctx, account.id, account.secret);
}

/** Sets the hash of an account's passphrase. */
export async function setSecret(ctx: CommandContext, accountId: Id, secret: string): Promise<void> {
  await ctx.tx.rows(insertSecret, [accountId, secret, ctx.now]);
}

const holdSecret = statement(
  'people_credential_hold',
  `SELECT 1 FROM credential WHERE account_id = $1 AND kind = 'passphrase' AND secret = $2 FOR SHARE`,
);

/**
 * Is the passphrase that was checked before the transaction still the account's? Holds it until the commit: a change
 * made meanwhile either refuses this session here or, coming later, ends it with all the others.
 */
export async function isStillSecret(ctx: CommandContext, account: Account): Promise<boolean> {
  return (await ctx.tx.first(holdSecret, [account.id, account.secret])) !== undefined;
}

/** A workspace in which somebody may work. */
export interface Membership {
  workspace_id: Id;
  workspace_name: string;
  workspace_kind: 'live' | 'practice';
  role: string;
}

const memberships = statement<Membership>('people_memberships', 'SELECT * FROM heed_memberships($1)');

/** Where the account may work, live workspaces first. */
export function membershipsOf(ctx: QueryContext, accountId: Id): Promise<Membership[]> {
  return ctx.tx.rows(memberships, [accountId]);
}

const latest = statement<{ workspace_id: Id }>(
  'people_latest_workspace',
  'SELECT workspace_id FROM session WHERE account_id = $1 ORDER BY created_at DESC LIMIT 1',
);

/** Somebody about to sign in, in the workspace used last or else the first live one; undefined when shut out of all. */
export async function newcomer(ctx: CommandContext, account: Account): Promise<Newcomer | undefined> {
  const all = await membershipsOf(ctx, account.id);
  const last = await ctx.tx.first(latest, [account.id]);
  const place = all.find((one) => one.workspace_id === last?.workspace_id) ?? all[0];
  if (!place) return undefined;
  return { accountId: account.id, name: account.name, role: place.role, workspaceId: place.workspace_id };
}
