import { policy } from '#kernel/server/policy.ts';

/** Who may do what with addresses for mail and with what arrives there. */
export const mailPolicy = policy('mail', {
  list: { roles: ['owner', 'manager', 'lead', 'adviser', 'viewer'] },
  keep: { roles: ['owner', 'manager'] },
  look: { roles: ['owner', 'manager', 'lead', 'adviser'] },
  /** Whoever holds a link may follow it: it was mailed to an address, and is signed for it. */
  follow_link: { roles: [], anybody: true },
});
