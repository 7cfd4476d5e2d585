import type { Id } from '#kernel/contract/ids.ts';
import { handle } from '#kernel/server/capability.ts';
import { notFound } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { addMembers, makePrimary, memberChanged, removeMember } from '../../contract-organisations.ts';
import { accessCustomer } from '../access.ts';
import { accessOrganisation } from './record.ts';

const insert = statement<{ customer_id: Id }>(
  'organisation_member_insert',
  `INSERT INTO organisation_member (workspace_id, organisation_id, customer_id, is_primary)
   VALUES ($1, $2, $3, NOT EXISTS (SELECT FROM organisation_member
     WHERE workspace_id = $1 AND customer_id = $3 AND is_primary))
   ON CONFLICT (workspace_id, customer_id, organisation_id) DO NOTHING RETURNING customer_id`,
);
const remove = statement<{ is_primary: boolean }>(
  'organisation_member_delete',
  `DELETE FROM organisation_member WHERE workspace_id = $1 AND organisation_id = $2 AND customer_id = $3
   RETURNING is_primary`,
);
const promote = statement(
  'organisation_member_promote',
  `UPDATE organisation_member SET is_primary = true WHERE workspace_id = $1 AND customer_id = $2 AND organisation_id = (
     SELECT organisation_id FROM organisation_member WHERE workspace_id = $1 AND customer_id = $2
     ORDER BY since, organisation_id LIMIT 1)`,
);
const demote = statement(
  'organisation_member_demote',
  `UPDATE organisation_member SET is_primary = false
   WHERE workspace_id = $1 AND customer_id = $2 AND organisation_id <> $3 AND is_primary`,
);
const prefer = statement<{ customer_id: Id }>(
  'organisation_member_prefer',
  `UPDATE organisation_member SET is_primary = true WHERE workspace_id = $1 AND customer_id = $2 AND organisation_id = $3
   RETURNING customer_id`,
);

/** Adds customers who are not in it yet. Rows of customers are locked, so that each has one primary organisation. */
export const addPeople = handle(addMembers, async (ctx, { organisationId, customerIds }) => {
  await accessOrganisation(ctx, organisationId, { for: 'change', lock: true });
  let added = 0;
  for (const asked of [...new Set(customerIds)].sort()) {
    const { id: customerId } = await accessCustomer(ctx, asked, { for: 'change', lock: true });
    if (!(await ctx.tx.first(insert, [ctx.workspaceId, organisationId, customerId]))) continue;
    added++;
    ctx.emit(memberChanged, { organisationId, customerId, what: 'joined' });
  }
  return { organisationId, added };
});

export const removePerson = handle(removeMember, async (ctx, { organisationId, customerId: asked }) => {
  await accessOrganisation(ctx, organisationId, { for: 'change' });
  const { id: customerId } = await accessCustomer(ctx, asked, { for: 'change', lock: true });
  const removed = await ctx.tx.first(remove, [ctx.workspaceId, organisationId, customerId]);
  if (!removed) notFound('customer in this organisation');
  if (removed.is_primary) await ctx.tx.rows(promote, [ctx.workspaceId, customerId]);
  ctx.emit(memberChanged, { organisationId, customerId, what: 'left' });
  return { organisationId, customerId };
});

export const preferOrganisation = handle(makePrimary, async (ctx, { organisationId, customerId: asked }) => {
  await accessOrganisation(ctx, organisationId, { for: 'change' });
  const { id: customerId } = await accessCustomer(ctx, asked, { for: 'change', lock: true });
  await ctx.tx.rows(demote, [ctx.workspaceId, customerId, organisationId]);
  if (!(await ctx.tx.first(prefer, [ctx.workspaceId, customerId, organisationId]))) {
    notFound('customer in this organisation');
  }
  ctx.emit(memberChanged, { organisationId, customerId, what: 'made_primary' });
  return { organisationId, customerId };
});
