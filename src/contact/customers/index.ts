import { decisionKinds, governed } from '#foundation/authority/index.ts';
import { fieldSubjects } from '#foundation/fields/index.ts';
import { promiseSubjects } from '#foundation/promises/index.ts';
import { customerRows } from '#kernel/moving/customer-rows.ts';
import { type Capability, contribute } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { addCustomerNote } from './server/add-note.ts';
import { addCustomerAddress, removeCustomerAddress } from './server/addresses.ts';
import { change } from './server/change.ts';
import { create } from './server/create.ts';
import { dismissDuplicate, restoreDuplicate } from './server/duplicates/dismiss.ts';
import { duplicateList } from './server/duplicates/list.ts';
import { duplicatesOfCustomer } from './server/duplicates/of-customer.ts';
import { exportAll, exportKind, governedExport, ownExports } from './server/export.ts';
import { serveExports } from './server/export-file.ts';
import { customerFields, setFields } from './server/fields.ts';
import { customerInvariants } from './server/invariants.ts';
import { customerList } from './server/list.ts';
import { merges } from './server/merge/list.ts';
import { governedMerge, merge, mergeKind } from './server/merge/merge.ts';
import { ownRows } from './server/merge/own-rows.ts';
import { undo } from './server/merge/undo.ts';
import * as keepOrganisations from './server/organisations/keep.ts';
import { addPeople, preferOrganisation, removePerson } from './server/organisations/members.ts';
import { organisation, organisationList, organisationOffers } from './server/organisations/queries.ts';
import { customerPolicy } from './server/policy.ts';
import { customer } from './server/queries.ts';
import { standing } from './server/standing.ts';
import { customerSubject } from './server/subject.ts';
import * as tags from './server/tags.ts';
import { customerTimeline } from './server/timeline.ts';

/** People we serve: who they are, how to reach them, what happened with them. */
export const customers: Capability = {
  name: 'customers',
  problems: { ...contract.customerProblems, ...contract.organisationProblems },
  events: [
    contract.customerCreated,
    contract.customerChanged,
    contract.customerRenamed,
    contract.customerFieldsChanged,
    contract.customersExported,
    contract.pairDismissed,
    contract.pairRestored,
    contract.customerIdentified,
    contract.customersMerged,
    contract.mergeUndone,
    contract.tagChanged,
    contract.customerTagged,
    contract.organisationChanged,
    contract.memberChanged,
  ],
  commands: [
    create,
    change,
    setFields,
    addCustomerAddress,
    removeCustomerAddress,
    addCustomerNote,
    exportAll,
    dismissDuplicate,
    restoreDuplicate,
    merge,
    undo,
    tags.add,
    tags.changeOne,
    tags.setTagsOf,
    keepOrganisations.create,
    keepOrganisations.change,
    addPeople,
    removePerson,
    preferOrganisation,
  ],
  queries: [
    customerList,
    customer,
    customerTimeline,
    ownExports,
    standing,
    duplicateList,
    duplicatesOfCustomer,
    merges,
    tags.tags,
    organisationList,
    organisation,
    organisationOffers,
  ],
  contributes: [
    contribute(decisionKinds, exportKind, mergeKind),
    contribute(governed, governedExport, governedMerge),
    contribute(fieldSubjects, customerFields),
    contribute(promiseSubjects, customerSubject),
    contribute(customerRows, ...ownRows),
  ],
  invariants: customerInvariants,
  routes: serveExports,
  abilities: (role) => roleActions(customerPolicy, role).map((action) => `customers.${action}`),
};

export type { Contact } from './contract.ts';
export { accessCustomer } from './server/access.ts';
export { addressKey } from './server/address.ts';
export { customerOfAddress, emailOf, hasEmail } from './server/by-address.ts';
export { customersOfNumber, type NumberHolder, phoneDigits } from './server/by-number.ts';
export { countContact, insertCustomer } from './server/create.ts';
export { lookForDuplicates } from './server/duplicates/look.ts';
export { customerOfPerson, type KnownPerson, type VouchedPerson } from './server/identity.ts';
export {
  type ContactSource,
  contactSources,
  type ReasonSource,
  type SaidReason,
  standingReasons,
} from './server/standing.ts';
export { renameVisitor } from './server/visitor-name.ts';
