import { type Id, newId } from '#kernel/contract/ids.ts';
import type { Reaction } from '#kernel/server/capability.ts';
import { noScope } from '#kernel/server/database.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { type DecisionKind, type DefaultRule, decisionKinds } from './kinds.ts';

// Only where the kind has no row at all: a workspace that has set its own keeps it.
const insert = statement(
  'authority_seed',
  `INSERT INTO authority_rule (workspace_id, id, kind, role, may, per_case, per_customer, per_period, currency,
     period_days, four_eyes, effective_from)
   SELECT $1::uuid, r.id, r.kind, r.role, r.may, r.per_case, r.per_customer, r.per_period, r.currency, r.period_days,
     r.four_eyes, heed_now()
   FROM jsonb_to_recordset($2::jsonb) AS r (id uuid, kind text, role text, may text, per_case bigint,
     per_customer bigint, per_period bigint, currency text, period_days int, four_eyes boolean)
   WHERE NOT EXISTS (SELECT FROM authority_rule o WHERE o.workspace_id = $1 AND o.kind = r.kind)
   ON CONFLICT DO NOTHING`,
);

async function seed(tx: Tx, workspaceId: Id, kinds: readonly DecisionKind[]): Promise<void> {
  const rows = kinds.flatMap((kind) => kind.defaults.map((one) => rowOf(kind.name, one)));
  if (rows.length > 0) await tx.rows(insert, [workspaceId, JSON.stringify(rows)]);
}

function rowOf(kind: string, one: DefaultRule) {
  return {
    id: newId(),
    kind,
    role: one.role,
    may: one.may,
    per_case: one.perCase ?? null,
    per_customer: one.perCustomer ?? null,
    per_period: one.perPeriod ?? null,
    currency: one.currency ?? null,
    period_days: one.periodDays ?? 30,
    four_eyes: one.fourEyes ?? false,
  };
}

/** A new workspace starts with the rows that each kind proposes. */
export const firstRules: Reaction = {
  event: 'workspace.set_up',
  inline: true,
  name: 'authority.first-rules',
  run: (ctx) => seed(ctx.tx, ctx.workspaceId, ctx.contributed(decisionKinds)),
};

const workspaces = statement<{ id: Id }>('authority_workspaces', 'SELECT id FROM workspace ORDER BY id');

/** Kinds that came with a newer version get their rows in the workspaces that are there. */
export async function addMissingRules(kernel: Kernel): Promise<void> {
  const kinds = kernel.contributed(decisionKinds);
  const rows = await kernel.database.read(noScope, (tx) => tx.rows(workspaces, []));
  for (const { id } of rows) {
    await kernel.database.write({ workspaceId: id, customerId: null }, (tx) => seed(tx, id, kinds));
  }
}
