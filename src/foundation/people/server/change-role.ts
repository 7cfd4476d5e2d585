import { handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { changeRole, roleChanged } from '../contract.ts';
import { accessPerson, refuseStale } from './access.ts';
import { demandOtherOwner } from './membership.ts';
import { withdrawUnfounded } from './open-invitations.ts';
import { personPolicy } from './policy.ts';

const update = statement<{ version: number }>(
  'people_role_update',
  `UPDATE membership SET role = $3, version = version + 1
   WHERE workspace_id = $1 AND account_id = $2 AND version = $4 RETURNING version`,
);

/** Gives a person another role. It counts from their next request on. */
export const changeRoleOfPerson = handle(changeRole, async (ctx, { personId, role, version }) => {
  const person = await accessPerson(ctx, personId);
  demand(ctx, personPolicy, 'change-role', { id: person.id, role: person.role, to: role });
  if (person.version !== version) refuseStale('person', person.version);
  if (person.role === role) return { personId, version };
  if (person.role === 'owner' && person.active) await demandOtherOwner(ctx, personId);
  const after = await ctx.tx.first(update, [ctx.workspaceId, personId, role, version]);
  if (!after) return refuseStale('person', person.version);
  ctx.emit(roleChanged, { personId, from: person.role, to: role });
  await withdrawUnfounded(ctx, personId, person.active ? role : null);
  return { personId, version: after.version };
});
