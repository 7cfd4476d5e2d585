import { handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { changeOrganisation, createOrganisation, organisationChanged } from '../../contract-organisations.ts';
import { nameKey } from '../address.ts';
import { demandVersion } from '../change.ts';
import { customerPolicy } from '../policy.ts';
import { accessOrganisation, setDomains } from './record.ts';

const insert = statement(
  'organisation_insert',
  'INSERT INTO organisation (workspace_id, id, name, name_key, notes) VALUES ($1, $2, $3, $4, $5)',
);
const save = statement<{ version: number }>(
  'organisation_save',
  `UPDATE organisation SET name = $3, name_key = $4, notes = $5, version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);

export const create = handle(createOrganisation, async (ctx, { name, domains, notes }) => {
  demand(ctx, customerPolicy, 'create');
  await ctx.tx.rows(insert, [ctx.workspaceId, ctx.key, name, nameKey(name), notes]);
  await setDomains(ctx, ctx.key, domains);
  ctx.emit(organisationChanged, { organisationId: ctx.key, what: 'created' });
  return { organisationId: ctx.key, version: 1 };
});

/** Changes name, notes or domains; what is not named stays. */
export const change = handle(changeOrganisation, async (ctx, { organisationId, version, name, notes, domains }) => {
  const before = await accessOrganisation(ctx, organisationId, { for: 'change', lock: true });
  demandVersion(before, version);
  const next = { name: name ?? before.name, notes: notes ?? before.notes };
  const values = [ctx.workspaceId, organisationId, next.name, nameKey(next.name), next.notes];
  const saved = await ctx.tx.first(save, values);
  if (domains) await setDomains(ctx, organisationId, domains);
  ctx.emit(organisationChanged, { organisationId, what: 'changed' });
  return { organisationId, version: saved?.version ?? version + 1 };
});
