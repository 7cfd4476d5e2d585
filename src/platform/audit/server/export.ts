import { handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { auditExported, exportAudit } from '../contract.ts';
import { headOf, readFilter } from './look.ts';
import { auditPolicy } from './policy.ts';

const minutes = 15;
const insert = statement(
  'audit_export_insert',
  `INSERT INTO audit_export (workspace_id, id, account_id, role, format, filter, up_to, made_at, expires_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);

/** Notes that somebody takes the log away; the file is made while it is handed out, up to the event before this one. */
export const exportLog = handle(exportAudit, async (ctx, { format, ...filter }) => {
  demand(ctx, auditPolicy, 'export');
  const { actor, tx, workspaceId } = ctx;
  if (actor.kind !== 'person') return refuse('access.forbidden', 'A person exports the log, nobody else.');
  // A reference that nothing bears is refused here, where somebody can mend it.
  await readFilter(ctx, [], filter);
  const upTo = await headOf(tx, workspaceId);
  const expiresAt = new Date(ctx.now.getTime() + minutes * 60_000);
  const given = JSON.stringify(filter);
  await tx.rows(insert, [workspaceId, ctx.key, actor.id, actor.role, format, given, upTo, ctx.now, expiresAt]);
  ctx.emit(auditExported, { exportId: ctx.key, personId: actor.id, format, upTo });
  return { exportId: ctx.key, upTo, expiresAt: expiresAt.toISOString() };
});
