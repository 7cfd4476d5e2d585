import { checkValues, type FieldSubject, type Held } from '#foundation/fields/index.ts';
import { handle } from '#kernel/server/capability.ts';
import { can } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { customerFieldsChanged, setCustomerFields } from '../contract.ts';
import { accessCustomer } from './access.ts';
import { demandVersion } from './change.ts';
import { customerPolicy } from './policy.ts';

const load = statement<{ fields: Held }>(
  'customer_fields_load',
  'SELECT fields FROM customer WHERE workspace_id = $1 AND id = $2',
);
const save = statement<{ version: number }>(
  'customer_fields_save',
  `UPDATE customer SET fields = (fields || $3::jsonb) - $4::text[], version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);

/** Customers have fields; whoever may read one sees what their role may see of them. */
export const customerFields: FieldSubject = {
  name: 'customer',
  words: { one: 'customer', many: 'customers' },
  read: async (ctx, id) => {
    const customer = await accessCustomer(ctx, id, { for: 'read' });
    const row = await ctx.tx.first(load, [ctx.workspaceId, customer.id]);
    return {
      held: row?.fields ?? {},
      version: customer.version,
      mayChange: can(customerPolicy, ctx.actor, 'change', customer) === true,
    };
  },
};

/** Sets fields of a customer; the event names which, never what they hold. */
export const setFields = handle(setCustomerFields, async (ctx, { customerId: asked, version, values }) => {
  const customer = await accessCustomer(ctx, asked, { for: 'change', lock: true });
  const customerId = customer.id;
  demandVersion(customer, version);
  const row = await ctx.tx.first(load, [ctx.workspaceId, customerId]);
  const { set, empty, changed } = await checkValues(ctx, 'customer', values, row?.fields ?? {});
  if (changed.length === 0) return { customerId, version };
  const saved = await ctx.tx.first(save, [ctx.workspaceId, customerId, JSON.stringify(set), empty]);
  ctx.emit(customerFieldsChanged, { customerId, fieldIds: changed });
  return { customerId, version: saved?.version ?? version + 1 };
});
