import { handlePrepared } from '#kernel/server/capability.ts';
import { demandFreshProof } from '#kernel/server/fresh.ts';
import { demand } from '#kernel/server/policy.ts';
import { startElsewhere } from '../contract.ts';
import { doorPolicy } from './policy.ts';
import { addressAt, configurationOf } from './provider-client.ts';
import { openProvider } from './provider-rows.ts';
import { browserOf, elsewhereCookie, elsewhereMinutes } from './provider-steps.ts';
import { selfOf } from './session.ts';
import { keepStep } from './steps.ts';
import { newToken } from './tokens.ts';
import { atTheDoor, countChallenge } from './tries.ts';

/** Begins at the provider: to sign in, to link one's account, or to confirm who one is. */
export const beginElsewhere = handlePrepared(
  startElsewhere,
  async (kernel, { providerId, to }, { request }) => {
    await atTheDoor(request, () => countChallenge(kernel, request));
    const provider = await openProvider(kernel, providerId);
    await configurationOf(kernel, provider);
    const [state, secret] = [newToken(), newToken()];
    return { kernel, state, secret, url: await addressAt(kernel, provider, { state, secret, proves: to === 'prove' }) };
  },
  async (ctx, { providerId, to }, { kernel, state, secret, url }) => {
    demand(ctx, doorPolicy, 'start-elsewhere');
    if (to === 'link') demandFreshProof(ctx);
    const accountId = to === 'sign_in' ? null : selfOf(ctx).id;
    const data = JSON.stringify({ to, providerId, browser: browserOf(secret) });
    await keepStep(ctx.tx, ctx.now, elsewhereMinutes, state, { purpose: 'provider', accountId, data });
    ctx.setCookie(elsewhereCookie(kernel, secret));
    return { url };
  },
);
