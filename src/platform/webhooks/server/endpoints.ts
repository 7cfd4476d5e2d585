import type { Id } from '#kernel/contract/ids.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { listEndpoints, listKinds, mostCounted } from '../contract.ts';
import { webhookPolicy } from './policy.ts';

export interface EndpointRow {
  id: Id;
  url: string;
  kinds: string[] | null;
  enabled: boolean;
  disabledBecause: 'by_hand' | 'gone' | null;
  failingSince: Date | null;
  throttledUntil: Date | null;
  formerUntil: Date | null;
  madeAt: Date;
  version: number;
}

const columns = `w.id, w.url, w.kinds, w.enabled, w.disabled_because AS "disabledBecause",
    w.failing_since AS "failingSince", w.throttled_until AS "throttledUntil", w.former_until AS "formerUntil",
    w.made_at AS "madeAt", w.version`;
const present = 'FROM webhook_endpoint w WHERE w.workspace_id = $1 AND w.removed_at IS NULL';
const list = statement<EndpointRow & { waiting: number }>(
  'webhooks_list',
  `SELECT ${columns}, (SELECT count(*) FROM (
       SELECT FROM webhook_delivery d
       WHERE d.workspace_id = $1 AND d.endpoint_id = w.id AND d.state = 'waiting' LIMIT ${mostCounted}) few)::int AS waiting
   ${present} ORDER BY w.made_at, w.id`,
);
const one = statement<EndpointRow>('webhooks_one', `SELECT ${columns} ${present} AND w.id = $2`);
const locked = statement<EndpointRow>('webhooks_one_locked', `SELECT ${columns} ${present} AND w.id = $2 FOR UPDATE`);
const place = statement<{ isLive: boolean }>(
  'webhooks_place',
  `SELECT kind = 'live' AS "isLive" FROM workspace WHERE id = $1`,
);

/** An endpoint, for those who may know of endpoints at all. @throws Problem record.not_found, access.forbidden */
export async function accessEndpoint(
  ctx: QueryContext,
  id: Id,
  how: { for: 'list' | 'change'; lock?: boolean },
): Promise<EndpointRow> {
  demand(ctx, webhookPolicy, how.for);
  return (await ctx.tx.first(how.lock ? locked : one, [ctx.workspaceId, id])) ?? notFound('endpoint');
}

export const endpointList = answer(listEndpoints, async (ctx) => {
  demand(ctx, webhookPolicy, 'list');
  const [here] = await ctx.tx.rows(place, [ctx.workspaceId]);
  const rows = await ctx.tx.rows(list, [ctx.workspaceId]);
  const instant = (at: Date | null) => at?.toISOString() ?? null;
  const ahead = (at: Date | null) => (at && at > ctx.now ? at.toISOString() : null);
  return {
    isPossible: here?.isLive ?? false,
    endpoints: rows.map(({ formerUntil, failingSince, throttledUntil, madeAt, ...row }) => ({
      ...row,
      failingSince: instant(failingSince),
      throttledUntil: ahead(throttledUntil),
      formerSecretUntil: ahead(formerUntil),
      madeAt: madeAt.toISOString(),
    })),
  };
});

/** Kinds of events that are sent: all but those that tell of webhooks themselves. */
export function sendableKinds(kernel: Kernel): Map<string, string> {
  const all = [...kernel.events.values()].filter(({ type }) => !type.startsWith('webhook.'));
  return new Map(all.map(({ type, sentence }) => [type, sentence]));
}

export function demandKinds(kernel: Kernel, kinds: readonly string[] | null | undefined): void {
  const known = sendableKinds(kernel);
  const unknown = (kinds ?? []).filter((kind) => !known.has(kind));
  if (unknown.length > 0) refuse('webhook.unknown_kind', `No event is called ${unknown.slice(0, 5).join(', ')}.`);
}

export const kindList = answer(listKinds, async (ctx, _input, kernel) => {
  demand(ctx, webhookPolicy, 'list');
  const kinds = [...sendableKinds(kernel)].map(([type, sentence]) => ({ type, sentence }));
  return { kinds: kinds.sort((a, b) => (a.type < b.type ? -1 : 1)) };
});
