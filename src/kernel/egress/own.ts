import { noScope } from '#kernel/server/database.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { statement } from '#kernel/server/sql.ts';
import type { EgressDeps } from './egress.ts';

const kind = statement<{ kind: 'live' | 'practice' }>(
  'egress_workspace_kind',
  'SELECT kind FROM workspace WHERE id = $1',
);

/** What the way out needs to know of this installation: what an operator allows, which workspaces send, its own name. */
export function egressOf(kernel: Kernel): EgressDeps {
  return {
    allow: kernel.config.egressAllow,
    ownHosts: [new URL(kernel.publicUrl()).hostname],
    workspaceKind: async (id) => (await kernel.database.read(noScope, (tx) => tx.first(kind, [id])))?.kind,
  };
}
