import type { AutomaticMail } from '#contact/channels-email/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';

const load = statement<{ receipt_to: string | null; receipt: string; title: string; team_id: Id | null }>(
  'form_receipt',
  `SELECT s.receipt_to, s.receipt, f.published ->> 'title' AS title, f.team_id
   FROM form_submission s JOIN form f ON f.workspace_id = s.workspace_id AND f.id = s.form_id
   WHERE s.workspace_id = $1 AND s.id = $2 AND s.at > heed_now() - interval '2 days'`,
);

/**
 * What is mailed to the address that somebody typed, which may be anybody's: words of the workspace alone, and no name.
 */
export const receiptMail = {
  kind: 'form.receipt',
  compose: async (_kernel: Kernel, tx: Tx, workspaceId: Id, ref: Id): Promise<AutomaticMail | undefined> => {
    const row = await tx.first(load, [workspaceId, ref]);
    if (!row?.receipt_to) return undefined;
    return { to: row.receipt_to, subject: row.title, text: row.receipt, teamId: row.team_id };
  },
};
