import { policy } from '#kernel/server/policy.ts';

const roles = ['owner', 'manager'];

/** Events tell of everybody and everything, so only those who answer for all of it say where they go. */
export const webhookPolicy = policy('webhook', {
  list: { roles },
  change: { roles },
  /** The log as a stream. */
  follow: { roles },
});
