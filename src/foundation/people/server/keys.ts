import type { Id } from '#kernel/contract/ids.ts';
import { answer, handle } from '#kernel/server/capability.ts';
import { can, demand } from '#kernel/server/policy.ts';
import { notFound } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { keyRevoked, listKeys, revokeKey } from '../contract.ts';
import { keyPolicy } from './policy.ts';

interface KeyRow {
  id: Id;
  name: string;
  hint: string;
  scopes: string[];
  confirms: boolean;
  personId: Id;
  personName: string;
  madeAt: Date;
  expiresAt: Date;
  usedAt: Date | null;
  revokedAt: Date | null;
}

const columns = `SELECT k.id, k.name, k.hint, k.scopes, k.confirms, k.person_id AS "personId", a.name AS "personName",
  k.made_at AS "madeAt", k.expires_at AS "expiresAt", k.used_at AS "usedAt", k.revoked_at AS "revokedAt"
  FROM api_key k JOIN account a ON a.id = k.person_id WHERE k.workspace_id = $1`;
const list = statement<KeyRow>(
  'people_keys',
  `${columns} AND least(k.revoked_at, k.expires_at) > $2::timestamptz - interval '90 days'
   ORDER BY (least(k.revoked_at, k.expires_at) > $2) DESC, k.made_at DESC, k.id LIMIT 300`,
);
const one = statement<KeyRow>('people_key', `${columns} AND k.id = $2 FOR UPDATE OF k`);

export const answerKeys = answer(listKeys, async (ctx) => {
  demand(ctx, keyPolicy, 'keys');
  const rows = await ctx.tx.rows(list, [ctx.workspaceId, ctx.now]);
  return {
    keys: rows.map(({ revokedAt, madeAt, expiresAt, usedAt, ...row }) => {
      const state = revokedAt ? ('revoked' as const) : expiresAt <= ctx.now ? ('expired' as const) : ('open' as const);
      return {
        ...row,
        madeAt: madeAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
        usedAt: usedAt?.toISOString() ?? null,
        state,
        mayRevoke: state === 'open' && can(keyPolicy, ctx.actor, 'revoke-key', row) === true,
      };
    }),
  };
});

const end = statement(
  'people_key_end',
  'UPDATE api_key SET revoked_at = coalesce(revoked_at, $3) WHERE workspace_id = $1 AND id = $2',
);

/** Ends a key for good. Revoking what has ended is no mistake. */
export const revokeOneKey = handle(revokeKey, async (ctx, { keyId }) => {
  demand(ctx, keyPolicy, 'keys');
  const key = (await ctx.tx.first(one, [ctx.workspaceId, keyId])) ?? notFound('key');
  demand(ctx, keyPolicy, 'revoke-key', key);
  await ctx.tx.rows(end, [ctx.workspaceId, keyId, ctx.now]);
  ctx.emit(keyRevoked, { keyId, personId: key.personId });
  return { keyId };
});
