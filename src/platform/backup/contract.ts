import { z } from 'zod';
import { event } from '#kernel/contract/contract.ts';
import { Instant } from '#kernel/contract/ids.ts';

/** Told once in every workspace after `heed restore`; what happened between the backup and then is not in the log. */
export const workspaceRestored = event('workspace.restored', {
  data: z.strictObject({ madeAt: Instant }),
  subjects: ['workspace'],
  audience: 'staff',
  sentence: 'restored everything from the backup of {madeAt}',
});
