import { demandStrong, hashPassphrase } from '#foundation/people/index.ts';
import { type CommandContext, handlePrepared } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { leave, passphraseSet, setPassphrase, signedOut } from '../contract.ts';
import { demandPortal, endSessions, forgetCookie } from './session.ts';

export const signOut = handlePrepared(
  leave,
  async (kernel) => kernel,
  async (ctx, { isEverywhere }, kernel) => {
    const { customerId, sessionId, address } = await demandPortal(ctx);
    await endSessions(ctx, { sessionId, address, all: isEverywhere });
    forgetCookie(ctx, kernel);
    ctx.emit(signedOut, { customerId });
    return { customerId };
  },
);

const keep = statement(
  'portal_passphrase_keep',
  `INSERT INTO portal_passphrase (workspace_id, address_key, secret, changed_at) VALUES ($1, $2, $3, heed_now())
   ON CONFLICT (workspace_id, address_key) DO UPDATE SET secret = $3, changed_at = heed_now()`,
);
const drop = statement(
  'portal_passphrase_drop',
  'DELETE FROM portal_passphrase WHERE workspace_id = $1 AND address_key = $2',
);

/** Sets the passphrase of an address; policy and strength are the caller's. */
export async function keepPortalPassphrase(ctx: CommandContext, address: string, secret: string): Promise<void> {
  await ctx.tx.rows(keep, [ctx.workspaceId, address, secret]);
}

/** Whoever else is signed in by this address is not any more. */
export const choosePassphrase = handlePrepared(
  setPassphrase,
  async (_kernel, { passphrase }) => {
    if (passphrase === null) return null;
    demandStrong(passphrase, {});
    return hashPassphrase(passphrase);
  },
  async (ctx, _input, secret) => {
    const { customerId, sessionId, address } = await demandPortal(ctx);
    if (secret === null) await ctx.tx.rows(drop, [ctx.workspaceId, address]);
    else await keepPortalPassphrase(ctx, address, secret);
    await endSessions(ctx, { sessionId, address, all: true, except: sessionId });
    ctx.emit(passphraseSet, { customerId, isSet: secret !== null });
    return { isSet: secret !== null };
  },
);
