import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext, Slot } from '#kernel/server/capability.ts';
import { notFound } from '#kernel/server/problem.ts';
import type { Tx } from '#kernel/server/sql.ts';

/** How a thing about which something is promised is called and found. */
export interface SubjectWords {
  id: Id;
  reference: string;
  title: string;
  /** Address within the desk. */
  link: string;
  customerId?: Id | null;
  /** By which it goes, where it goes by one. */
  channel?: string;
  brandId?: Id | null;
}

export interface SubjectKind {
  name: string;
  describe(tx: Tx, workspaceId: Id, ids: readonly Id[]): Promise<SubjectWords[]>;
}

/** Filled by each capability whose records something can be promised about. */
export const promiseSubjects: Slot<SubjectKind> = { slot: 'promises.subjects' };

/** Words for many subjects at once, by their id: one query per kind. */
export async function describeSubjects(
  ctx: QueryContext,
  rows: readonly { subject_kind: string; subject_id: Id }[],
): Promise<Map<Id, SubjectWords>> {
  const found = new Map<Id, SubjectWords>();
  for (const kind of ctx.contributed(promiseSubjects)) {
    const ids = [...new Set(rows.filter((row) => row.subject_kind === kind.name).map((row) => row.subject_id))];
    if (ids.length === 0) continue;
    for (const one of await kind.describe(ctx.tx, ctx.workspaceId, ids)) found.set(one.id, one);
  }
  return found;
}

/** A subject that is there. @throws Problem record.not_found */
export async function demandSubject(ctx: QueryContext, kind: string, id: Id): Promise<SubjectWords> {
  const found = await describeSubjects(ctx, [{ subject_kind: kind, subject_id: id }]);
  return found.get(id) ?? notFound(kind);
}
