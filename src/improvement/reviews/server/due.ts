import { keep, owe, type SubjectKind } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, Reaction } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';

/** A quarter: 13 weeks from the last review, or from when the standard took effect. */
const quarterMs = 91 * 86_400_000;

const promised = statement<{ promise_id: Id }>(
  'review_due_of',
  'SELECT promise_id FROM review_due WHERE workspace_id = $1 AND standard_id = $2 FOR UPDATE',
);
const remember = statement(
  'review_due_set',
  `INSERT INTO review_due (workspace_id, standard_id, promise_id) VALUES ($1, $2, $3)
   ON CONFLICT (workspace_id, standard_id) DO UPDATE SET promise_id = excluded.promise_id`,
);

/** Promises the next review of a standard a quarter from now; the promise before is kept by what was done. */
export async function promiseNextReview(ctx: CommandContext, standardId: Id, ownerId: Id | null): Promise<void> {
  const before = await ctx.tx.first(promised, [ctx.workspaceId, standardId]);
  if (before) await keep(ctx, before.promise_id);
  const promiseId = await owe(ctx, {
    subject: { kind: 'standard', id: standardId },
    measure: 'task',
    words: 'Review the standard over the last three months',
    ...(ownerId ? { ownerId } : { role: 'manager' }),
    dueAt: new Date(ctx.now.getTime() + quarterMs),
  });
  await ctx.tx.rows(remember, [ctx.workspaceId, standardId, promiseId]);
}

const approver = statement<{ person_id: Id | null }>(
  'review_due_owner',
  `SELECT coalesce(v.author_id, v.approved_by) AS person_id FROM standard_version v
   JOIN membership m ON m.workspace_id = v.workspace_id AND m.account_id = coalesce(v.author_id, v.approved_by)
   WHERE v.workspace_id = $1 AND v.id = $2 AND m.active`,
);

/** A standard that takes effect for the first time is to be reviewed a quarter later; its author is reminded. */
export const onPublished: Reaction = {
  event: 'standard.published',
  inline: true,
  name: 'reviews.promise-review',
  run: async (ctx, data) => {
    const [standardId, versionId] = [String(data.standardId), String(data.versionId)];
    if (await ctx.tx.first(promised, [ctx.workspaceId, standardId])) return;
    const owner = await ctx.tx.first(approver, [ctx.workspaceId, versionId]);
    await promiseNextReview(ctx, standardId, owner?.person_id ?? null);
  },
};

const named = statement<{ id: Id; name: string }>(
  'review_standards_named',
  'SELECT id, name FROM standard WHERE workspace_id = $1 AND id = ANY ($2::uuid[])',
);

/** How lists of promises call a standard that is to be reviewed. */
export const standardSubject: SubjectKind = {
  name: 'standard',
  describe: async (tx, workspaceId, ids) => {
    const rows = await tx.rows(named, [workspaceId, ids]);
    return rows.map(({ id, name }) => ({ id, reference: 'Standard', title: name, link: `/standards/${id}` }));
  },
};
