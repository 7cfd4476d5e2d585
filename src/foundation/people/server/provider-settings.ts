import type { Id } from '#kernel/contract/ids.ts';
import { answer, type CommandContext, handle, handlePrepared } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, Problem, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import {
  checkProvider,
  getProvider,
  listProviders,
  providerChanged,
  removeProvider,
  setProvider,
} from '../contract.ts';
import { refuseStale } from './access.ts';
import { doorPolicy, securityPolicy } from './policy.ts';
import { configurationOf } from './provider-client.ts';
import { identitiesOf } from './provider-identity.ts';
import { allProviders, callbackOf, openProvider, providerOf, sealSecret } from './provider-rows.ts';
import { selfOf } from './session.ts';
import { countOwnCheck } from './tries.ts';

export const answerProviders = answer(listProviders, async (ctx) => {
  demand(ctx, doorPolicy, 'providers');
  const rows = await allProviders(ctx.tx);
  return { providers: rows.map(({ id, name, isOnly }) => ({ id, name, isOnly })) };
});

const kind = statement<{ isLive: boolean }>(
  'people_provider_place',
  `SELECT kind = 'live' AS "isLive" FROM workspace WHERE id = $1`,
);

export const answerProvider = answer(getProvider, async (ctx, _input, kernel) => {
  demand(ctx, securityPolicy, 'provider');
  const row = await providerOf(ctx.tx, ctx.workspaceId);
  const place = await ctx.tx.first(kind, [ctx.workspaceId]);
  return {
    version: row?.version ?? 1,
    provider: row ? { ...row, hasSecret: row.clientSecret !== null } : null,
    callback: callbackOf(kernel),
    isPossible: place?.isLive ?? false,
  };
});

// No provider is version 1 of it. Of two who set it at once the second finds another version.
const save = statement<{ version: number }>(
  'people_provider_save',
  `INSERT INTO sign_in_provider AS p
     (workspace_id, name, issuer, client_id, client_secret, domains, joins_as, is_only, version)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::int + 1)
   ON CONFLICT (workspace_id) DO UPDATE SET name = excluded.name, issuer = excluded.issuer,
     client_id = excluded.client_id, client_secret = excluded.client_secret, domains = excluded.domains,
     joins_as = excluded.joins_as, is_only = excluded.is_only, version = p.version + 1
     WHERE p.version = $9
   RETURNING version`,
);

/**
 * Sets the provider up or changes it. The secret stays what it was unless another is given, but never goes to another
 * issuer. Who makes it the only way in has come in by it.
 */
export const setOwnProvider = handlePrepared(
  setProvider,
  async (kernel) => kernel.config,
  async (ctx, input, config) => {
    demand(ctx, securityPolicy, 'change-provider');
    await demandLive(ctx);
    const before = await providerOf(ctx.tx, ctx.workspaceId);
    if ((before?.version ?? 1) !== input.version) refuseStale('provider', before?.version ?? 1);
    if (input.isOnly) await demandOwnLink(ctx, input.issuer);
    const issuerChanged = before?.issuer !== input.issuer;
    const given = input.clientSecret;
    const secret = given == null ? null : sealSecret(config, ctx.workspaceId, given);
    const keeps = given === undefined && !issuerChanged;
    const after = await ctx.tx.first(save, [
      ...[ctx.workspaceId, input.name, input.issuer, input.clientId, keeps ? before?.clientSecret : secret],
      ...[[...new Set(input.domains)], input.joinsAs, input.isOnly, input.version],
    ]);
    if (!after) return refuseStale('provider', before?.version ?? 1);
    const { isOnly, joinsAs } = input;
    ctx.emit(providerChanged, { what: 'set', isOnly, joinsAs, issuerChanged });
    return { version: after.version };
  },
);

async function demandLive(ctx: CommandContext): Promise<void> {
  if ((await ctx.tx.first(kind, [ctx.workspaceId]))?.isLive) return;
  refuse('practice.no_sending', 'A practice workspace calls nobody. Set the provider up in the live one.');
}

async function demandOwnLink(ctx: CommandContext, issuer: string): Promise<void> {
  const mine = await identitiesOf(ctx.tx, selfOf(ctx).id);
  if (mine.some((identity) => identity.issuer === issuer)) return;
  refuse(
    'people.link_own_first',
    'Save without it, link your account under Your security, then make it the only way in.',
  );
}

const remove = statement<{ workspace_id: Id }>(
  'people_provider_remove',
  'DELETE FROM sign_in_provider WHERE workspace_id = $1 AND version = $2 RETURNING workspace_id',
);

export const removeOwnProvider = handle(removeProvider, async (ctx, { version }) => {
  demand(ctx, securityPolicy, 'change-provider');
  const before = (await providerOf(ctx.tx, ctx.workspaceId)) ?? notFound('provider');
  if (!(await ctx.tx.first(remove, [ctx.workspaceId, version]))) refuseStale('provider', before.version);
  ctx.emit(providerChanged, { what: 'removed', isOnly: false, joinsAs: null, issuerChanged: true });
  return { version: 1 };
});

/** Asks the provider for its description, and says in words whether that went well. */
export const checkOwnProvider = handlePrepared(
  checkProvider,
  async (kernel, _input, { identity: { actor, workspaceId } }) => {
    if (actor.kind !== 'person' || !workspaceId) return null;
    // Who may not change it learns nothing about it, nor makes Heed call anybody.
    if (!securityPolicy.rules['change-provider'].roles.includes(actor.role)) return null;
    await countOwnCheck(kernel, actor.id);
    const provider = await openProvider(kernel, workspaceId);
    return configurationOf(kernel, provider).then(
      () => null,
      (error) => (error instanceof Problem ? error.message : 'It could not be reached.'),
    );
  },
  async (ctx, _input, why) => {
    demand(ctx, securityPolicy, 'change-provider');
    return { answers: why === null, why };
  },
);
