import type { Id } from '#kernel/contract/ids.ts';
import { answer } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { auditHeads, auditState } from '../contract.ts';
import { headOf } from './look.ts';
import { auditPolicy } from './policy.ts';
import { keyName } from './signing-key.ts';

const lastSeal = statement<{ last_seq: number; sealed_at: Date }>(
  'audit_last_seal',
  'SELECT last_seq, sealed_at FROM event_seal WHERE workspace_id = $1 ORDER BY first_seq DESC LIMIT 1',
);
interface HeadRow {
  day: string;
  last_seq: number;
  hash: Buffer;
  public_key: Buffer;
  signature: Buffer;
  signed_at: Date;
}
const heads = statement<HeadRow>(
  'audit_heads',
  `SELECT day::text AS day, last_seq, hash, public_key, signature, signed_at FROM event_head
   WHERE workspace_id = $1 AND day < coalesce($2::date, 'infinity') ORDER BY event_head.day DESC LIMIT $3`,
);
const people = statement<{ id: Id; name: string }>(
  'audit_people',
  `SELECT a.id, a.name FROM membership m JOIN account a ON a.id = m.account_id
   WHERE m.workspace_id = $1 ORDER BY lower(a.name), a.id LIMIT 2000`,
);

/** How far the log is sealed, and what its filters offer. */
export const state = answer(auditState, async (ctx, _, kernel) => {
  demand(ctx, auditPolicy, 'entries');
  const { tx, workspaceId } = ctx;
  const events = await headOf(tx, workspaceId);
  const seal = await tx.first(lastSeal, [workspaceId]);
  const head = await tx.first(heads, [workspaceId, null, 1]);
  const kinds = kernel.capabilities.filter((one) => (one.events ?? []).length > 0);
  return {
    events,
    sealed: seal ? { seq: seal.last_seq, at: seal.sealed_at.toISOString() } : null,
    head: head
      ? {
          day: head.day,
          lastSeq: head.last_seq,
          signedAt: head.signed_at.toISOString(),
          key: keyName(head.public_key),
        }
      : null,
    kinds: kinds.map((one) => ({
      name: one.name,
      events: (one.events ?? []).map(({ type, sentence }) => ({ type, sentence })),
    })),
    people: await tx.rows(people, [workspaceId]),
  };
});

const headsAtOnce = 1_000;

/** Heads for an owner to keep where nobody of this installation can change them. */
export const headList = answer(auditHeads, async (ctx, { before }) => {
  demand(ctx, auditPolicy, 'export');
  const rows = await ctx.tx.rows(heads, [ctx.workspaceId, before ?? null, headsAtOnce]);
  return {
    heads: rows.map((row) => ({
      workspaceId: ctx.workspaceId,
      day: row.day,
      lastSeq: row.last_seq,
      hash: row.hash.toString('hex'),
      publicKey: row.public_key.toString('hex'),
      signature: row.signature.toString('hex'),
      signedAt: row.signed_at.toISOString(),
    })),
    next: rows.length === headsAtOnce ? (rows.at(-1)?.day ?? null) : null,
  };
});
