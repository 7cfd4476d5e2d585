import type { Capability } from '#kernel/server/capability.ts';
import { workspaceRestored } from './contract.ts';

/** Everything that is kept, as one file, and back. Its work is done on the command line. */
export const backup: Capability = { name: 'backup', events: [workspaceRestored] };

export { type LastBackup, lastBackup } from './server/backup.ts';
export { lookForFiles } from './server/files.ts';
