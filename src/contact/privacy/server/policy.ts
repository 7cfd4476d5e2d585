import { policy } from '#kernel/server/policy.ts';

/** Who may do what with notices and consents. */
export const privacyPolicy = policy('notice', {
  list: { roles: ['owner', 'manager', 'lead', 'adviser', 'viewer'] },
  publish: { roles: ['owner', 'manager'] },
  note_consent: { roles: ['owner', 'manager', 'lead', 'adviser'] },
});
