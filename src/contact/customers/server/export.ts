import { type AuthorityCase, type DecisionKind, govern, requireAuthority } from '#foundation/authority/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { answer, handle, type QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { customersExported, exportCustomers, listExports } from '../contract.ts';
import { customerPolicy } from './policy.ts';

export const exportKind: DecisionKind = {
  name: 'customers.export',
  title: 'Export customers',
  help: 'Taking the list of customers away as a file: names, addresses and numbers. Limits count customers.',
  unit: 'customers',
  deciders: ['owner', 'manager', 'lead', 'adviser'],
  defaults: [
    { role: 'owner', may: 'decide' },
    { role: 'manager', may: 'decide' },
    { role: 'lead', may: 'ask' },
  ],
};

/** How long a file waits: for whoever is at the screen, or for somebody whose request was approved meanwhile. */
const minutes = { decided: 15, approved: 24 * 60 };

const count = statement<{ count: number }>(
  'customer_count_unmerged',
  'SELECT count(*)::int AS count FROM customer WHERE workspace_id = $1 AND merged_into IS NULL',
);
const insert = statement<{ role: string }>(
  'customer_export_insert',
  `INSERT INTO customer_export (workspace_id, id, account_id, role, customers, made_at, expires_at)
   SELECT $1, $2, m.account_id, m.role, $4, $5, $6 FROM membership m WHERE m.workspace_id = $1 AND m.account_id = $3
   RETURNING role`,
);

async function weigh(ctx: QueryContext): Promise<AuthorityCase & { count: number }> {
  const all = (await ctx.tx.first(count, [ctx.workspaceId]))?.count ?? 0;
  return {
    kind: exportKind.name,
    amount: { count: all },
    subject: { kind: 'workspace', id: ctx.workspaceId },
    words: `Export ${all === 1 ? 'one customer' : `${new Intl.NumberFormat('en-AU').format(all)} customers`} as a file`,
    count: all,
  };
}

export const governedExport = govern(exportCustomers, weigh);

/** Makes the list into a file that only this person takes away, for a while. */
export const exportAll = handle(exportCustomers, async (ctx) => {
  demand(ctx, customerPolicy, 'export');
  const { actor } = ctx;
  const personId = actor.kind === 'person' ? actor.id : actor.kind === 'system' ? actor.onBehalfOf : null;
  if (!personId) return refuse('access.forbidden', 'A person exports customers, nobody else.');
  const { count: customers, ...it } = await weigh(ctx);
  await requireAuthority(ctx, it);
  const lasts = actor.kind === 'person' ? minutes.decided : minutes.approved;
  const expiresAt = new Date(ctx.now.getTime() + lasts * 60_000);
  await ctx.tx.rows(insert, [ctx.workspaceId, ctx.key, personId, customers, ctx.now, expiresAt]);
  ctx.emit(customersExported, { exportId: ctx.key, personId, customers, expiresAt: expiresAt.toISOString() });
  return { exportId: ctx.key, customers, expiresAt: expiresAt.toISOString() };
});

interface ExportRow {
  id: Id;
  customers: number;
  made_at: Date;
  expires_at: Date;
}
const own = statement<ExportRow>(
  'customer_exports',
  `SELECT id, customers, made_at, expires_at FROM customer_export
   WHERE workspace_id = $1 AND account_id = $2 AND expires_at > $3 ORDER BY made_at DESC, id LIMIT 20`,
);

export const ownExports = answer(listExports, async (ctx) => {
  demand(ctx, customerPolicy, 'export');
  const rows = await ctx.tx.rows(own, [ctx.workspaceId, ctx.actor.kind === 'person' ? ctx.actor.id : null, ctx.now]);
  return {
    exports: rows.map((row) => ({
      id: row.id,
      customers: row.customers,
      madeAt: row.made_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
    })),
  };
});
