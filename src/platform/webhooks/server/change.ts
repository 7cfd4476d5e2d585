import { type CommandContext, handle, handlePrepared } from '#kernel/server/capability.ts';
import { clearDeadline } from '#kernel/server/deadlines.ts';
import { demandFreshProof } from '#kernel/server/fresh.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { changeEndpoint, endpointChanged, removeEndpoint, rotateSecret } from '../contract.ts';
import { startFollowing } from './add.ts';
import { demandCallable } from './address.ts';
import { accessEndpoint, demandKinds, type EndpointRow } from './endpoints.ts';
import { webhookPolicy } from './policy.ts';
import { setNext } from './record.ts';
import { sealSecret } from './secrets.ts';
import { newSecret } from './sign.ts';

const update = statement<{ version: number }>(
  'webhooks_update',
  `UPDATE webhook_endpoint SET url = $3, kinds = $4, enabled = $5,
     disabled_because = CASE WHEN $5 THEN NULL ELSE coalesce(disabled_because, 'by_hand') END,
     after_seq = CASE WHEN $5 AND NOT enabled
       THEN (SELECT head FROM workspace_stream s WHERE s.workspace_id = $1) ELSE after_seq END,
     throttled_until = NULL, version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);

/** Another address gets what nobody there was meant to see, so it needs a fresh proof; switching off never waits. */
export const changeOneEndpoint = handlePrepared(
  changeEndpoint,
  async (kernel, { url, kinds }, { identity }) => {
    demand({ actor: identity.actor, decided: false }, webhookPolicy, 'change');
    demandKinds(kernel, kinds);
    if (url !== undefined) await demandCallable(kernel, identity.workspaceId, url);
  },
  async (ctx, { endpointId, version, url, kinds, enabled }) => {
    const old = await accessEndpoint(ctx, endpointId, { for: 'change', lock: true });
    if (old.version !== version) {
      refuse('record.stale', 'This endpoint was changed meanwhile. Look again, then repeat it.', {
        facts: { version: old.version },
      });
    }
    if (url !== undefined && url !== old.url) demandFreshProof(ctx);
    const isOn = enabled ?? old.enabled;
    const row = [url ?? old.url, kinds === undefined ? old.kinds : kinds, isOn];
    const [changed] = await ctx.tx.rows(update, [ctx.workspaceId, endpointId, ...row]);
    if (isOn && !old.enabled) await startFollowing(ctx, endpointId);
    await setNext(ctx, endpointId);
    ctx.emit(endpointChanged, { endpointId, what: whatOf(old, isOn) });
    return { endpointId, version: changed?.version ?? version + 1 };
  },
);

function whatOf(old: EndpointRow, isOn: boolean): 'enabled' | 'disabled' | 'changed' {
  if (old.enabled === isOn) return 'changed';
  return isOn ? 'enabled' : 'disabled';
}

// Off, so nothing is made for it or sent to it; `webhooks.tidy` deletes what a month has left.
const remove = statement(
  'webhooks_remove',
  `UPDATE webhook_endpoint SET removed_at = $3, enabled = false, disabled_because = coalesce(disabled_because, 'by_hand'),
     secret = '', former_secret = NULL, version = version + 1
   WHERE workspace_id = $1 AND id = $2`,
);

export const removeOneEndpoint = handle(removeEndpoint, async (ctx: CommandContext, { endpointId }) => {
  await accessEndpoint(ctx, endpointId, { for: 'change', lock: true });
  await ctx.tx.rows(remove, [ctx.workspaceId, endpointId, ctx.now]);
  await clearDeadline(ctx, 'webhooks.due', endpointId);
  ctx.emit(endpointChanged, { endpointId, what: 'removed' });
  return { endpointId };
});

const bothForMs = 24 * 3_600_000;
const rotate = statement(
  'webhooks_rotate',
  `UPDATE webhook_endpoint SET former_secret = secret, former_until = $4, secret = $3, version = version + 1
   WHERE workspace_id = $1 AND id = $2`,
);

/** For a day both secrets sign, so that the other side may change in its own time. */
export const rotateOneSecret = handlePrepared(
  rotateSecret,
  async (kernel) => kernel.config,
  async (ctx, { endpointId }, config) => {
    await accessEndpoint(ctx, endpointId, { for: 'change', lock: true });
    const secret = newSecret();
    const until = new Date(ctx.now.getTime() + bothForMs);
    await ctx.tx.rows(rotate, [ctx.workspaceId, endpointId, sealSecret(config, endpointId, secret), until]);
    ctx.emit(endpointChanged, { endpointId, what: 'new_secret' });
    return { endpointId, formerUntil: until.toISOString(), secret };
  },
);
