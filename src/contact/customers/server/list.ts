import { filterOf } from '#foundation/fields/index.ts';
import type { InputOf } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { demand } from '#kernel/server/policy.ts';
import { type Statement, statement, type Tx } from '#kernel/server/sql.ts';
import { listCustomers } from '../contract.ts';
import { nameKey } from './address.ts';
import { customerPolicy } from './policy.ts';

export interface ListRow {
  id: Id;
  number: number;
  name: string;
  name_key: string;
  email: string | null;
  phone: string | null;
  last_contact_at: Date | null;
  conversations: number;
  is_returning: boolean;
  organisation: string | null;
  tags: { id: Id; name: string }[] | null;
}

const primary = (kind: string) => `(SELECT value FROM customer_address a WHERE a.workspace_id = $1
  AND a.customer_id = c.id AND a.kind = '${kind}' AND a.is_primary LIMIT 1)`;
const listed = `SELECT c.id, c.number, c.name, c.name_key, c.last_contact_at, c.conversations, c.is_returning,
  ${primary('email')} AS email, ${primary('phone')} AS phone,
  (SELECT o.name FROM organisation_member m JOIN organisation o ON o.workspace_id = $1 AND o.id = m.organisation_id
    WHERE m.workspace_id = $1 AND m.customer_id = c.id AND m.is_primary) AS organisation,
  (SELECT jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) ORDER BY lower(t.name)) FROM customer_tagged g
    JOIN customer_tag t ON t.workspace_id = $1 AND t.id = g.tag_id
    WHERE g.workspace_id = $1 AND g.customer_id = c.id) AS tags`;

/**
 * How filters narrow the list, in this order; `?` is the value's place. A rare value narrows to the ids that an index
 * gave (`among`). A common one narrows to rows that hold it, which a walk in the order of the list meets soon.
 */
const conditions = {
  among: 'c.id = ANY (?::uuid[])',
  holding: "c.fields <> '{}' AND c.fields @> ?::jsonb",
  tagged: 'EXISTS (SELECT FROM customer_tagged g WHERE g.workspace_id = $1 AND g.customer_id = c.id AND g.tag_id = ?)',
  member: `EXISTS (SELECT FROM organisation_member m WHERE m.workspace_id = $1 AND m.customer_id = c.id
    AND m.organisation_id = ?)`,
  returning: 'c.is_returning = ?',
};
type Condition = keyof typeof conditions;
type Filter = Partial<Record<Condition, unknown>>;
const order = Object.keys(conditions) as Condition[];

const known = new Map<string, Statement<ListRow>>();

/** The statement for these conditions, whose values begin at $5; made once. */
function statementFor(kind: 'list' | 'find', filter: Filter): { text: Statement<ListRow>; values: unknown[] } {
  const used = order.filter((name) => filter[name] !== undefined);
  const name = `customer_${kind}_by_${used.join('_') || 'all'}`;
  let text = known.get(name);
  if (!text) {
    const narrowed = used.map((each, i) => `AND ${conditions[each].replace('?', `$${5 + i}`)}`).join(' ');
    text = statement<ListRow>(name, kind === 'list' ? byName(narrowed) : found(narrowed, 5 + used.length));
    known.set(name, text);
  }
  return { text, values: used.map((each) => filter[each]) };
}

const byName = (narrowed: string) =>
  `${listed} FROM (SELECT id, number, name, name_key, last_contact_at, conversations, is_returning FROM customer c
     WHERE workspace_id = $1 AND merged_into IS NULL AND (name_key, id) > ($2, $3) ${narrowed}
     ORDER BY name_key, id LIMIT $4) c ORDER BY c.name_key, c.id`;

