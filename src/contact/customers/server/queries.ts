import { filterOf } from '#foundation/fields/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { abilities, demand } from '#kernel/server/policy.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
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

export interface ListRow {
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

/**
 * How a filter by fields narrows the list ($5). A rare value: to the ids that the index gave. A common one: to rows that
 * hold it, which a walk in the order of the list meets soon.
 */
const narrowed = {
  all: '',
  among: 'AND c.id = ANY ($5::uuid[])',
  holding: "AND c.fields <> '{}' AND c.fields @> $5::jsonb",
};
type Narrowing = keyof typeof narrowed;

const byName = (how: Narrowing) =>
  statement<ListRow>(
    `customer_list_${how}`,
    `${listed} FROM (SELECT * FROM customer c WHERE workspace_id = $1 AND (name_key, id) > ($2, $3) ${narrowed[how]}
       ORDER BY name_key, id LIMIT $4) c ORDER BY c.name_key, c.id`,
  );
// Three index ranges: the beginning of a name, the beginning of an address, the whole number of a reference.
const found = (how: Narrowing) => {
  const [from, to, number] = how === 'all' ? ['$5', '$6', '$7'] : ['$6', '$7', '$8'];
  return statement<ListRow>(
    `customer_find_${how}`,
    `${listed} FROM customer c WHERE c.workspace_id = $1 AND (c.name_key, c.id) > ($2, $3) ${narrowed[how]} AND c.id IN (
       (SELECT id FROM customer c WHERE workspace_id = $1 AND name_key >= ${from} AND name_key < ${to}
          AND (name_key, id) > ($2, $3) ${narrowed[how]} ORDER BY name_key, id LIMIT $4)
       UNION (SELECT customer_id FROM customer_address
         WHERE workspace_id = $1 AND value_key >= ${from} AND value_key < ${to} LIMIT 500)
       UNION (SELECT id FROM customer WHERE workspace_id = $1 AND number = ${number}))
     ORDER BY c.name_key, c.id LIMIT $4`,
  );
};
const lists = {
  all: { byName: byName('all'), found: found('all') },
  among: { byName: byName('among'), found: found('among') },
  holding: { byName: byName('holding'), found: found('holding') },
};

const zeroId = '00000000-0000-0000-0000-000000000000';

/** A place in the list by name: name key and id of the customer before it. */
export type Place = readonly [nameKey: string, id: Id];
export const start: Place = ['', zeroId];

/** So many customers after a place in the list by name. */
export function customersAfter(tx: Tx, workspaceId: Id, [key, id]: Place, limit: number): Promise<ListRow[]> {
  return tx.rows(lists.all.byName, [workspaceId, key, id, limit]);
}

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

const holders = statement<{ id: Id }>('customers_with', 'SELECT id FROM heed_customers_with($1::jsonb) AS id');
/** What heed_customers_with gives at most; with more the value is common. */
const fewHolders = 2_000;

async function narrowing(ctx: QueryContext, fields: string | undefined): Promise<{ how: Narrowing; by: unknown[] }> {
  if (!fields) return { how: 'all', by: [] };
  const wanted = JSON.stringify(await filterOf(ctx, 'customer', fields));
  const ids = (await ctx.tx.rows(holders, [wanted])).map((row) => row.id);
  return ids.length > fewHolders ? { how: 'holding', by: [wanted] } : { how: 'among', by: [ids] };
}

async function rowsOf(
  ctx: QueryContext,
  input: { find?: string | undefined; fields?: string | undefined; limit: number },
  afterKey: string,
  afterId: string,
): Promise<ListRow[]> {
  const { how, by } = await narrowing(ctx, input.fields);
  const place = [ctx.workspaceId, afterKey, afterId, input.limit, ...by];
  const key = nameKey(input.find ?? '');
  if (!key) return ctx.tx.rows(lists[how].byName, place);
  const number = Number(/^(?:p-)?(\d{1,15})$/.exec(key)?.[1] ?? -1);
  // The end of the range is the key followed by the highest code point, which no name contains.
  return ctx.tx.rows(lists[how].found, [...place, key, `${key}\u{10FFFF}`, number]);
}
