import { type CommandContext, handlePrepared } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { keyMade, makeKey } from '../contract.ts';
import { keyPrefix } from './key-identifier.ts';
import { allScopes } from './key-scopes.ts';
import { keyPolicy } from './policy.ts';
import { selfOf } from './session.ts';
import { hashToken, newToken } from './tokens.ts';

const most = 100;

const insert = statement(
  'people_key_insert',
  `INSERT INTO api_key (workspace_id, id, name, token_hash, hint, scopes, confirms, person_id, made_at, expires_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);
const open = statement<{ count: number }>(
  'people_keys_open',
  `SELECT count(*)::int AS count FROM api_key WHERE workspace_id = $1 AND revoked_at IS NULL AND expires_at > $2`,
);

/** Makes a key and shows it, once. The database keeps its hash. */
export const makeOwnKey = handlePrepared(
  makeKey,
  async (kernel) => new Set(allScopes(kernel).keys()),
  async (ctx, { name, scopes, confirms, days }, known) => {
    demand(ctx, keyPolicy, 'make-key');
    const personId = selfOf(ctx).id;
    const unknown = scopes.filter((scope) => !known.has(scope));
    if (unknown.length > 0) refuse('people.unknown_scope', `No scope is called ${unknown.join(', ')}.`);
    await demandRoom(ctx);
    const apiKey = keyPrefix + newToken();
    const keyId = ctx.key;
    const chosen = [...new Set(scopes)].sort();
    const until = new Date(ctx.now.getTime() + days * 86_400_000);
    const row = [ctx.workspaceId, keyId, name, hashToken(apiKey), apiKey.slice(-4), chosen, confirms, personId];
    await ctx.tx.rows(insert, [...row, ctx.now, until]);
    const expiresAt = until.toISOString();
    ctx.emit(keyMade, { keyId, personId, scopes: chosen, confirms, expiresAt });
    return { keyId, expiresAt, apiKey };
  },
);

async function demandRoom(ctx: CommandContext): Promise<void> {
  const [found] = await ctx.tx.rows(open, [ctx.workspaceId, ctx.now]);
  if ((found?.count ?? 0) >= most) refuse('people.too_many_keys', `${most} keys are open here.`);
}
