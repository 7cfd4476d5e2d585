import { decisionKinds, governed } from '#foundation/authority/index.ts';
import { fieldSubjects } from '#foundation/fields/index.ts';
import { promiseSubjects } from '#foundation/promises/index.ts';
import { type Capability, contribute } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { addCustomerNote } from './server/add-note.ts';
import { addCustomerAddress, removeCustomerAddress } from './server/addresses.ts';
import { change } from './server/change.ts';
import { create } from './server/create.ts';
import { exportAll, exportKind, governedExport, ownExports } from './server/export.ts';
import { serveExports } from './server/export-file.ts';
import { customerFields, setFields } from './server/fields.ts';
import { customerInvariants } from './server/invariants.ts';
import { customerPolicy } from './server/policy.ts';
import { customer, customerList } from './server/queries.ts';
import { customerSubject } from './server/subject.ts';
import { customerTimeline } from './server/timeline.ts';

/** People we serve: who they are, how to reach them, what happened with them. */
export const customers: Capability = {
  name: 'customers',
  problems: contract.customerProblems,
  events: [
    contract.customerCreated,
    contract.customerChanged,
    contract.customerRenamed,
    contract.customerFieldsChanged,
    contract.customersExported,
  ],
  commands: [create, change, setFields, addCustomerAddress, removeCustomerAddress, addCustomerNote, exportAll],
  queries: [customerList, customer, customerTimeline, ownExports],
  contributes: [
    contribute(decisionKinds, exportKind),
    contribute(governed, governedExport),
    contribute(fieldSubjects, customerFields),
    contribute(promiseSubjects, customerSubject),
  ],
  invariants: customerInvariants,
  routes: serveExports,
  abilities: (role) => roleActions(customerPolicy, role).map((action) => `customers.${action}`),
};

export { accessCustomer } from './server/access.ts';
export { countContact, insertCustomer } from './server/create.ts';
