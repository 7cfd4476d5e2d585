import type { Capability } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { change } from './server/change.ts';
import { define } from './server/define.ts';
import { fieldList } from './server/list.ts';
import { fieldPolicy } from './server/policy.ts';
import { reorder } from './server/reorder.ts';
import { retire } from './server/retire.ts';
import { fieldValues } from './server/values.ts';

/** What a workspace wants to know of its customers and conversations besides what Heed keeps for everybody. */
export const fields: Capability = {
  name: 'fields',
  problems: contract.fieldProblems,
  events: [contract.fieldDefined, contract.fieldChanged, contract.fieldRetired, contract.fieldsReordered],
  commands: [define, change, reorder, retire],
  queries: [fieldList, fieldValues],
  abilities: (role) => roleActions(fieldPolicy, role).map((action) => `fields.${action}`),
};

export { fieldsSeen } from './server/rows.ts';
export { type FieldSubject, fieldSubjects, type Held } from './server/subjects.ts';
export { type CheckedValues, checkValues, filterOf } from './server/values.ts';
