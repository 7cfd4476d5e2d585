import type { Id } from '#kernel/contract/ids.ts';

/**
 * Form 1 of an event: a JSON array of all its columns in the order of the table, as PostgreSQL writes `jsonb`, with the
 * instant as microseconds since 1970. Another form is another number; what was sealed keeps the one it was sealed by.
 */
export const form = 1;
export const formColumns = [
  'workspace_id',
  'seq',
  'type',
  'at',
  'audience',
  'actor_kind',
  'actor_id',
  'on_behalf_of',
  'customer_id',
  'request_id',
  'cause_seq',
  'reason',
  'subjects',
  'data',
] as const;

/**
 * SQL for the digest of a row of `event` with the alias `e`. It stands in the code and in no function of the database:
 * whoever could change that function could make a changed log look whole.
 */
export const eventDigest = `sha256(convert_to(jsonb_build_array(${formColumns
  .map((column) => (column === 'at' ? '(extract(epoch FROM e.at) * 1000000)::bigint' : `e.${column}`))
  .join(', ')})::text, 'UTF8'))`;

/** SQL for the hash before the first link of a workspace; `id` is an SQL expression of the workspace's id. */
export const firstHash = (id: string) => `sha256(convert_to('heed log ' || ${id}::text, 'UTF8'))`;

/** Bytes of a digest and of a hash. */
export const digestBytes = 32;

/** A head as it is signed: five lines of text. */
export function headText(workspaceId: Id, day: string, lastSeq: number, hash: Buffer): Buffer {
  return Buffer.from(`heed log head 1\n${workspaceId}\n${day}\n${lastSeq}\n${hash.toString('hex')}\n`, 'utf8');
}