// Three index ranges: the beginning of a name, the beginning of an address, the whole number of a reference.
function found(narrowed: string, at: number): string {
  const [from, to, number] = [`$${at}`, `$${at + 1}`, `$${at + 2}`];
  return `${listed} FROM customer c WHERE c.workspace_id = $1 AND c.merged_into IS NULL
     AND (c.name_key, c.id) > ($2, $3) ${narrowed} AND c.id IN (
       (SELECT id FROM customer c WHERE workspace_id = $1 AND merged_into IS NULL AND name_key >= ${from}
          AND name_key < ${to} AND (name_key, id) > ($2, $3) ${narrowed} ORDER BY name_key, id LIMIT $4)
       UNION (SELECT customer_id FROM customer_address
         WHERE workspace_id = $1 AND value_key >= ${from} AND value_key < ${to} LIMIT 500)
       UNION (SELECT coalesce(merged_into, id) FROM customer WHERE workspace_id = $1 AND number = ${number}))
     ORDER BY c.name_key, c.id LIMIT $4`;
}

const zeroId = '00000000-0000-0000-0000-000000000000';

/** A place in the list by name: name key and id of the customer before it. */
export type Place = readonly [nameKey: string, id: Id];
export const start: Place = ['', zeroId];

/** So many customers after a place in the list by name. */
export function customersAfter(tx: Tx, workspaceId: Id, [key, id]: Place, limit: number): Promise<ListRow[]> {
  return tx.rows(statementFor('list', {}).text, [workspaceId, key, id, limit]);
}

type Input = InputOf<typeof listCustomers>;

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
      standing: row.is_returning ? ('returning' as const) : ('new' as const),
      organisation: row.organisation,
      tags: row.tags ?? [],
    })),
    next: last ? cursorOf([last.name_key, last.id]) : null,
  };
});

/** What these give at most; with more the value is common. */
const few = 2_000;
const holders = statement<{ id: Id }>('customers_with', 'SELECT id FROM heed_customers_with($1::jsonb) AS id');
const tagged = statement<{ id: Id }>(
  'customers_tagged',
  `SELECT customer_id AS id FROM customer_tagged WHERE workspace_id = $1 AND tag_id = $2 LIMIT ${few + 1}`,
);
const members = statement<{ id: Id }>(
  'customers_members',
  `SELECT customer_id AS id FROM organisation_member WHERE workspace_id = $1 AND organisation_id = $2 LIMIT ${few + 1}`,
);

/** What the list is narrowed by. Values that few hold become one list of ids. */
async function filterFor(ctx: QueryContext, { fields, tag, organisation, standing }: Input): Promise<Filter> {
  const filter: Filter = {};
  let among: Id[] | undefined;
  const narrow = async (condition: Condition, value: unknown, rows: Promise<{ id: Id }[]>) => {
    const ids = (await rows).map((row) => row.id);
    if (ids.length > few) filter[condition] = value;
    else among = among ? among.filter((id) => ids.includes(id)) : ids;
  };
  if (fields) {
    const wanted = JSON.stringify(await filterOf(ctx, 'customer', fields));
    await narrow('holding', wanted, ctx.tx.rows(holders, [wanted]));
  }
  if (tag) await narrow('tagged', tag, ctx.tx.rows(tagged, [ctx.workspaceId, tag]));
  if (organisation) await narrow('member', organisation, ctx.tx.rows(members, [ctx.workspaceId, organisation]));
  if (among) filter.among = among;
  if (standing) filter.returning = standing === 'returning';
  return filter;
}

async function rowsOf(ctx: QueryContext, input: Input, afterKey: string, afterId: string): Promise<ListRow[]> {
  const filter = await filterFor(ctx, input);
  const place = [ctx.workspaceId, afterKey, afterId, input.limit];
  const key = nameKey(input.find ?? '');
  const { text, values } = statementFor(key ? 'find' : 'list', filter);
  if (!key) return ctx.tx.rows(text, [...place, ...values]);
  const number = Number(/^(?:p-)?(\d{1,15})$/.exec(key)?.[1] ?? -1);
  // The end of the range is the key followed by the highest code point, which no name contains.
  return ctx.tx.rows(text, [...place, ...values, key, `${key}\u{10FFFF}`, number]);
}
