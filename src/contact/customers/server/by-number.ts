import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';

/** Somebody with a phone number that fits. */
export interface NumberHolder {
  customerId: Id;
  reference: string;
  name: string;
  phone: string;
}

interface Row {
  customer_id: Id;
  number: number;
  name: string;
  value: string;
  value_key: string;
  is_all: boolean;
}

/** How many are offered to choose from. */
const most = 10;

// The keys are compared as a range, so that a number finds its holder while it is typed.
const holders = statement<Row>(
  'customers_of_number',
  `SELECT a.customer_id, c.number, c.name, a.value, a.value_key, a.match_key = k.key AS is_all
   FROM (SELECT heed_match_key('phone', $2) AS key) k
   CROSS JOIN LATERAL (SELECT b.customer_id, b.value, b.value_key, b.match_key FROM customer_address b
     WHERE b.workspace_id = $1 AND b.kind = 'phone' AND b.match_key >= k.key AND b.match_key < k.key || chr(1114111)
     ORDER BY b.match_key LIMIT ${most}) a
   JOIN customer c ON c.workspace_id = $1 AND c.id = a.customer_id
   WHERE length(k.key) >= 3
   ORDER BY a.value_key = $2 DESC, is_all DESC, c.last_contact_at DESC NULLS LAST, c.name_key, c.id`,
);

/** A phone number as systems write it: digits with a leading plus where it has a country code. Empty where it is none. */
export function phoneDigits(written: string): string {
  const bare = written.replace(/^(?:sips?|tel):/i, '').replace(/[@;].*$/, '');
  const digits = bare.replace(/[\s().\-/]/g, '').replace(/^00/, '+');
  return /^\+?\d{3,15}$/.test(digits) ? digits : '';
}

/**
 * Customers with a phone number, however it is written, the likeliest first; of a beginning, those whose number begins
 * so. `certain` is the one whose it is beyond doubt: the very number, or the only one of that number where one of the
 * two lacks a country code. Two countries may have the same number, so anything else is for people to choose.
 */
export async function customersOfNumber(
  ctx: Pick<QueryContext, 'tx' | 'workspaceId'>,
  written: string,
): Promise<{ certain: Id | null; holders: NumberHolder[] }> {
  const digits = phoneDigits(written);
  if (digits === '') return { certain: null, holders: [] };
  const rows = await ctx.tx.rows(holders, [ctx.workspaceId, digits]);
  return {
    certain: certainOf(digits, rows),
    holders: rows.map((row) => ({
      ...{ customerId: row.customer_id, reference: `P-${row.number}`, name: row.name, phone: row.value },
    })),
  };
}

function certainOf(digits: string, rows: readonly Row[]): Id | null {
  const same = rows.find((row) => row.value_key === digits);
  if (same) return same.customer_id;
  const whole = rows.filter((row) => row.is_all);
  const [only] = whole;
  if (!only || whole.some((row) => row.customer_id !== only.customer_id)) return null;
  return digits.startsWith('+') && only.value_key.startsWith('+') ? null : only.customer_id;
}
