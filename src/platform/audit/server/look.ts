import type { Id } from '#kernel/contract/ids.ts';
import type { Capability, QueryContext } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import type { AuditFilter } from '../contract.ts';

/** A row of the log with the names that its ids have today. */
export interface LogRow {
  seq: number;
  type: string;
  at: Date;
  audience: string;
  actor_kind: 'person' | 'customer' | 'system' | 'nobody';
  actor_id: Id | null;
  on_behalf_of: Id | null;
  customer_id: Id | null;
  request_id: Id;
  cause_seq: number | null;
  reason: string | null;
  subjects: string[];
  data: Record<string, unknown>;
  actor_name: string | null;
  on_behalf_of_name: string | null;
}

/** A filter as the database is asked. */
export interface Look {
  personId: Id | null;
  types: string[] | null;
  subject: string | null;
  customerId: Id | null;
  from: Date | null;
  until: Date | null;
  /** No event before this number can fit. */
  firstSeq: number;
}

/** Events looked at for one page. No index serves every filter: each would cost every write. */
const windowEvents = 200_000;
/** How far numbers and instants may be out of step. */
const slack = 1_000;

const columns = (row: string) =>
  'seq, type, at, audience, actor_kind, actor_id, on_behalf_of, customer_id, request_id, cause_seq, reason, subjects, data'
    .split(', ')
    .map((column) => `${row}.${column}`)
    .join(', ');
const look = (
  more: string,
) => `SELECT ${columns('f')}, coalesce(a.name, c.name) AS actor_name, b.name AS on_behalf_of_name
  FROM (SELECT ${columns('e')} FROM event e
    WHERE e.workspace_id = $1 AND e.seq < $2 AND e.seq >= $3 ${more}
      AND ($4::uuid IS NULL OR e.actor_id = $4 OR e.on_behalf_of = $4)
      AND ($5::text[] IS NULL OR e.type = ANY ($5))
      AND ($6::text IS NULL OR $6 = ANY (e.subjects))
      AND ($7::timestamptz IS NULL OR e.at >= $7) AND ($8::timestamptz IS NULL OR e.at < $8)
    ORDER BY e.seq DESC LIMIT $9) f
  LEFT JOIN account a ON f.actor_kind = 'person' AND a.id = f.actor_id
  LEFT JOIN customer c ON f.actor_kind = 'customer' AND c.workspace_id = $1 AND c.id = f.actor_id
  LEFT JOIN account b ON b.id = f.on_behalf_of
  ORDER BY f.seq DESC`;
const all = statement<LogRow>('audit_entries', look(''));
const ofCustomer = statement<LogRow>('audit_entries_customer', look('AND e.customer_id = $10'));

const head = statement<{ head: number }>('audit_head', 'SELECT head FROM workspace_stream WHERE workspace_id = $1');
const bounds = statement<{ from_at: Date | null; until_at: Date | null }>(
  'audit_bounds',
  `SELECT $2::date::timestamp AT TIME ZONE w.time_zone AS from_at,
     ($3::date + 1)::timestamp AT TIME ZONE w.time_zone AS until_at FROM workspace w WHERE w.id = $1`,
);
const firstFrom = statement<{ seq: number }>('audit_first_from', 'SELECT heed_event_from($1) AS seq');
const atOf = statement<{ at: Date }>(
  'audit_at',
  'SELECT at FROM event WHERE workspace_id = $1 AND seq <= $2 ORDER BY seq DESC LIMIT 1',
);
const conversation = statement<{ id: Id }>(
  'audit_conversation',
  'SELECT id FROM conversation WHERE workspace_id = $1 AND number = $2',
);
const customer = statement<{ id: Id }>(
  'audit_customer',
  'SELECT id FROM customer WHERE workspace_id = $1 AND number = $2',
);

/** The number of the newest event. */
export async function headOf(tx: Tx, workspaceId: Id): Promise<number> {
  return (await tx.first(head, [workspaceId]))?.head ?? 0;
}

/** Reads a filter. @throws Problem audit.unknown_record */
export async function readFilter(
  ctx: Pick<QueryContext, 'tx' | 'workspaceId'>,
  capabilities: readonly Capability[],
  filter: AuditFilter,
): Promise<Look> {
  const { tx, workspaceId } = ctx;
  const days = await tx.first(bounds, [workspaceId, filter.from ?? null, filter.to ?? null]);
  const from = days?.from_at ?? null;
  const isLong = from !== null && (await headOf(tx, workspaceId)) > windowEvents;
  const firstSeq = isLong ? Math.max(1, ((await tx.first(firstFrom, [from]))?.seq ?? 1) - slack) : 1;
  const named = capabilities.find((one) => one.name === filter.kind);
  const types = named ? (named.events ?? []).map((event) => event.type) : filter.kind ? [filter.kind] : null;
  const subject = filter.about ? await subjectOf(tx, workspaceId, filter.about) : null;
  const ofOne = subject?.match(/^customer:(.+)$/)?.[1] ?? null;
  return {
    personId: filter.personId ?? null,
    types,
    subject: ofOne ? null : subject,
    customerId: ofOne,
    from,
    until: days?.until_at ?? null,
    firstSeq,
  };
}

/** `H-2976` and `P-1001` by their number; a subject is taken as it is. */
async function subjectOf(tx: Tx, workspaceId: Id, about: string): Promise<string> {
  const number = about.match(/^([hp])-(\d+)$/i);
  if (!number) return about;
  const isCustomer = number[1]?.toLowerCase() === 'p';
  const row = await tx.first(isCustomer ? customer : conversation, [workspaceId, number[2]]);
  if (!row) return refuse('audit.unknown_record', `Nothing here is called ${about.toUpperCase()}.`);
  return `${isCustomer ? 'customer' : 'conversation'}:${row.id}`;
}

/** One page of what fits before event `before`, newest first, and before which event to look on; null at the end. */
export async function lookBack(
  tx: Tx,
  workspaceId: Id,
  by: Look,
  before: number,
  limit: number,
): Promise<{ rows: LogRow[]; next: number | null }> {
  // A customer's own events have an index, so all of them are looked at.
  const lowest = by.customerId ? by.firstSeq : Math.max(by.firstSeq, before - windowEvents);
  const values = [workspaceId, before, lowest, by.personId, by.types, by.subject, by.from, by.until, limit];
  const rows = by.customerId ? await tx.rows(ofCustomer, [...values, by.customerId]) : await tx.rows(all, values);
  if (rows.length === limit) return { rows, next: rows.at(-1)?.seq ?? null };
  return { rows, next: lowest > by.firstSeq ? lowest : null };
}

/** When the event before this number happened. */
export async function instantBefore(tx: Tx, workspaceId: Id, seq: number): Promise<Date | null> {
  return (await tx.first(atOf, [workspaceId, seq - 1]))?.at ?? null;
}
