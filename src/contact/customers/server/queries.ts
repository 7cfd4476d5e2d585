import type { Id } from '#kernel/contract/ids.ts';
import { answer } from '#kernel/server/capability.ts';
import { abilities } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { getCustomer } from '../contract.ts';
import { accessCustomer, factsOf } from './access.ts';
import { identitiesOf } from './identity.ts';
import { customerPolicy } from './policy.ts';

interface AddressRow {
  id: Id;
  kind: 'email' | 'phone';
  value: string;
  is_primary: boolean;
  is_verified: boolean;
}
interface NoteRow {
  id: Id;
  text: string;
  author_id: Id;
  author_name: string;
  created_at: Date;
}

const addresses = statement<AddressRow>(
  'customer_addresses',
  `SELECT id, kind, value, is_primary, verified_at IS NOT NULL AS is_verified FROM customer_address
   WHERE workspace_id = $1 AND customer_id = $2 ORDER BY kind, is_primary DESC, created_at, id`,
);
const notes = statement<NoteRow>(
  'customer_notes',
  `SELECT n.id, n.text, n.author_id, a.name AS author_name, n.created_at FROM customer_note n
   JOIN account a ON a.id = n.author_id
   WHERE n.workspace_id = $1 AND n.customer_id = $2 ORDER BY n.created_at DESC, n.id DESC LIMIT 100`,
);

const tags = statement<{ id: Id; name: string }>(
  'customer_tags_of',
  `SELECT t.id, t.name FROM customer_tagged g JOIN customer_tag t ON t.workspace_id = g.workspace_id AND t.id = g.tag_id
   WHERE g.workspace_id = $1 AND g.customer_id = $2 ORDER BY lower(t.name), t.id`,
);
const organisations = statement<{ id: Id; name: string; is_primary: boolean }>(
  'customer_organisations_of',
  `SELECT o.id, o.name, m.is_primary FROM organisation_member m
   JOIN organisation o ON o.workspace_id = m.workspace_id AND o.id = m.organisation_id
   WHERE m.workspace_id = $1 AND m.customer_id = $2 ORDER BY m.is_primary DESC, o.name_key, o.id`,
);

/** One customer; the id of one who was merged answers with whom they became. */
export const customer = answer(getCustomer, async (ctx, { customerId: asked }) => {
  const row = await accessCustomer(ctx, asked, { for: 'read' });
  const customerId = row.id;
  const [addressRows, noteRows, tagRows, organisationRows] = [
    await ctx.tx.rows(addresses, [ctx.workspaceId, customerId]),
    await ctx.tx.rows(notes, [ctx.workspaceId, customerId]),
    await ctx.tx.rows(tags, [ctx.workspaceId, customerId]),
    await ctx.tx.rows(organisations, [ctx.workspaceId, customerId]),
  ];
  return {
    ...factsOf(row),
    addresses: addressRows.map((one) => ({
      id: one.id,
      kind: one.kind,
      value: one.value,
      isPrimary: one.is_primary,
      isVerified: one.is_verified,
    })),
    notes: noteRows.map((one) => ({
      id: one.id,
      text: one.text,
      authorId: one.author_id,
      authorName: one.author_name,
      at: one.created_at.toISOString(),
    })),
    identities: await identitiesOf(ctx.tx, ctx.workspaceId, customerId),
    tags: tagRows.map(({ id, name }) => ({ id, name })),
    organisations: organisationRows.map(({ id, name, is_primary }) => ({ id, name, isPrimary: is_primary })),
    abilities: abilities(customerPolicy, ctx.actor, row),
  };
});
