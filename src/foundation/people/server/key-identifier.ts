import type { Id } from '#kernel/contract/ids.ts';
import type { Identity } from '#kernel/server/actor.ts';
import type { Identifier } from '#kernel/server/capability.ts';
import type { HttpRequest } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { scopeOf } from './key-scopes.ts';
import { recall, remember } from './remembered.ts';
import { hashToken } from './tokens.ts';

/** So that a key is known for one wherever it turns up, also by programs that look for leaked secrets. */
export const keyPrefix = 'heed_';
const seenEveryMs = 60_000;

interface KeyRow {
  key_id: Id;
  account_id: Id;
  workspace_id: Id;
  name: string;
  role: string;
  team_ids: Id[];
  scopes: string[];
  confirms: boolean;
  used_at: Date | null;
}

const lookUp = statement<KeyRow>(
  'people_api_key',
  `SELECT key_id, account_id, workspace_id, name, role, team_ids, scopes, confirms, used_at
   FROM heed_api_key($1, $2)`,
);
const used = statement('people_api_key_used', 'UPDATE api_key SET used_at = $3 WHERE workspace_id = $1 AND id = $2');

/**
 * Knows programs by the key in their `Authorization: Bearer` header, and nowhere else: addresses end up in logs.
 * Remembered like sessions, so a revoked key is refused within a second by every process.
 */
export const keyIdentifier: Identifier = {
  name: 'API key',
  fromRequest: async (kernel, request) => {
    const key = keyShown(request);
    if (!key) return null;
    const hash = hashToken(key);
    return recall(kernel, hash) ?? find(kernel, hash);
  },
  fromHello: async () => null,
};

/** The key that a request shows; undefined for one that shows none. */
export function keyShown(request: HttpRequest): string | undefined {
  const [, key] = /^Bearer (heed_[\w-]{20,100})$/i.exec(request.header('authorization') ?? '') ?? [];
  return key;
}

async function find(kernel: Kernel, hash: Buffer): Promise<Identity> {
  const keep = remember(kernel, hash);
  const now = kernel.now();
  const [row] = await kernel.database.alone(lookUp, [hash, now]);
  if (!row) return refuse('access.key_refused', 'Check that it is the whole key, or make a new one.');
  const scope = { workspaceId: row.workspace_id, customerId: null };
  if (!row.used_at || now.getTime() - row.used_at.getTime() > seenEveryMs) {
    await kernel.database.write(scope, (tx) => tx.rows(used, [row.workspace_id, row.key_id, now]));
  }
  return keep(identityOf(kernel, row, now));
}

/** Whoever made it, in their role as it is now, and of that only what its scopes name. */
function identityOf(kernel: Kernel, row: KeyRow, now: Date): Identity {
  const scopes = new Set(row.scopes);
  const allows = (name: string) => {
    if (scopes.has(name)) return true;
    const handler = kernel.queries.get(name) ?? kernel.commands.get(name);
    return handler !== undefined && scopes.has(scopeOf(handler.contract) ?? '');
  };
  return {
    workspaceId: row.workspace_id,
    actor: {
      kind: 'person',
      id: row.account_id,
      name: row.name,
      role: row.role,
      teamIds: row.team_ids,
      sessionId: row.key_id,
      keyId: row.key_id,
      // Whoever made it gave a fresh proof and said whether it may.
      provedAt: row.confirms ? now : new Date(0),
      held: {
        code: 'access.beyond_key',
        detail: `This key was made for ${row.scopes.join(', ')}.`,
        allows,
      },
    },
  };
}
