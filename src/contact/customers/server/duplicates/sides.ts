import type { Id } from '#kernel/contract/ids.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import type { PairSide } from '../../contract-duplicates.ts';
import type { Known } from './judge.ts';

interface CustomerRow {
  id: Id;
  number: number;
  name: string;
  name_key: string;
  is_visitor: boolean;
  conversations: number;
  last_contact_at: Date | null;
}
interface AddressRow {
  customer_id: Id;
  kind: 'email' | 'phone';
  value: string;
  value_key: string;
  match_key: string;
}

const customers = statement<CustomerRow>(
  'customer_pair_sides',
  `SELECT id, number, name, name_key, is_visitor, conversations, last_contact_at FROM customer
   WHERE workspace_id = $1 AND id = ANY ($2::uuid[]) AND merged_into IS NULL`,
);
const addresses = statement<AddressRow>(
  'customer_pair_addresses',
  `SELECT customer_id, kind, value, value_key, match_key FROM customer_address
   WHERE workspace_id = $1 AND customer_id = ANY ($2::uuid[]) ORDER BY kind, is_primary DESC, created_at, id`,
);

/** A customer as one side of a pair: what is compared, and what is shown. */
export interface Side extends Known {
  id: Id;
  shown: PairSide;
}

/** The customers of these ids as sides of pairs; those merged into somebody are left out. */
export async function sidesOf(tx: Tx, workspaceId: Id, ids: readonly Id[]): Promise<Map<Id, Side>> {
  if (ids.length === 0) return new Map();
  const asked = [workspaceId, ids];
  const [rows, all] = await Promise.all([tx.rows(customers, asked), tx.rows(addresses, asked)]);
  const ofCustomer = (id: Id) => all.filter((address) => address.customer_id === id);
  return new Map(rows.map((row) => [row.id, sideOf(row, ofCustomer(row.id))]));
}

function sideOf(row: CustomerRow, own: readonly AddressRow[]): Side {
  const first = (kind: string) => own.find((address) => address.kind === kind)?.value ?? null;
  return {
    id: row.id,
    name: row.name,
    nameKey: row.name_key,
    isVisitor: row.is_visitor,
    addresses: own.map(({ kind, value, value_key, match_key }) => ({
      kind,
      value,
      key: value_key,
      matchKey: match_key,
    })),
    shown: {
      id: row.id,
      reference: `P-${row.number}`,
      name: row.name,
      email: first('email'),
      phone: first('phone'),
      contacts: row.conversations,
      lastContactAt: row.last_contact_at?.toISOString() ?? null,
    },
  };
}
