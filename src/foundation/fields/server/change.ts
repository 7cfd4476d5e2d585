import { isDeepStrictEqual } from 'node:util';
import { handle } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { changeField, fieldChanged } from '../contract.ts';
import { choicesOf } from './choices.ts';
import { lockField } from './rows.ts';

const save = statement<{ version: number }>(
  'field_save',
  `UPDATE field SET label = $3, purpose = $4, choices = $5, roles = $6, is_required = $7, version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);

/** Changes what is named; key and kind stay, because values and whoever uses the API rely on them. */
export const change = handle(changeField, async (ctx, { fieldId, version, ...input }) => {
  const before = await lockField(ctx, fieldId, version);
  const next = {
    label: input.label ?? before.label,
    purpose: input.purpose ?? before.purpose,
    choices: input.choices ? choicesOf(before.kind, input.choices, before.choices) : before.choices,
    roles: input.roles ? [...new Set(input.roles)] : before.roles,
    isRequired: input.isRequired ?? before.is_required,
  };
  const old = { ...before, isRequired: before.is_required };
  const names = ['label', 'purpose', 'choices', 'roles', 'isRequired'] as const;
  const changed = names.filter((name) => !isDeepStrictEqual(next[name], old[name]));
  if (changed.length === 0) return { fieldId, version };
  const saved = await ctx.tx.first(save, [
    ...[ctx.workspaceId, fieldId, next.label, next.purpose],
    ...[JSON.stringify(next.choices), next.roles, next.isRequired],
  ]);
  ctx.emit(fieldChanged, { fieldId, changed });
  return { fieldId, version: saved?.version ?? version + 1 };
});
