import { randomBytes } from 'node:crypto';
import type { Id } from '#kernel/contract/ids.ts';
import { seal, unseal } from '#kernel/seal/seal.ts';
import { actorId } from '#kernel/server/actor.ts';
import { answer, handle, handlePrepared, type QueryContext } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { endSecret, identitySettings, makeSecret, overlapDays, secretChanged } from '../../contract-identity.ts';
import { widgetOf } from '../access.ts';
import { chatPolicy } from '../policy.ts';

const about = (secretId: Id) => `widget-secret:${secretId}`;

const insert = statement(
  'widget_secret_insert',
  'INSERT INTO widget_secret (workspace_id, id, widget_id, kid, sealed, made_by) VALUES ($1, $2, $3, $4, $5, $6)',
);
/** The current one goes on for a while; one that was on its way out already ends, so that two are valid at most. */
const retire = statement(
  'widget_secret_retire',
  `UPDATE widget_secret SET ends_at = CASE WHEN ends_at IS NULL THEN heed_now() + make_interval(days => $3)
     ELSE heed_now() END
   WHERE workspace_id = $1 AND widget_id = $2 AND (ends_at IS NULL OR ends_at > heed_now())`,
);
const end = statement<{ widget_id: Id }>(
  'widget_secret_end',
  `UPDATE widget_secret SET ends_at = heed_now()
   WHERE workspace_id = $1 AND id = $2 AND (ends_at IS NULL OR ends_at > heed_now()) RETURNING widget_id`,
);
const valid = statement<{ id: Id; kid: string; sealed: Buffer; made_at: Date; made_by: string; ends_at: Date | null }>(
  'widget_secrets_valid',
  `SELECT s.id, s.kid, s.sealed, s.made_at, a.name AS made_by, s.ends_at FROM widget_secret s
   JOIN account a ON a.id = s.made_by
   WHERE s.workspace_id = $1 AND s.widget_id = $2 AND (s.ends_at IS NULL OR s.ends_at > heed_now())
   ORDER BY s.ends_at IS NULL DESC, s.made_at DESC`,
);

/** A key with which a token may be signed. */
export interface SigningKey {
  kid: string;
  secret: string;
}

/**
 * The secrets of a widget that are valid now, the current one first. One that can no longer be unsealed, because the words
 * in HEED_SEAL were lost, is left out: a new one has to be made.
 */
export async function keysOf(kernel: Kernel, tx: Tx, workspaceId: Id, widgetId: Id): Promise<SigningKey[]> {
  const rows = await tx.rows(valid, [workspaceId, widgetId]);
  return rows.flatMap(({ id, kid, sealed }) => {
    const secret = unseal(kernel.config.sealWords, sealed, about(id));
    return secret === undefined ? [] : [{ kid, secret }];
  });
}

/** The `aud` of tokens for a widget. */
export function audienceOf(publicKey: string): string {
  return `heed:${publicKey}`;
}

export const secrets = answer(identitySettings, async (ctx: QueryContext) => {
  demand(ctx, chatPolicy, 'see_widget');
  const widget = await widgetOf(ctx);
  const rows = await ctx.tx.rows(valid, [ctx.workspaceId, widget.id]);
  return {
    audience: audienceOf(widget.public_key),
    secrets: rows.map((row) => ({
      id: row.id,
      kid: row.kid,
      madeAt: row.made_at.toISOString(),
      madeBy: row.made_by,
      endsAt: row.ends_at?.toISOString() ?? null,
    })),
  };
});

/** Makes a secret. What is sealed is the text itself: libraries in every language take a text as the key. */
export const makeNewSecret = handlePrepared(
  makeSecret,
  async (kernel) => kernel.config.sealWords,
  async (ctx, _input, sealWords) => {
    demand(ctx, chatPolicy, 'change_widget');
    const widget = await widgetOf(ctx, { lock: true });
    const secretId = ctx.key;
    const secret = `hs_${randomBytes(32).toString('base64url')}`;
    const kid = `k${randomBytes(4).toString('hex')}`;
    await ctx.tx.rows(retire, [ctx.workspaceId, widget.id, overlapDays]);
    const sealed = seal(sealWords, secret, about(secretId));
    await ctx.tx.rows(insert, [ctx.workspaceId, secretId, widget.id, kid, sealed, actorId(ctx.actor)]);
    ctx.emit(secretChanged, { widgetId: widget.id, secretId, what: 'made' });
    return { secretId, kid, secret };
  },
);

export const endOneSecret = handle(endSecret, async (ctx, { secretId }) => {
  demand(ctx, chatPolicy, 'change_widget');
  const ended = await ctx.tx.first(end, [ctx.workspaceId, secretId]);
  if (!ended) notFound('identity secret that is valid');
  ctx.emit(secretChanged, { widgetId: ended.widget_id, secretId, what: 'ended' });
  return { secretId };
});
