import { createHash, randomBytes } from 'node:crypto';
import type { Id } from '#kernel/contract/ids.ts';
import { answer, type Caller, type CommandContext, handle, handlePrepared } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { can, demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { accountChanged, addAccount, type Connector, changeAccount, listAccounts, retireAccount } from '../contract.ts';
import { connectSoon } from './connect.ts';
import { socialPolicy } from './policy.ts';
import { type AccountRecord, accountColumns, accountOf, connectorOf, lineOf, sealFor, serviceErrorOf } from './rows.ts';

const all = statement<AccountRecord & { waiting: number; unread: number }>(
  'social_accounts',
  `SELECT ${accountColumns},
     (SELECT count(*)::int FROM social_out o WHERE o.workspace_id = $1 AND o.account_id = a.id
       AND o.state IN ('queued', 'sending')) AS waiting,
     (SELECT count(*)::int FROM social_update u WHERE u.workspace_id = $1 AND u.account_id = a.id
       AND u.state = 'failed') AS unread
   FROM social_account a WHERE a.workspace_id = $1 AND a.retired_at IS NULL ORDER BY a.made_at, a.id`,
);
const lock = statement<AccountRecord>(
  'social_account_lock',
  `SELECT ${accountColumns} FROM social_account a
   WHERE a.workspace_id = $1 AND a.id = $2 AND a.retired_at IS NULL FOR UPDATE`,
);
const team = statement<{ id: Id }>('social_team', 'SELECT id FROM team WHERE workspace_id = $1 AND id = $2');
const insert = statement<{ id: Id }>(
  'social_account_insert',
  `INSERT INTO social_account (workspace_id, id, connector, name, handle, ref, team_id, api_url, token_sealed, way,
     secret_sealed, secret_hash)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
   ON CONFLICT (connector, api_url, ref) WHERE retired_at IS NULL DO NOTHING RETURNING id`,
);
const update = statement<{ version: number }>(
  'social_account_update',
  `UPDATE social_account SET name = $3, team_id = $4, way = $5, token_sealed = $6, handle = $7, state = 'waiting',
     problem = NULL, said = '', at = heed_now(), failures = 0, next_at = '-infinity', version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);
// The token stays until the service was told; then it goes too.
const retire = statement(
  'social_account_retire',
  `UPDATE social_account SET retired_at = heed_now(), version = version + 1 WHERE workspace_id = $1 AND id = $2`,
);

/** A secret as it is looked up: its SHA-256. */
export const secretHash = (secret: string) => createHash('sha256').update(secret).digest();

export const accounts = answer(listAccounts, async (ctx, _input, kernel) => {
  demand(ctx, socialPolicy, 'list');
  const rows = await ctx.tx.rows(all, [ctx.workspaceId]);
  return {
    accounts: rows.map((row) => ({
      ...{ id: row.id, connector: row.connector, name: row.name, handle: row.handle, teamId: row.team_id },
      ...{ way: row.way, apiUrl: row.api_url, state: row.state, problem: row.problem, said: row.said },
      ...{ at: row.at.toISOString(), heardAt: row.heard_at?.toISOString() ?? null },
      pausedUntil: row.paused_until && row.paused_until > ctx.now ? row.paused_until.toISOString() : null,
      ...{ waiting: row.waiting, unread: row.unread, version: row.version },
    })),
    // Services call https addresses alone.
    canWebhook: kernel.publicUrl().startsWith('https:'),
  };
});

async function demandTeam(ctx: CommandContext, teamId: Id | null | undefined): Promise<void> {
  if (!teamId || (await ctx.tx.first(team, [ctx.workspaceId, teamId]))) return;
  refuse('social.unknown_team', 'It may have been removed meanwhile. Choose another one.');
}

/**
 * Asks the service whose token it is, before anything is written; only for whoever may keep accounts.
 * @throws Problem social.not_connected
 */
async function asked(
  kernel: Kernel,
  { identity }: Caller,
  of: { connector: Connector; token: string; apiUrl: string },
): Promise<{ ref: string; handle: string } | undefined> {
  const { actor, workspaceId } = identity;
  if (!workspaceId || can(socialPolicy, actor, 'keep') !== true) return undefined;
  try {
    return await connectorOf(of.connector).whoAmI(lineOf(kernel, workspaceId, of));
  } catch (error) {
    return refuse('social.not_connected', `The service says: ${serviceErrorOf(error).message}`);
  }
}

export const add = handlePrepared(
  addAccount,
  async (kernel, input, caller) => ({ kernel, me: await asked(kernel, caller, input) }),
  async (ctx, { connector, name, teamId, way, token, apiUrl }, { kernel, me }) => {
    demand(ctx, socialPolicy, 'keep');
    if (!me) return refuse('social.not_connected', 'The service was not asked.');
    await demandTeam(ctx, teamId);
    const accountId = ctx.key;
    const secret = randomBytes(32).toString('base64url');
    const words = kernel.config.sealWords;
    const added = await ctx.tx.first(insert, [
      ...[ctx.workspaceId, accountId, connector, name, me.handle, me.ref, teamId, apiUrl],
      ...[sealFor(words, 'token', accountId, token), way, sealFor(words, 'secret', accountId, secret)],
      secretHash(secret),
    ]);
    if (!added) refuse('social.account_taken', `${me.handle || name} is connected in this installation already.`);
    ctx.emit(accountChanged, { accountId, what: 'added' });
    connectSoon(ctx, accountId);
    return { accountId, version: 1 };
  },
);

async function access(ctx: CommandContext, accountId: Id): Promise<AccountRecord> {
  demand(ctx, socialPolicy, 'keep');
  return (await ctx.tx.first(lock, [ctx.workspaceId, accountId])) ?? notFound('account');
}

export const change = handlePrepared(
  changeAccount,
  async (kernel, { accountId, token }, caller) => {
    const { workspaceId } = caller.identity;
    if (token === undefined || !workspaceId) return { kernel, me: undefined };
    const scope = { workspaceId, customerId: null };
    const account = await kernel.database.read(scope, (tx) => accountOf(tx, workspaceId, accountId));
    const of = account && { connector: account.connector, token, apiUrl: account.api_url };
    return { kernel, me: of && (await asked(kernel, caller, of)) };
  },
  async (ctx, { accountId, version, token, ...given }, { kernel, me }) => {
    const before = await access(ctx, accountId);
    if (before.version !== version) {
      refuse('record.stale', `You saw version ${version}; it is now ${before.version}. Load it again.`, {
        facts: { version: before.version },
      });
    }
    if (me && me.ref !== before.ref)
      refuse('social.not_connected', `This token is of ${me.handle}, not of ${before.handle}.`);
    await demandTeam(ctx, given.teamId);
    const { name = before.name, way = before.way } = given;
    const teamId = given.teamId === undefined ? before.team_id : given.teamId;
    const sealed = token ? sealFor(kernel.config.sealWords, 'token', accountId, token) : before.token_sealed;
    const values = [ctx.workspaceId, accountId, name, teamId, way, sealed, me?.handle ?? before.handle];
    const saved = await ctx.tx.first(update, values);
    ctx.emit(accountChanged, { accountId, what: 'changed' });
    connectSoon(ctx, accountId);
    return { accountId, version: saved?.version ?? version };
  },
);

export const takeOff = handle(retireAccount, async (ctx, { accountId }) => {
  await access(ctx, accountId);
  await ctx.tx.rows(retire, [ctx.workspaceId, accountId]);
  ctx.emit(accountChanged, { accountId, what: 'retired' });
  connectSoon(ctx, accountId);
  return { accountId };
});
