import { asOwner } from '#kernel/test/database.ts';

export interface Filling {
  count: number;
  startedAt: Date;
  /** When the promise of this number is due. */
  dueAt(number: number): Date;
}

/** Running tasks with their entries and deadlines, written past the commands: a test of time needs thousands. */
export async function fillPromises(ownerUrl: string, workspaceId: string, filling: Filling): Promise<void> {
  const due = Array.from({ length: filling.count }, (_, i) => filling.dueAt(i).toISOString());
  await asOwner(
    ownerUrl,
    `WITH made AS (
       INSERT INTO promise (workspace_id, id, measure, subject_kind, subject_id, words, state, started_at, due_at)
       SELECT $1, gen_random_uuid(), 'task', 'none', gen_random_uuid(), 'Owed', 'running', $2, due
       FROM unnest($3::timestamptz[]) AS d (due) RETURNING id, due_at),
     entry AS (
       INSERT INTO promise_entry (workspace_id, promise_id, number, at, kind, due_at)
       SELECT $1, id, 1, $2, 'started', due_at FROM made)
     INSERT INTO deadline (workspace_id, id, kind, ref, due_at) SELECT $1, id, 'promise', id, due_at FROM made`,
    [workspaceId, filling.startedAt, due],
  );
}
