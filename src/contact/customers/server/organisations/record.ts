import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { isPublicMailHost } from '../duplicates/mail-hosts.ts';
import { customerPolicy } from '../policy.ts';

export interface OrganisationRecord {
  id: Id;
  name: string;
  notes: string;
  version: number;
}
const columns = 'id, name, notes, version';
const load = statement<OrganisationRecord>(
  'organisation_load',
  `SELECT ${columns} FROM organisation WHERE workspace_id = $1 AND id = $2`,
);
const lock = statement<OrganisationRecord>(
  'organisation_lock',
  `SELECT ${columns} FROM organisation WHERE workspace_id = $1 AND id = $2 FOR UPDATE`,
);

/** The only way to obtain an organisation. @throws Problem record.not_found, access.forbidden */
export async function accessOrganisation(
  ctx: QueryContext,
  id: Id,
  options: { for: 'read' | 'change'; lock?: boolean },
): Promise<OrganisationRecord> {
  const row = await ctx.tx.first(options.lock ? lock : load, [ctx.workspaceId, id]);
  if (!row) {
    ctx.decided = true;
    notFound('organisation');
  }
  demand(ctx, customerPolicy, options.for, row);
  return row;
}

/** What stands behind the @, in lower case. @throws Problem organisation.domain_unfit */
export function tidyDomain(typed: string): string {
  const domain = typed.trim().toLowerCase().replace(/^.*@/, '');
  if (!/^[^\s@<>"/:.]+(\.[^\s@<>"/:.]+)+$/.test(domain)) {
    refuse(
      'organisation.domain_unfit',
      `“${typed}” is not a domain. Write what stands behind the @, such as kaldor.example.`,
    );
  }
  if (isPublicMailHost(domain)) {
    refuse('organisation.domain_unfit', `At ${domain} anybody gets a mailbox, so it stands for no organisation.`);
  }
  return domain;
}

const drop = statement(
  'organisation_domains_drop',
  'DELETE FROM organisation_domain WHERE workspace_id = $1 AND organisation_id = $2 AND domain <> ALL ($3::text[])',
);
const put = statement(
  'organisation_domains_put',
  `INSERT INTO organisation_domain (workspace_id, organisation_id, domain) SELECT $1, $2, d FROM unnest($3::text[]) AS d
   ON CONFLICT DO NOTHING`,
);
const elsewhere = statement<{ domain: string; organisation_id: Id }>(
  'organisation_domain_elsewhere',
  `SELECT domain, organisation_id FROM organisation_domain
   WHERE workspace_id = $1 AND domain = ANY ($3::text[]) AND organisation_id <> $2 LIMIT 1`,
);

/** Sets the domains as a whole. @throws Problem organisation.domain_taken, organisation.domain_unfit */
export async function setDomains(ctx: CommandContext, id: Id, typed: readonly string[]): Promise<void> {
  const domains = [...new Set(typed.map(tidyDomain))];
  await ctx.tx.rows(drop, [ctx.workspaceId, id, domains]);
  await ctx.tx.rows(put, [ctx.workspaceId, id, domains]);
  const taken = await ctx.tx.first(elsewhere, [ctx.workspaceId, id, domains]);
  if (!taken) return;
  refuse('organisation.domain_taken', `${taken.domain} belongs to another organisation. Remove it there first.`, {
    facts: { organisationId: taken.organisation_id },
  });
}
