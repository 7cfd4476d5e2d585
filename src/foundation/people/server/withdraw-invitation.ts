import { handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { withdrawInvitation } from '../contract.ts';
import { accessInvitation } from './access.ts';
import { endInvitation, keepFromExpiring } from './end-invitation.ts';
import { invitationPolicy } from './policy.ts';

/** Withdraws an invitation that nobody has taken up; its link ends with it. */
export const withdrawOpenInvitation = handle(withdrawInvitation, async (ctx, { invitationId }) => {
  const invitation = await accessInvitation(ctx, invitationId);
  demand(ctx, invitationPolicy, 'withdraw-invitation', invitation);
  if (!(await endInvitation(ctx, invitationId, 'withdrawn'))) {
    refuse('people.link_over', 'This invitation is no longer open; only open ones can be withdrawn.');
  }
  await keepFromExpiring(ctx, invitationId);
  return { invitationId };
});
