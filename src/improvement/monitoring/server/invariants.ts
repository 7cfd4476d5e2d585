import type { Invariant } from '#kernel/server/capability.ts';

export const monitoringInvariants: Invariant[] = [
  {
    name: 'an open action is owed, and a closed one is not',
    broken: `SELECT 'The corrective action ' || a.id || ' and its promise do not agree.' AS what
      FROM corrective_action a LEFT JOIN promise p ON p.workspace_id = a.workspace_id AND p.id = a.promise_id
      WHERE a.workspace_id = $1 AND (p.id IS NULL OR (a.closed_at IS NULL) <> (p.ended_at IS NULL))`,
  },
];
