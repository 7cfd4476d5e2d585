import type { SubjectKind } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { statement } from '#kernel/server/sql.ts';

const words = statement<{ id: Id; number: number; name: string }>(
  'customer_promise_words_unmerged',
  'SELECT id, number, name FROM customer WHERE workspace_id = $1 AND id = ANY($2::uuid[]) AND merged_into IS NULL',
);

/** How lists of promises call a customer. */
export const customerSubject: SubjectKind = {
  name: 'customer',
  describe: async (tx, workspaceId, ids) => {
    const rows = await tx.rows(words, [workspaceId, ids]);
    return rows.map((row) => ({
      id: row.id,
      reference: `P-${row.number}`,
      title: row.name,
      link: `/customers/${row.id}`,
      customerId: row.id,
    }));
  },
};
