import { type AuthorityCase, type DecisionKind, govern, requireAuthority } from '#foundation/authority/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, handle, type QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { customersMerged, mergeCustomers } from '../../contract-merge.ts';
import { accessCustomer, type CustomerRecord } from '../access.ts';
import { demandVersion } from '../change.ts';
import { lookForDuplicates } from '../duplicates/look.ts';
import { customerPolicy } from '../policy.ts';
import { stepBack } from './addresses.ts';
import { choose } from './choose.ts';
import { moveAll, openJournal } from './journal.ts';
import { mergeableOf, saveRecord } from './record.ts';

export const mergeKind: DecisionKind = {
  name: 'customers.merge',
  title: 'Merge customers',
  help: 'Making two records of one person into one. It moves conversations and addresses, and can be undone for 30 days.',
  unit: 'merges',
  deciders: ['owner', 'manager', 'lead', 'adviser'],
  defaults: [
    { role: 'owner', may: 'decide' },
    { role: 'manager', may: 'decide' },
    { role: 'lead', may: 'decide' },
    { role: 'adviser', may: 'ask' },
  ],
};

const undoDays = 30;
const alias = statement(
  'customer_become_alias',
  'UPDATE customer SET merged_into = $3, conversations = 0, version = version + 1 WHERE workspace_id = $1 AND id = $2',
);
const forgetPairs = statement(
  'customer_merge_forget_pairs',
  `DELETE FROM customer_pair WHERE workspace_id = $1 AND (one_id = $2 OR other_id = $2)
     AND (dismissed_at IS NULL OR one_id = $3 OR other_id = $3)`,
);

const called = ({ name, number }: CustomerRecord) => `${name.slice(0, 80)} (P-${number})`;

function caseOf(customer: CustomerRecord, other: CustomerRecord): AuthorityCase {
  return {
    kind: mergeKind.name,
    subject: { kind: 'customer', id: customer.id },
    words: `Merge ${called(other)} into ${called(customer)}`,
  };
}

async function weigh(ctx: QueryContext, input: { customerId: Id; otherId: Id }): Promise<AuthorityCase> {
  const customer = await accessCustomer(ctx, input.customerId, { for: 'merge' });
  return caseOf(customer, await accessCustomer(ctx, input.otherId, { for: 'merge' }));
}
export const governedMerge = govern(mergeCustomers, weigh);

/** Both rows, locked in the order of their ids, so that two people who merge the same pair wait for each other. */
async function lockBoth(ctx: CommandContext, customerId: Id, otherId: Id): Promise<[CustomerRecord, CustomerRecord]> {
  const locked = new Map<Id, CustomerRecord>();
  for (const id of [customerId, otherId].sort()) {
    locked.set(id, await accessCustomer(ctx, id, { for: 'merge', lock: true }));
  }
  const [customer, other] = [locked.get(customerId), locked.get(otherId)];
  if (!customer || !other || customer.id === other.id) {
    return refuse(
      'customer.already_merged',
      'These are one customer already; somebody may have merged them just now.',
      {
        facts: { customerId: customer?.id },
      },
    );
  }
  return [customer, other];
}

/** Makes two records into one: values by choice, everything else of the other joins; the other stays as an alias. */
export const merge = handle(mergeCustomers, async (ctx, { customerId, version, otherId, otherVersion, take }) => {
  demand(ctx, customerPolicy, 'merge');
  const [customer, other] = await lockBoth(ctx, customerId, otherId);
  demandVersion(customer, version);
  demandVersion(other, otherVersion);
  await requireAuthority(ctx, caseOf(customer, other));
  const mine = await mergeableOf(ctx, customer.id);
  const chosen = choose(mine, await mergeableOf(ctx, other.id), take);
  const steppedBack = await stepBack(ctx, customer.id, other.id, take);
  const undoUntil = new Date(ctx.now.getTime() + undoDays * 86_400_000);
  await openJournal(ctx, {
    ...{ id: ctx.key, customer_id: customer.id, other_id: other.id, undo_until: undoUntil },
    merged_by: ctx.actor.kind === 'person' ? ctx.actor.id : ctx.actor.kind === 'system' ? ctx.actor.onBehalfOf : null,
    before: { ...mine, steppedBack },
    after: chosen,
  });
  const contacts = await moveAll(ctx, ctx.key, other.id, customer.id);
  const saved = await saveRecord(ctx, customer.id, chosen, contacts);
  await ctx.tx.rows(alias, [ctx.workspaceId, other.id, customer.id]);
  await ctx.tx.rows(forgetPairs, [ctx.workspaceId, other.id, customer.id]);
  await lookForDuplicates(ctx, customer.id);
  const about = { customerId: customer.id, otherId: other.id, mergeId: ctx.key };
  ctx.emit(customersMerged, { ...about, movedId: other.id });
  return { customerId: customer.id, mergeId: ctx.key, version: saved, undoUntil: undoUntil.toISOString() };
});
