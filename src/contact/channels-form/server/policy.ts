import { policy } from '#kernel/server/policy.ts';

/** Who may do what with forms. Whoever has the address of a published one may fill it in. */
export const formPolicy = policy('form', {
  list: { roles: ['owner', 'manager', 'lead', 'adviser', 'viewer'] },
  keep: { roles: ['owner', 'manager'] },
  submit: { roles: [], anybody: true },
});
