import type { Capability } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import { searchPolicy } from './server/policy.ts';
import { conversations, everywhere, messages, people } from './server/queries.ts';
import { tidyJob } from './server/tidy.ts';

/** Finds people, conversations and messages by their words. */
export const search: Capability = {
  name: 'search',
  queries: [everywhere, people, conversations, messages],
  jobs: [tidyJob],
  abilities: (role) => roleActions(searchPolicy, role).map((action) => `search.${action}`),
};
