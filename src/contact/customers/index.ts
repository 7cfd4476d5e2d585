import type { Capability } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { addCustomerNote } from './server/add-note.ts';
import { addCustomerAddress, removeCustomerAddress } from './server/addresses.ts';
import { change } from './server/change.ts';
import { create } from './server/create.ts';
import { customerPolicy } from './server/policy.ts';
import { customer, customerList } from './server/queries.ts';
import { customerTimeline } from './server/timeline.ts';

/** People we serve: who they are, how to reach them, what happened with them. */
export const customers: Capability = {
  name: 'customers',
  problems: contract.customerProblems,
  events: [contract.customerCreated, contract.customerChanged, contract.customerRenamed],
  commands: [create, change, addCustomerAddress, removeCustomerAddress, addCustomerNote],
  queries: [customerList, customer, customerTimeline],
  abilities: (role) => roleActions(customerPolicy, role).map((action) => `customers.${action}`),
};

export { accessCustomer } from './server/access.ts';
export { countContact, insertCustomer } from './server/create.ts';
