import { handle } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { fieldRetired, retireField } from '../contract.ts';
import { demandRoom } from './define.ts';
import { lockField } from './rows.ts';

const save = statement<{ version: number }>(
  'field_retire',
  `UPDATE field SET retired_at = CASE WHEN $3 THEN heed_now() END, version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);

/** Takes a field out of use or brings it back. What records hold of it stays untouched. */
export const retire = handle(retireField, async (ctx, { fieldId, version, retired }) => {
  const field = await lockField(ctx, fieldId, version);
  if (field.is_retired === retired) return { fieldId, version };
  if (!retired) await demandRoom(ctx, field.subject);
  const saved = await ctx.tx.first(save, [ctx.workspaceId, fieldId, retired]);
  ctx.emit(fieldRetired, { fieldId, retired });
  return { fieldId, version: saved?.version ?? version + 1 };
});
