import { type CommandContext, handlePrepared } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { addEndpoint, endpointChanged } from '../contract.ts';
import { demandCallable } from './address.ts';
import { demandKinds } from './endpoints.ts';
import { webhookPolicy } from './policy.ts';
import { sealSecret } from './secrets.ts';
import { newSecret } from './sign.ts';

const most = 20;

const insert = statement(
  'webhooks_insert',
  `INSERT INTO webhook_endpoint (workspace_id, id, url, kinds, secret, after_seq, made_at)
   SELECT $1, $2, $3, $4, $5, head, $6 FROM workspace_stream WHERE workspace_id = $1`,
);
const count = statement<{ count: number }>(
  'webhooks_endpoints',
  'SELECT count(*)::int AS count FROM webhook_endpoint WHERE workspace_id = $1 AND removed_at IS NULL',
);
// Where nothing was on nobody followed; what lies between then and now is for no endpoint.
const catchUp = statement(
  'webhooks_catch_up',
  `INSERT INTO webhook_cursor (workspace_id, seq) SELECT workspace_id, head FROM workspace_stream WHERE workspace_id = $1
   ON CONFLICT (workspace_id) DO UPDATE SET seq = excluded.seq
     WHERE NOT EXISTS (SELECT FROM webhook_endpoint w WHERE w.workspace_id = $1 AND w.id <> $2 AND w.enabled)`,
);

/** An endpoint is on from here: it gets what happens after this write. */
export async function startFollowing(ctx: CommandContext, endpointId: string): Promise<void> {
  await ctx.tx.rows(catchUp, [ctx.workspaceId, endpointId]);
}

/** Adds an endpoint and shows the secret that signs what it gets, once. */
export const addOneEndpoint = handlePrepared(
  addEndpoint,
  async (kernel, { url, kinds }, { identity }) => {
    demand({ actor: identity.actor, decided: false }, webhookPolicy, 'change');
    demandKinds(kernel, kinds);
    await demandCallable(kernel, identity.workspaceId, url);
    return kernel.config;
  },
  async (ctx, { url, kinds }, config) => {
    demand(ctx, webhookPolicy, 'change');
    const [found] = await ctx.tx.rows(count, [ctx.workspaceId]);
    if ((found?.count ?? 0) >= most) refuse('webhook.too_many', `There are ${most}.`);
    const endpointId = ctx.key;
    const secret = newSecret();
    const sealed = sealSecret(config, endpointId, secret);
    await ctx.tx.rows(insert, [ctx.workspaceId, endpointId, url, kinds, sealed, ctx.now]);
    await startFollowing(ctx, endpointId);
    ctx.emit(endpointChanged, { endpointId, what: 'added' });
    return { endpointId, version: 1, secret };
  },
);
