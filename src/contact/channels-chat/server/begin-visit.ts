import { randomBytes } from 'node:crypto';
import { insertCustomer } from '#contact/customers/index.ts';
import { newId } from '#kernel/contract/ids.ts';
import { nobody } from '#kernel/server/actor.ts';
import { handlePrepared } from '#kernel/server/capability.ts';
import { noScope } from '#kernel/server/database.ts';
import { networkOf } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { demand } from '#kernel/server/policy.ts';
import { Problem } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { createGate } from '#kernel/turnstile/turnstile.ts';
import { beginVisit } from '../contract.ts';
import { openWidget, originCheck, tokenHash } from './access.ts';
import { chatPolicy } from './policy.ts';
import { demandIdentity, serviceOf } from './service/settings.ts';

const insert = statement<{ expires_at: Date }>(
  'visit_insert',
  `INSERT INTO visit (workspace_id, id, token_hash, widget_id, customer_id, expires_at)
   VALUES ($1, $2, $3, $4, $5, heed_now() + interval '180 days') RETURNING expires_at`,
);
const take = statement<{ allowed: boolean; wait_s: number }>('rate_take', 'SELECT * FROM heed_take($1, $2, $3)');

/** Visits that one network may begin: 30 at once, then one every two minutes. Shops behind one address share it. */
const burst = 30;
const refillS = 120;

function tooMany(waitS: number): Problem {
  return new Problem('limit.too_many', `Wait ${waitS} s; your message is kept in the window.`, { retryAfterS: waitS });
}
const gate = createGate(() => tooMany(2));

/**
 * Takes one visit out of the network's share, in a transaction of its own: its row is held for a moment only, and a
 * burst waits for it here.
 * @throws Problem limit.too_many
 */
async function takeVisit(kernel: Kernel, network: string): Promise<void> {
  const rate = await gate(network, () =>
    kernel.database.write(noScope, (tx) => tx.first(take, [`visit:${network}`, burst, refillS])),
  );
  if (rate && !rate.allowed) throw tooMany(rate.wait_s);
}

/**
 * Begins a visit when somebody first writes. A new visit is a new customer called "Visitor"; who they are is learned
 * later, and never from what they merely type.
 */
export const startVisit = handlePrepared(
  beginVisit,
  async (kernel, _input, { request }) => {
    await takeVisit(kernel, networkOf(request.address));
    return { kernel };
  },
  async (ctx, { key, locale, timeZone }, { kernel }) => {
    demand(ctx, chatPolicy, 'begin');
    // Whoever had a visit before begins anew as nobody: the belt would hide the new customer from the old one.
    const widget = await openWidget(
      ctx,
      (workspaceId) => ctx.enter(workspaceId, nobody),
      key,
      originCheck(kernel, ctx.request),
    );
    const service = await serviceOf(ctx.tx, ctx.workspaceId, widget.id);
    if (service.only_verified) demandIdentity();
    const visitorId = newId();
    const customerId = newId();
    await insertCustomer(ctx, {
      id: customerId,
      name: `Visitor ${customerId.slice(-4).toUpperCase()}`,
      isVisitor: true,
      locale: tidyLocale(locale),
      timeZone: tidyZone(timeZone),
    });
    const token = randomBytes(32).toString('base64url');
    const values = [ctx.workspaceId, visitorId, tokenHash(token), widget.id, customerId];
    const row = await ctx.tx.first(insert, values);
    return { visitorId, token, expiresAt: (row?.expires_at ?? ctx.now).toISOString() };
  },
);

/** What a browser says of itself is a hint: kept if it looks right, dropped if not. */
export const tidyLocale = (locale: string | undefined) => tidy(locale, /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);
export const tidyZone = (timeZone: string | undefined) => tidy(timeZone, /^[A-Za-z_+\-/0-9]{1,64}$/);

function tidy(value: string | undefined, shape: RegExp): string | null {
  return value && shape.test(value) ? value : null;
}
