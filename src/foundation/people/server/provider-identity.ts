import { type Id, newId } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { identityLinked } from '../contract.ts';
import { onlyWayOf } from './provider-rows.ts';
import { takeOffer } from './provider-steps.ts';
import { emitEverywhere } from './session.ts';

/** Whom a provider says the browser belongs to. */
export interface Who {
  issuer: string;
  subject: string;
  /** Verified, lower case. */
  email: string;
  name: string;
}

/** Who an account is at a provider. The subject says so, never the address, which may pass to somebody else. */
export interface Identity {
  id: Id;
  accountId: Id;
  issuer: string;
  email: string;
  linkedAt: Date;
  usedAt: Date | null;
}

const columns = `SELECT id, account_id AS "accountId", issuer, email, created_at AS "linkedAt", used_at AS "usedAt"
  FROM provider_identity`;
const bySubject = statement<Identity>('people_identity', `${columns} WHERE issuer = $1 AND subject = $2`);
const ofAccount = statement<Identity>('people_identities', `${columns} WHERE account_id = $1 ORDER BY created_at, id`);
const hold = statement<Identity>('people_identity_hold', `${columns} WHERE id = $1 AND account_id = $2 FOR SHARE`);

export function identityOf(tx: Tx, { issuer, subject }: Who): Promise<Identity | undefined> {
  return tx.first(bySubject, [issuer, subject]);
}

export function identitiesOf(tx: Tx, accountId: Id): Promise<Identity[]> {
  return tx.rows(ofAccount, [accountId]);
}

/** Is it still linked? Holds it until the commit, so that unlinking it meanwhile waits or is seen. */
export async function isStillLinked(ctx: CommandContext, accountId: Id, id: Id): Promise<boolean> {
  return (await ctx.tx.first(hold, [id, accountId])) !== undefined;
}

const use = statement('people_identity_use', 'UPDATE provider_identity SET used_at = $2, email = $3 WHERE id = $1');

export async function noteUse(ctx: CommandContext, id: Id, email: string): Promise<void> {
  await ctx.tx.rows(use, [id, ctx.now, email]);
}

const insert = statement<{ id: Id }>(
  'people_identity_insert',
  `INSERT INTO provider_identity (id, account_id, issuer, subject, email, created_at) VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT DO NOTHING RETURNING id`,
);

/** Links for good: from now on this subject opens the account. @throws Problem people.identity_taken */
export async function linkIdentity(ctx: CommandContext, accountId: Id, who: Who): Promise<void> {
  const made = await ctx.tx.first(insert, [newId(), accountId, who.issuer, who.subject, who.email, ctx.now]);
  if (!made) {
    refuse('people.identity_taken', 'Unlink the other one first, under Your security of the account that has it.');
  }
  await emitEverywhere(ctx, accountId, identityLinked, { personId: accountId, identityId: made.id });
}

/**
 * For every way in but the provider's own, after the session has begun in the transaction: links what the provider
 * offered to this browser, as the person has just proved to be the account's; otherwise refuses where the provider is
 * the only way in. @throws Problem people.only_elsewhere
 */
export async function takeOtherWay(ctx: CommandContext, kernel: Kernel, accountId: Id): Promise<void> {
  const offered = await takeOffer(ctx, kernel, accountId);
  if (offered) return linkIdentity(ctx, accountId, offered);
  const only = await onlyWayOf(ctx.tx, accountId);
  if (only) refuse('people.only_elsewhere', `Sign in with ${only}. Your passphrase opens nothing here.`);
}
