import { handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { signOut } from '../contract.ts';
import { doorPolicy } from './policy.ts';
import { endSession } from './session.ts';

/**
 * Ends this session, from the next request on and on every socket. The browser keeps its token: it opens nothing any
 * more and only marks the device as known when the same person signs in again (tries.ts).
 */
export const signOutPerson = handle(signOut, async (ctx) => {
  demand(ctx, doorPolicy, 'sign-out');
  if (ctx.actor.kind === 'person') await endSession(ctx, ctx.actor);
  return {};
});
