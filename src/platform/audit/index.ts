import { selfChecks } from '#foundation/standards/index.ts';
import { type Capability, contribute } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { entries } from './server/entries.ts';
import { exportLog } from './server/export.ts';
import { serveAuditFiles } from './server/export-file.ts';
import { auditPolicy } from './server/policy.ts';
import { sealAll } from './server/seal.ts';
import { sealedLog } from './server/self-check.ts';
import { headList, state } from './server/state.ts';

/** The log for people to read, and the chain that shows whether it is still the one that was written. */
export const audit: Capability = {
  name: 'audit',
  problems: contract.auditProblems,
  events: [contract.auditExported],
  commands: [exportLog],
  queries: [entries, state, headList],
  jobs: [{ task: 'audit.seal', cron: '* * * * *', isUpkeep: true, run: (kernel) => sealAll(kernel) }],
  contributes: [contribute(selfChecks, sealedLog)],
  routes: serveAuditFiles,
  abilities: (role) => roleActions(auditPolicy, role).map((action) => `audit.${action}`),
};

export { chainState } from './server/chain-state.ts';
export { headsFile } from './server/heads.ts';
export { sealAll } from './server/seal.ts';
export { keyFile } from './server/signing-key.ts';
