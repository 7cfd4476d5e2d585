import type { Id } from '#kernel/contract/ids.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { abilities, demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { getCustomer, listCustomers } from '../contract.ts';
import { accessCustomer, factsOf } from './access.ts';
import { nameKey } from './address.ts';
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

export const customer = answer(getCustomer, async (ctx, { customerId }) => {
  const row = await accessCustomer(ctx, customerId, { for: 'read' });
  const [addressRows, noteRows] = [
    await ctx.tx.rows(addresses, [ctx.workspaceId, customerId]),
    await ctx.tx.rows(notes, [ctx.workspaceId, customerId]),
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
    abilities: abilities(customerPolicy, ctx.actor, row),
  };
});

interface ListRow {
  id: Id;
  number: number;
  name: string;
  name_key: string;
  email: string | null;
  phone: string | null;
  last_contact_at: Date | null;
  conversations: number;
}

const primary = (kind: string) => `(SELECT value FROM customer_address a WHERE a.workspace_id = $1
  AND a.customer_id = c.id AND a.kind = '${kind}' AND a.is_primary)`;
const listed = `SELECT c.id, c.number, c.name, c.name_key, c.last_contact_at, c.conversations,
  ${primary('email')} AS email, ${primary('phone')} AS phone`;

const byName = statement<ListRow>(
  'customer_list',
  `${listed} FROM (SELECT * FROM customer WHERE workspace_id = $1 AND (name_key, id) > ($2, $3)
     ORDER BY name_key, id LIMIT $4) c ORDER BY c.name_key, c.id`,
);
// Three index ranges: the beginning of a name, the beginning of an address, the whole number of a reference.
const found = statement<ListRow>(
  'customer_find',
  `${listed} FROM customer c WHERE c.workspace_id = $1 AND (c.name_key, c.id) > ($2, $3) AND c.id IN (
     (SELECT id FROM customer WHERE workspace_id = $1 AND name_key >= $5 AND name_key < $6
        AND (name_key, id) > ($2, $3) ORDER BY name_key, id LIMIT $4)
     UNION (SELECT customer_id FROM customer_address WHERE workspace_id = $1 AND value_key >= $5 AND value_key < $6 LIMIT 500)
     UNION (SELECT id FROM customer WHERE workspace_id = $1 AND number = $7))
   ORDER BY c.name_key, c.id LIMIT $4`,
);

const zeroId = '00000000-0000-0000-0000-000000000000';

export const customerList = answer(listCustomers, async (ctx, input) => {
  demand(ctx, customerPolicy, 'list');
  const [afterKey = '', afterId = zeroId] = input.after ? readCursor(input.after, ['text', 'id']) : [];
  const rows = await rowsOf(ctx, input, afterKey, afterId);
  const last = rows.length === input.limit ? rows.at(-1) : undefined;
  return {
    customers: rows.map((row) => ({
      id: row.id,
      reference: `P-${row.number}`,
      name: row.name,
      email: row.email,
      phone: row.phone,
      lastContactAt: row.last_contact_at?.toISOString() ?? null,
      conversations: row.conversations,
    })),
    next: last ? cursorOf([last.name_key, last.id]) : null,
  };
});

async function rowsOf(
  ctx: QueryContext,
  input: { find?: string | undefined; limit: number },
  afterKey: string,
  afterId: string,
): Promise<ListRow[]> {
  const place = [ctx.workspaceId, afterKey, afterId, input.limit];
  const key = nameKey(input.find ?? '');
  if (!key) return ctx.tx.rows(byName, place);
  const number = Number(/^(?:p-)?(\d{1,15})$/.exec(key)?.[1] ?? -1);
  // The end of the range is the key followed by the highest code point, which no name contains.
  return ctx.tx.rows(found, [...place, key, `${key}\u{10FFFF}`, number]);
}
