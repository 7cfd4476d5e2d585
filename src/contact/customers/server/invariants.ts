import type { Invariant } from '#kernel/server/capability.ts';

/** Tables of lower floors that name a customer without a foreign key. */
const named = { promise: 'promise', approval: 'request', decision: 'decision', notice: 'notice' };

/** What holds of customers, and of those who name them. */
export const customerInvariants: Invariant[] = [
  {
    name: 'the next reference is free',
    broken: `SELECT 'The next customer would be P-' || (coalesce(s.last_value, s.start_value - 1) + 1)
        || ', but there is P-' || n.reached || ' already.' AS what
      FROM pg_sequences s, (SELECT max(number) AS reached FROM customer WHERE workspace_id = $1) n
      WHERE s.schemaname = 'counting' AND s.sequencename = 'customer_' || $1::uuid::text
        AND coalesce(s.last_value, s.start_value - 1) < n.reached`,
  },
  {
    name: 'what names a customer finds them',
    broken: Object.entries(named)
      .map(
        ([table, word]) => `SELECT 'The ${word} ' || t.id || ' names a customer who is not there.' AS what
      FROM ${table} t LEFT JOIN customer c ON c.workspace_id = t.workspace_id AND c.id = t.customer_id
      WHERE t.workspace_id = $1 AND t.customer_id IS NOT NULL AND c.id IS NULL`,
      )
      .join('\n      UNION ALL\n      '),
  },
];
