import { handle } from '#kernel/server/capability.ts';
import { demandFreshProof } from '#kernel/server/fresh.ts';
import { demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { changeAccess, personActivity } from '../contract.ts';
import { accessPerson, refuseStale } from './access.ts';
import { demandOtherOwner } from './membership.ts';
import { withdrawUnfounded } from './open-invitations.ts';
import { personPolicy } from './policy.ts';
import { endSessions } from './session.ts';

const update = statement<{ version: number }>(
  'people_access_update',
  `UPDATE membership SET active = $3, version = version + 1
   WHERE workspace_id = $1 AND account_id = $2 AND version = $4 RETURNING version`,
);

/** Shuts a person out of this workspace, ending their sessions in it, or lets them in again. */
export const changeAccessOfPerson = handle(changeAccess, async (ctx, { personId, active, version }) => {
  const person = await accessPerson(ctx, personId);
  demand(ctx, personPolicy, 'change-access', { id: person.id, role: person.role });
  if (person.version !== version) refuseStale('person', person.version);
  if (person.active === active) return { personId, version };
  // Shutting out must never wait; letting in again gives access.
  if (active) demandFreshProof(ctx);
  if (person.role === 'owner' && !active) await demandOtherOwner(ctx, personId);
  const after = await ctx.tx.first(update, [ctx.workspaceId, personId, active, version]);
  if (!after) return refuseStale('person', person.version);
  if (!active) await endSessions(ctx, personId, { workspaceId: ctx.workspaceId });
  ctx.emit(personActivity, { personId, active });
  if (!active) await withdrawUnfounded(ctx, personId, null);
  return { personId, version: after.version };
});
