import type { Id } from '#kernel/contract/ids.ts';
import { answer } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { can, demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { getOrganisation, listOrganisations, organisationFor } from '../../contract-organisations.ts';
import { accessCustomer } from '../access.ts';
import { nameKey } from '../address.ts';
import { sidesOf } from '../duplicates/sides.ts';
import { customerPolicy } from '../policy.ts';
import { latestContacts } from '../standing.ts';
import { accessOrganisation } from './record.ts';

interface ListRow {
  id: Id;
  name: string;
  name_key: string;
  domains: string[];
  people: number;
  last_contact_at: Date | null;
}
// Counting stops at 1,000; what cannot be seen at once need not be exact.
const about = `SELECT o.id, o.name, o.name_key,
  ARRAY(SELECT domain FROM organisation_domain d WHERE d.workspace_id = $1 AND d.organisation_id = o.id ORDER BY domain) AS domains,
  p.people, p.last_contact_at
  FROM (`;
const people = `) o CROSS JOIN LATERAL (SELECT count(*)::int AS people, max(c.last_contact_at) AS last_contact_at FROM (
    SELECT customer_id FROM organisation_member m WHERE m.workspace_id = $1 AND m.organisation_id = o.id LIMIT 1000) m
    JOIN customer c ON c.workspace_id = $1 AND c.id = m.customer_id) p ORDER BY o.name_key, o.id`;
const list = statement<ListRow>(
  'organisation_list',
  `${about} SELECT id, name, name_key FROM organisation WHERE workspace_id = $1 AND (name_key, id) > ($2, $3)
     ORDER BY name_key, id LIMIT $4 ${people}`,
);
const find = statement<ListRow>(
  'organisation_find',
  `${about} SELECT id, name, name_key FROM organisation WHERE workspace_id = $1 AND (name_key, id) > ($2, $3) AND id IN (
       (SELECT id FROM organisation WHERE workspace_id = $1 AND name_key >= $5 AND name_key < $6 AND (name_key, id) > ($2, $3)
         ORDER BY name_key, id LIMIT $4)
       UNION (SELECT organisation_id FROM organisation_domain
         WHERE workspace_id = $1 AND domain >= $5 AND domain < $6 LIMIT 200))
     ORDER BY name_key, id LIMIT $4 ${people}`,
);
const zeroId = '00000000-0000-0000-0000-000000000000';

export const organisationList = answer(listOrganisations, async (ctx, input) => {
  demand(ctx, customerPolicy, 'list');
  const [afterKey = '', afterId = zeroId] = input.after ? readCursor(input.after, ['text', 'id']) : [];
  const place = [ctx.workspaceId, afterKey, afterId, input.limit];
  const key = nameKey(input.find ?? '');
  const rows = key ? await ctx.tx.rows(find, [...place, key, `${key}\u{10FFFF}`]) : await ctx.tx.rows(list, place);
  const last = rows.length === input.limit ? rows.at(-1) : undefined;
  return {
    organisations: rows.map((row) => ({
      ...{ id: row.id, name: row.name, domains: row.domains, people: row.people },
      lastContactAt: row.last_contact_at?.toISOString() ?? null,
    })),
    next: last ? cursorOf([last.name_key, last.id]) : null,
  };
});

const domainsOf = statement<{ domain: string }>(
  'organisation_domains',
  'SELECT domain FROM organisation_domain WHERE workspace_id = $1 AND organisation_id = $2 ORDER BY domain',
);
const latestPeople = statement<{ id: Id }>(
  'organisation_people',
  `SELECT c.id FROM organisation_member m JOIN customer c ON c.workspace_id = m.workspace_id AND c.id = m.customer_id
   WHERE m.workspace_id = $1 AND m.organisation_id = $2 AND c.merged_into IS NULL
   ORDER BY c.last_contact_at DESC NULLS LAST, c.id LIMIT 100`,
);
const writers = statement<{ id: Id }>(
  'organisation_writers',
  `SELECT DISTINCT a.customer_id AS id FROM organisation_domain d
   JOIN customer_address a ON a.workspace_id = $1 AND a.domain = d.domain
   WHERE d.workspace_id = $1 AND d.organisation_id = $2 AND NOT EXISTS (SELECT FROM organisation_member m
     WHERE m.workspace_id = $1 AND m.customer_id = a.customer_id) LIMIT 20`,
);

export const organisation = answer(getOrganisation, async (ctx, { organisationId }) => {
  const row = await accessOrganisation(ctx, organisationId, { for: 'read' });
  const on = [ctx.workspaceId, organisationId];
  const ids = (await ctx.tx.rows(latestPeople, on)).map((one) => one.id);
  const suggestedIds = (await ctx.tx.rows(writers, on)).map((one) => one.id);
  const sides = await sidesOf(ctx.tx, ctx.workspaceId, [...ids, ...suggestedIds]);
  const shown = (of: readonly Id[]) => of.flatMap((id) => sides.get(id)?.shown ?? []);
  return {
    ...{ id: row.id, name: row.name, notes: row.notes, version: row.version },
    domains: (await ctx.tx.rows(domainsOf, on)).map((one) => one.domain),
    people: shown(ids),
    contacts: await latestContacts(ctx, ids, { limit: 20 }),
    suggested: shown(suggestedIds),
    mayChange: can(customerPolicy, ctx.actor, 'change', row) === true,
  };
});

const offers = statement<{ id: Id; name: string; domain: string }>(
  'organisation_offers',
  `SELECT DISTINCT ON (o.id) o.id, o.name, d.domain FROM customer_address a
   JOIN organisation_domain d ON d.workspace_id = $1 AND d.domain = a.domain
   JOIN organisation o ON o.workspace_id = $1 AND o.id = d.organisation_id
   WHERE a.workspace_id = $1 AND a.customer_id = $2 AND NOT EXISTS (SELECT FROM organisation_member m
     WHERE m.workspace_id = $1 AND m.customer_id = $2 AND m.organisation_id = o.id)
   ORDER BY o.id, d.domain`,
);

export const organisationOffers = answer(organisationFor, async (ctx, { customerId }) => {
  const customer = await accessCustomer(ctx, customerId, { for: 'read' });
  return { offers: await ctx.tx.rows(offers, [ctx.workspaceId, customer.id]) };
});
