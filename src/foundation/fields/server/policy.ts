import { policy } from '#kernel/server/policy.ts';
import { seers } from '../contract.ts';

const keepers = ['owner', 'manager'];

/**
 * Who may do what with fields. What a field holds is shown to the roles that the field itself names, within those that
 * may read the record (server/values.ts).
 */
export const fieldPolicy = policy('field', {
  list: { roles: seers },
  values: { roles: seers },
  keep: { roles: keepers },
});
